import { post } from "../ledger/index.ts";
import type { EndedRefund } from "../payments/index.ts";
import type { CommunityContext } from "../platform/context.ts";
import { tell } from "./events.ts";
import { nextGiftState } from "./gift.ts";
import { disputeCoveredPosting, refundDeliveredPosting } from "./postings.ts";
import { giftChain, updateGift } from "./queries/gifts.ts";
import { lockGift } from "./queries/load.ts";

/**
 * The provider carried the money back, or could not. What could not be delivered stays on the giver's account and the
 * gift is listed as unclaimed. A gift that a bank took back meanwhile keeps its state; the money is booked all the same.
 */
export async function recordRefundEnded(ctx: CommunityContext, refund: EndedRefund): Promise<void> {
  await lockGift(ctx, refund.purposeId);
  const gift = (await giftChain(ctx, refund.purposeId)).find((candidate) => candidate.refundId === refund.refundId);
  if (!gift) throw new Error(`refund ${refund.refundId} belongs to no gift`);
  const ids = { goalId: gift.goalId, giftId: gift.id };
  const { refundId, amount, providerId } = refund;
  if (refund.status === "failed") {
    const status = nextGiftState(gift.status, "fail_refund");
    if (status === null) {
      // The bank has taken it back before: the giver is owed nothing, and what stayed here covers the loss.
      if (gift.status === "reversed") {
        post(ctx, disputeCoveredPosting({ ...gift, giftId: gift.id, providerId, refundId, amount }));
      }
      return;
    }
    await updateGift(ctx, gift.id, { status });
    tell(ctx, "gift_unclaimed", ids);
    return;
  }
  post(ctx, refundDeliveredPosting({ ...gift, giftId: gift.id, providerId, refundId, amount }));
  const status = nextGiftState(gift.status, "deliver_refund");
  if (status === null) return;
  await updateGift(ctx, gift.id, { status });
  tell(ctx, "gift_refunded", ids);
  ctx.enqueue({
    name: "fundraising.send_refund_notice",
    payload: { communityId: ctx.communityId, giftId: gift.id },
  });
}
