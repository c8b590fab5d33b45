import { post } from "../ledger/index.ts";
import { type EndedRefund, type Home, withdrawRefund } from "../payments/index.ts";
import type { CommunityContext } from "../platform/context.ts";
import { least } from "../platform/money.ts";
import { tell } from "./events.ts";
import { type Gift, nextGiftState, waiting, waitsForGiver } from "./gift.ts";
import { refundDeliveredPosting } from "./postings.ts";
import { giftChain, updateGift } from "./queries/gifts.ts";
import { lockGift } from "./queries/load.ts";

/**
 * The provider carried the money back, or could not. What could not be delivered stays on the giver's account and the
 * gift is listed as unclaimed. A gift that a bank took back meanwhile keeps its state; the money is booked all the same,
 * and what the giver got from both the goal owes.
 * A refund that was given up and tried again may arrive twice: whichever arrives first is the gift's, the other one has
 * no home here.
 */
export async function recordRefundEnded(ctx: CommunityContext, refund: EndedRefund): Promise<Home> {
  await lockGift(ctx, refund.purposeId);
  const gift = giftOf(await giftChain(ctx, refund.purposeId), refund);
  // Nothing moved for one that failed: it needs no home.
  if (!gift) return refund.status === "failed" ? "booked" : "no_home";
  const ids = { goalId: gift.goalId, giftId: gift.id };
  const { refundId, amount, providerId } = refund;
  if (refund.status === "failed") {
    const status = nextGiftState(gift.status, "fail_refund");
    if (status === null) return "booked";
    await updateGift(ctx, gift.id, { status });
    tell(ctx, "gift_unclaimed", ids);
    return "booked";
  }
  const fromGiver = least(amount, waiting(gift));
  post(ctx, refundDeliveredPosting({ ...gift, giftId: gift.id, providerId, refundId, amount, fromGiver }));
  const status = nextGiftState(gift.status, "deliver_refund");
  if (gift.status === "refunding" && gift.refundId && gift.refundId !== refundId)
    await withdrawRefund(ctx, gift.refundId);
  await updateGift(ctx, gift.id, { status: status ?? gift.status, refund_id: refundId, refund_amount: amount });
  if (status === null) return "booked";
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
  return chain.find((gift) => waitsForGiver(gift) && waiting(gift) === refund.amount);
}
