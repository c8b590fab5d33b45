import type { CommunityContext } from "../platform/context.ts";
import { announcePayout, announceRefund } from "./payment-events.ts";
import { changeRefund, lockRefund } from "./payment-queries.ts";
import { changePayout, lockPayout } from "./payout-queries.ts";
import { next, PAYOUT, REFUND } from "./states.ts";

/**
 * Its product needs the payout no more, for an earlier one has arrived. What was never sent ends here. What may have left is
 * asked about and never sent again: should it arrive, it is money without a home.
 */
export async function withdrawPayout(ctx: CommunityContext, payoutId: string): Promise<void> {
  const payout = await lockPayout(ctx, payoutId);
  if (payout.status !== "preparing") return;
  const wasSent = payout.attempts > 0;
  const status = next(PAYOUT, payout.status, wasSent ? "pending" : "failed") ?? payout.status;
  await changePayout(ctx, payout.id, { status, ...(wasSent ? {} : ended(ctx)) });
  announcePayout(ctx, payout.id);
}

/** As `withdrawPayout`. */
export async function withdrawRefund(ctx: CommunityContext, refundId: string): Promise<void> {
  const refund = await lockRefund(ctx, refundId);
  if (refund.status !== "preparing") return;
  const wasSent = refund.attempts > 0;
  const status = next(REFUND, refund.status, wasSent ? "pending" : "failed") ?? refund.status;
  await changeRefund(ctx, refund.id, { status, ...(wasSent ? {} : ended(ctx)) });
  announceRefund(ctx, refund.id);
}

function ended(ctx: CommunityContext) {
  return { failure_reason: "withdrawn", ended_at: ctx.now, next_check_at: null };
}
