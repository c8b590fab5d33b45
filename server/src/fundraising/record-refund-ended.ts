import { post } from "../ledger/index.ts";
import type { EndedRefund, Home } from "../payments/index.ts";
import type { CommunityContext } from "../platform/context.ts";
import { tell } from "./events.ts";
import { type Gift, nextGiftState } from "./gift.ts";
import { disputeCoveredPosting, refundDeliveredPosting } from "./postings.ts";
import { giftChain, updateGift } from "./queries/gifts.ts";
import { lockGift } from "./queries/load.ts";

/**
 * The provider carried the money back, or could not. What could not be delivered stays on the giver's account and the
 * gift is listed as unclaimed. A gift that a bank took back meanwhile keeps its state; the money is booked all the same.
 * A refund that was given up and tried again may arrive twice: whichever arrives first is the gift's, the other one has
 * no home here.
 */
export async function recordRefundEnded(ctx: CommunityContext, refund: EndedRefund): Promise<Home> {
  await lockGift(ctx, refund.purposeId);
  const gift = giftOf(await giftChain(ctx, refund.purposeId), refund);
  if (!gift) return "no_home";
  const ids = { goalId: gift.goalId, giftId: gift.id };
  const { refundId, amount, providerId } = refund;
  if (refund.status === "failed") {
    const status = nextGiftState(gift.status, "fail_refund");
    if (status === null) {
      // The bank has taken it back before: the giver is owed nothing, and what stayed here covers the loss.
      if (gift.status === "reversed") {
        post(ctx, disputeCoveredPosting({ ...gift, giftId: gift.id, providerId, refundId, amount }));
      }
      return "booked";
    }
    await updateGift(ctx, gift.id, { status });
    tell(ctx, "gift_unclaimed", ids);
    return "booked";
  }
  post(ctx, refundDeliveredPosting({ ...gift, giftId: gift.id, providerId, refundId, amount }));
  const status = nextGiftState(gift.status, "deliver_refund");
  if (status === null) return "booked";
  await updateGift(ctx, gift.id, { status, refund_id: refundId });
  tell(ctx, "gift_refunded", ids);
  ctx.enqueue({
    name: "fundraising.send_refund_notice",
    payload: { communityId: ctx.communityId, giftId: gift.id },
  });
  return "booked";
}

/** The gift that waits for this refund: the one that names it, or, when an earlier one arrives after all, its gift. */
function giftOf(chain: readonly Gift[], refund: EndedRefund): Gift | undefined {
  const named = chain.find(({ refundId }) => refundId === refund.refundId);
  if (named || refund.status === "failed") return named;
  return chain.find(
    ({ status, refundAmount }) => (status === "refunding" || status === "unclaimed") && refundAmount === refund.amount,
  );
}
