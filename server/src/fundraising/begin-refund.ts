import { requestRefund } from "../payments/index.ts";
import type { CommunityContext } from "../platform/context.ts";
import { type Gift, paymentOf } from "./gift.ts";
import { updateGift } from "./queries/gifts.ts";

/** Asks the provider to carry money back that stands on the giver's account. The gift's state is written by the caller. */
export async function beginRefund(ctx: CommunityContext, gift: Gift, amount: bigint): Promise<void> {
  if (amount === 0n) {
    // The provider's fee ate it all: there is nothing to carry.
    await updateGift(ctx, gift.id, { status: "refunded", refund_amount: 0n });
    return;
  }
  const refund = await requestRefund(ctx, { paymentId: paymentOf(gift), amount });
  await updateGift(ctx, gift.id, { refund_id: refund.id, refund_amount: amount });
}
