import type { PaymentRef } from "../payments/index.ts";
import type { CommunityContext } from "../platform/context.ts";
import { tell } from "./events.ts";
import { nextGiftState } from "./gift.ts";
import { updateGift } from "./queries/gifts.ts";
import { lockGift } from "./queries/load.ts";
import { scheduleClose } from "./schedule.ts";

/** The payment failed, expired or was cancelled. A goal that waited for it may be decided now. */
export async function recordGiftNotPaid(ctx: CommunityContext, payment: PaymentRef): Promise<void> {
  const { gift, goal } = await lockGift(ctx, payment.purposeId);
  const status = nextGiftState(gift.status, "not_pay");
  if (status === null) return;
  await updateGift(ctx, gift.id, { status });
  tell(ctx, "gift_failed", { goalId: goal.id, giftId: gift.id });
  if (goal.status === "deciding") scheduleClose(ctx, goal.id, ctx.now);
}
