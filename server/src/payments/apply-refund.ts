import type { CommunityContext } from "../platform/context.ts";
import type { AppliedLater } from "./applied.ts";
import type { RefundReport } from "./gateway.ts";
import { holdUnmatched, type Origin, releaseUnmatched, type UnmatchedReason, wasSentBack } from "./hold-unmatched.ts";
import { announceRefund } from "./payment-events.ts";
import {
  cameAndWent,
  changeRefund,
  findPaymentByReference,
  lockPayment,
  lockRefund,
  type PaymentRow,
  type RefundRow,
  refundsOf,
} from "./payment-queries.ts";
import type { Home } from "./purpose.ts";
import type { Purposes } from "./purposes.ts";
import { next, REFUND } from "./states.ts";

/** A refund's state, as the provider tells it, in a webhook or asked. `asked`: its charge was asked about just now. */
export async function applyRefund(
  ctx: CommunityContext,
  purposes: Purposes,
  origin: Origin,
  report: RefundReport,
  asked: boolean,
): Promise<AppliedLater> {
  const found = await findPaymentByReference(ctx, origin.providerId, report.chargeReference);
  if (!found) return holdSent(ctx, origin, report, "unknown_refund", undefined);
  await purposes.payment(found.purpose_kind).lock(ctx, found.purpose_id);
  const payment = await lockPayment(ctx, found.id);
  if (cameAndWent(payment)) return "ignored";
  if (payment.paid_at === null)
    return asked ? holdSent(ctx, origin, report, "unknown_refund", payment.id) : "charge_first";
  const ours = matching(await refundsOf(ctx, payment.id), report);
  if (!ours) return holdSent(ctx, origin, report, "unknown_refund", payment.id);
  const refund = await lockRefund(ctx, ours.id);
  // Sent a second time after an answer that was lost: both left the provider, and only one was asked for.
  if (refund.status === "processed" && refund.provider_reference !== report.providerId)
    return holdSent(ctx, origin, report, "unknown_refund", payment.id);
  if (report.amount !== refund.amount || report.currency !== refund.currency) {
    return holdSent(
      ctx,
      origin,
      report,
      report.currency === refund.currency ? "wrong_amount" : "wrong_currency",
      payment.id,
    );
  }
  return moveRefund(ctx, purposes, origin, payment, refund, report);
}

/**
 * Ours by the reference that we gave, by the provider's own, or, where it tells neither, the oldest open one of this
 * amount that the provider has not named yet.
 */
function matching(refunds: readonly RefundRow[], report: RefundReport): RefundRow | undefined {
  if (report.reference !== null) return refunds.find((refund) => refund.reference === report.reference);
  return (
    refunds.find((refund) => refund.provider_reference === report.providerId) ??
    refunds.find(
      (refund) =>
        refund.provider_reference === null &&
        refund.ended_at === null &&
        refund.amount === report.amount &&
        refund.currency === report.currency,
    )
  );
}

async function moveRefund(
  ctx: CommunityContext,
  purposes: Purposes,
  origin: Origin,
  payment: PaymentRow,
  refund: RefundRow,
  report: RefundReport,
): Promise<AppliedLater> {
  const to = next(REFUND, refund.status, report.status);
  if (to === null) return "ignored";
  const movement = movementOf(report);
  if (to === "processed" && (await wasSentBack(ctx, origin.providerId, movement))) return "ignored";
  const home = await finishRefund(ctx, purposes, payment, refund, to);
  if (home === "no_home") {
    await endHomeless(ctx, refund, report);
    return holdSent(ctx, origin, report, "late_refund", payment.id);
  }
  // It had no home when it was told of first: what was held of it is its product's now.
  if (to === "processed") await releaseUnmatched(ctx, origin.providerId, movement);
  const reason = report.data["failureReason"] ?? report.data["status"];
  await changeRefund(ctx, refund.id, {
    status: to,
    provider_reference: report.providerId,
    provider_data: JSON.stringify(report.data),
    failure_reason: to === "failed" || to === "needs_attention" ? String(reason ?? to).slice(0, 200) : null,
    ...(to === "processed" || to === "failed" ? { ended_at: ctx.now, next_check_at: null } : {}),
  });
  announceRefund(ctx, refund.id);
  return "processed";
}

/** For its product it had ended without money; what moved is told by the money without a home. Nobody asks about it again. */
async function endHomeless(ctx: CommunityContext, refund: RefundRow, report: RefundReport): Promise<void> {
  const to = next(REFUND, refund.status, "failed");
  if (to === null) return;
  const what = { status: to, provider_reference: report.providerId, failure_reason: "no_home" };
  await changeRefund(ctx, refund.id, { ...what, ended_at: ctx.now, next_check_at: null });
  announceRefund(ctx, refund.id);
}

/** The provider refused to take it: nothing moved. */
export async function failRefund(
  ctx: CommunityContext,
  purposes: Purposes,
  payment: PaymentRow,
  refund: RefundRow,
  reason: string,
): Promise<void> {
  const to = next(REFUND, refund.status, "failed");
  if (to === null) return;
  await changeRefund(ctx, refund.id, {
    status: to,
    failure_reason: reason.slice(0, 200),
    ended_at: ctx.now,
    next_check_at: null,
  });
  await finishRefund(ctx, purposes, payment, refund, to);
  announceRefund(ctx, refund.id);
}

async function finishRefund(
  ctx: CommunityContext,
  purposes: Purposes,
  payment: PaymentRow,
  refund: RefundRow,
  to: string,
): Promise<Home> {
  if (to !== "processed" && to !== "failed") return "booked";
  return purposes.payment(payment.purpose_kind).refundEnded(ctx, {
    refundId: refund.id,
    paymentId: payment.id,
    providerId: payment.provider_id,
    purposeId: payment.purpose_id,
    amount: refund.amount,
    currency: refund.currency,
    status: to,
  });
}

/** Money went back that nobody here asked for, or that its product has no home for: made at the provider's own pages, perhaps. */
async function holdSent(
  ctx: CommunityContext,
  origin: Origin,
  report: RefundReport,
  reason: UnmatchedReason,
  paymentId: string | undefined,
): Promise<AppliedLater> {
  if (report.status !== "processed") return "ignored";
  await holdUnmatched(ctx, origin, {
    movement: movementOf(report),
    direction: "out",
    reason,
    reference: report.reference ?? report.chargeReference,
    undoes: report.chargeReference,
    amount: report.amount,
    currency: report.currency,
    ...(paymentId ? { paymentId } : {}),
  });
  return "processed";
}

function movementOf(report: RefundReport): string {
  return `refund:${report.providerId}`;
}
