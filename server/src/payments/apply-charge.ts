import type { CommunityContext } from "../platform/context.ts";
import type { Applied } from "./applied.ts";
import { loseCharge } from "./apply-dispute.ts";
import { checkCharge } from "./charge-check.ts";
import type { ChargeReport } from "./gateway.ts";
import { chargeMovement, holdUnmatched, type Origin, releaseUnmatched, wasSentBack } from "./hold-unmatched.ts";
import { announcePayment } from "./payment-events.ts";
import { changePayment, findPaymentByReference, lockPayment, type PaymentRow, refundsOf } from "./payment-queries.ts";
import type { Purposes } from "./purposes.ts";
import { next, PAYMENT } from "./states.ts";

/** A charge's state, as the provider tells it, in a webhook or asked: one command for both. */
export async function applyCharge(
  ctx: CommunityContext,
  purposes: Purposes,
  origin: Origin,
  report: ChargeReport,
): Promise<Applied> {
  const found = await findPaymentByReference(ctx, origin.providerId, report.reference);
  if (!found) return applyUnknown(ctx, origin, report);
  await purposes.payment(found.purpose_kind).lock(ctx, found.purpose_id);
  const payment = await lockPayment(ctx, found.id);
  switch (report.status) {
    case "pending":
      return "ignored";
    case "succeeded":
      return applySuccess(ctx, purposes, origin, payment, report);
    case "failed":
      return applyFailure(ctx, purposes, payment, report);
    case "reversed":
      return applyReversal(ctx, purposes, origin, payment, report);
  }
}

async function applyUnknown(ctx: CommunityContext, origin: Origin, report: ChargeReport): Promise<Applied> {
  if (report.status !== "succeeded") return "ignored";
  const reason = report.modeMatches ? "unknown_reference" : "wrong_mode";
  await holdUnmatched(ctx, origin, { ...moneyOf(report), reason });
  return "processed";
}

async function applySuccess(
  ctx: CommunityContext,
  purposes: Purposes,
  origin: Origin,
  payment: PaymentRow,
  report: ChargeReport,
): Promise<Applied> {
  const check = checkCharge(payment, report);
  const to = next(PAYMENT, payment.status, "succeeded");
  if (to === null) return applyToPaid(ctx, origin, payment, report, check.kind === "otherwise" ? check.reason : null);
  if (check.kind === "otherwise") {
    await holdUnmatched(ctx, origin, { ...moneyOf(report), reason: check.reason, paymentId: payment.id });
    // A charge of another mode is not the payer's: theirs may still come.
    if (check.reason !== "wrong_mode") await endUnpaid(ctx, purposes, payment, "failed", check.reason, report);
    return "processed";
  }
  const movement = chargeMovement(report.providerId);
  // As a reversal that was heard of before the success.
  if (await wasSentBack(ctx, origin.providerId, movement)) return applyReversal(ctx, purposes, origin, payment, report);
  await releaseUnmatched(ctx, origin.providerId, movement);
  const paidAt = report.paidAt ?? ctx.now;
  await changePayment(ctx, payment.id, {
    status: to,
    provider_reference: report.providerId,
    provider_data: JSON.stringify(report.data),
    failure_reason: null,
    fee: check.fee,
    paid_at: paidAt,
    next_check_at: null,
  });
  announcePayment(ctx, payment);
  await purposes.payment(payment.purpose_kind).paid(ctx, {
    ...refOf(payment),
    amount: payment.amount,
    currency: payment.currency,
    fee: check.fee,
    paidAt,
  });
  if (check.surplus > 0n) {
    await holdUnmatched(ctx, origin, {
      ...moneyOf(report),
      movement: `${movement}:surplus`,
      reason: "overpaid",
      amount: check.surplus,
      fee: 0n,
      paymentId: payment.id,
    });
  }
  return "processed";
}

/** The payment is settled: the same charge again is late; another one under its reference is money without a home. */
async function applyToPaid(
  ctx: CommunityContext,
  origin: Origin,
  payment: PaymentRow,
  report: ChargeReport,
  mismatch: "wrong_mode" | "wrong_currency" | "wrong_amount" | null,
): Promise<Applied> {
  if (payment.provider_reference === null || payment.provider_reference === report.providerId) return "ignored";
  const reason = mismatch === "wrong_mode" ? mismatch : "second_charge";
  await holdUnmatched(ctx, origin, { ...moneyOf(report), reason, paymentId: payment.id });
  return "processed";
}

async function applyFailure(
  ctx: CommunityContext,
  purposes: Purposes,
  payment: PaymentRow,
  report: ChargeReport,
): Promise<Applied> {
  if (next(PAYMENT, payment.status, "failed") === null) return "ignored";
  const reason = report.data["failureReason"] ?? report.data["gateway_response"];
  await endUnpaid(ctx, purposes, payment, "failed", typeof reason === "string" ? reason : "declined", report);
  return "processed";
}

async function applyReversal(
  ctx: CommunityContext,
  purposes: Purposes,
  origin: Origin,
  payment: PaymentRow,
  report: ChargeReport,
): Promise<Applied> {
  const to = next(PAYMENT, payment.status, "reversed");
  if (to === null) return "ignored";
  const wasPaid = payment.status === "succeeded";
  const wasOpen = isOpen(payment);
  await changePayment(ctx, payment.id, {
    status: to,
    provider_reference: report.providerId,
    provider_data: JSON.stringify(report.data),
    failure_reason: "reversed",
    next_check_at: null,
  });
  announcePayment(ctx, payment);
  if (wasPaid) await loseRest(ctx, purposes, origin, payment, report);
  else if (wasOpen) await purposes.payment(payment.purpose_kind).notPaid(ctx, refOf(payment));
  return "processed";
}

/**
 * The whole charge went back: as far as it had not before. Some providers call a charge that was refunded reversed, and its
 * refunds are told of by themselves. Where its product has booked a lost dispute of a part, the rest is money without a home.
 */
async function loseRest(
  ctx: CommunityContext,
  purposes: Purposes,
  origin: Origin,
  payment: PaymentRow,
  report: ChargeReport,
): Promise<void> {
  const refunds = (await refundsOf(ctx, payment.id)).filter(({ status }) => status !== "failed");
  const isDisputed = payment.dispute_status === "lost";
  const gone = refunds.reduce((sum, { amount }) => sum + amount, isDisputed ? (payment.disputed_amount ?? 0n) : 0n);
  const rest = payment.amount - gone;
  if (rest <= 0n) return;
  if (!isDisputed) return loseCharge(ctx, purposes, payment, rest);
  await holdUnmatched(ctx, origin, {
    movement: `reversal:${report.providerId}`,
    direction: "out",
    reason: "unknown_dispute",
    reference: payment.reference,
    amount: rest,
    currency: payment.currency,
    paymentId: payment.id,
  });
}

/** The payment ends without money; its product hears of it once, when it ends. */
export async function endUnpaid(
  ctx: CommunityContext,
  purposes: Purposes,
  payment: PaymentRow,
  event: "refused" | "failed" | "expired",
  reason: string,
  report?: ChargeReport,
  nextCheckAt: Date | null = null,
): Promise<void> {
  const to = next(PAYMENT, payment.status, event);
  if (to === null) return;
  await changePayment(ctx, payment.id, {
    status: to,
    failure_reason: reason.slice(0, 200),
    next_check_at: nextCheckAt,
    ...(report ? { provider_data: JSON.stringify(report.data) } : {}),
  });
  announcePayment(ctx, payment);
  await purposes.payment(payment.purpose_kind).notPaid(ctx, refOf(payment));
}

export function isOpen(payment: PaymentRow): boolean {
  return payment.status === "preparing" || payment.status === "pending";
}

function refOf(payment: PaymentRow) {
  return { paymentId: payment.id, providerId: payment.provider_id, purposeId: payment.purpose_id };
}

function moneyOf(report: ChargeReport) {
  return {
    movement: chargeMovement(report.providerId),
    direction: "in" as const,
    reference: report.reference,
    amount: report.paidAmount,
    fee: report.fee,
    currency: report.currency,
  };
}
