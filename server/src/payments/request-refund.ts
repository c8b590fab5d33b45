import type { CommunityContext } from "../platform/context.ts";
import { notFound, refuse } from "../platform/errors.ts";
import { announceRefund } from "./payment-events.ts";
import { findPayment, insertRefund, lockPayment, type RefundRow, refundsOf } from "./payment-queries.ts";
import { nextCheck } from "./schedule.ts";

export interface RequestRefund {
  paymentId: string;
  amount: bigint;
}

/** Asks the provider to give back a part or all of a paid payment. What is owed to whom until then is its product's affair. */
export async function requestRefund(ctx: CommunityContext, input: RequestRefund): Promise<RefundRow> {
  if (!(await findPayment(ctx, input.paymentId))) throw notFound();
  const payment = await lockPayment(ctx, input.paymentId);
  if (payment.status !== "succeeded") throw refuse("payment_not_refundable", { status: 409 });
  const earlier = (await refundsOf(ctx, payment.id)).filter((refund) => refund.status !== "failed");
  const left = earlier.reduce((rest, refund) => rest - refund.amount, payment.amount);
  if (input.amount <= 0n || input.amount > left) throw refuse("refund_exceeds_payment", { status: 409 });
  const id = ctx.newId();
  const refund = await insertRefund(ctx, {
    community_id: ctx.communityId,
    id,
    payment_id: payment.id,
    provider_id: payment.provider_id,
    reference: `refund-${id}`,
    amount: input.amount,
    currency: payment.currency,
    status: "preparing",
    next_check_at: nextCheck(ctx.now, 0),
    created_at: ctx.now,
    updated_at: ctx.now,
  });
  ctx.enqueue({ name: "payments.send_refund", payload: { communityId: ctx.communityId, refundId: id } });
  announceRefund(ctx, id);
  return refund;
}
