import type { CommunityContext } from "../platform/context.ts";

/** `before`: the payment as it was; whoever waits for the checkout page is told when the wait is over. */
export function announcePayment(ctx: CommunityContext, before: { id: string; status: string }): void {
  const payload = { communityId: ctx.communityId, paymentId: before.id };
  if (before.status === "preparing") ctx.emit({ name: PAYMENT_PREPARED, payload });
  ctx.emit({ name: "payments.payment_changed", payload, live: true });
}

/** The payment has left `preparing`: there is a checkout page, or there will be none. */
export const PAYMENT_PREPARED = "payments.payment_prepared";

export function announceRefund(ctx: CommunityContext, refundId: string): void {
  ctx.emit({ name: "payments.refund_changed", payload: { communityId: ctx.communityId, refundId }, live: true });
}

export function announcePayout(ctx: CommunityContext, payoutId: string): void {
  ctx.emit({ name: "payments.payout_changed", payload: { communityId: ctx.communityId, payoutId }, live: true });
}

export function announceUnmatched(ctx: CommunityContext, unmatchedId: string): void {
  ctx.emit({ name: "payments.money_unmatched", payload: { communityId: ctx.communityId, unmatchedId }, live: true });
}

/** By hand, by what the provider told, or because its home was found. */
export function announceResolved(ctx: CommunityContext, unmatchedId: string): void {
  ctx.emit({ name: "payments.unmatched_resolved", payload: { communityId: ctx.communityId, unmatchedId }, live: true });
}
