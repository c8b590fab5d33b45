import type { CommunityContext } from "../platform/context.ts";
import type { AppliedLater } from "./applied.ts";
import type { DisputeReport } from "./gateway.ts";
import { holdUnmatched, type Origin, releaseUnmatched, wasSentBack } from "./hold-unmatched.ts";
import { announcePayment } from "./payment-events.ts";
import { cameAndWent, changePayment, findPaymentByReference, lockPayment, type PaymentRow } from "./payment-queries.ts";
import type { Purposes } from "./purposes.ts";
import { DISPUTE, type DisputeStatus, next } from "./states.ts";

/** `asked`: the provider was asked about the charge just now. */
export async function applyDispute(
  ctx: CommunityContext,
  purposes: Purposes,
  origin: Origin,
  report: DisputeReport,
  asked: boolean,
): Promise<AppliedLater> {
  const found = await findPaymentByReference(ctx, origin.providerId, report.chargeReference);
  if (!found) return holdLost(ctx, origin, report, undefined);
  await purposes.payment(found.purpose_kind).lock(ctx, found.purpose_id);
  const payment = await lockPayment(ctx, found.id);
  if (cameAndWent(payment)) return "ignored";
  if (payment.paid_at === null) return asked ? holdLost(ctx, origin, report, payment.id) : "charge_first";
  if (report.currency !== payment.currency || report.amount > payment.amount)
    return holdLost(ctx, origin, report, payment.id);
  if (isAnother(payment, report)) return holdLost(ctx, origin, report, payment.id);
  const isLost = report.status === "lost";
  if (isLost && (await wasSentBack(ctx, origin.providerId, movementOf(report)))) return "ignored";
  const moved = await moveDispute(ctx, purposes, payment, report.status, report.amount, report.providerId);
  // It had no home when it was told of first: what was held of it is its product's now.
  if (moved && isLost) await releaseUnmatched(ctx, origin.providerId, movementOf(report));
  return moved ? "processed" : "ignored";
}

/** One was lost, and this is another one: its product books one dispute of a charge, and this one took money all the same. */
function isAnother(payment: PaymentRow, report: DisputeReport): boolean {
  const { dispute_status: status, dispute_reference: reference } = payment;
  return status === "lost" && reference !== null && reference !== report.providerId;
}

/** The provider took the whole charge back: a dispute that was lost, whether or not there was one. */
export async function loseCharge(
  ctx: CommunityContext,
  purposes: Purposes,
  payment: PaymentRow,
  amount: bigint,
): Promise<void> {
  await moveDispute(ctx, purposes, payment, "lost", amount, null);
}

async function moveDispute(
  ctx: CommunityContext,
  purposes: Purposes,
  payment: PaymentRow,
  event: Exclude<DisputeStatus, "none">,
  amount: bigint,
  reference: string | null,
): Promise<boolean> {
  if (next(DISPUTE, payment.dispute_status, event) === null) return false;
  await changePayment(ctx, payment.id, {
    dispute_status: event,
    disputed_amount: amount,
    dispute_reference: reference?.slice(0, 200) ?? null,
  });
  announcePayment(ctx, payment);
  await purposes.payment(payment.purpose_kind).disputed(ctx, {
    paymentId: payment.id,
    providerId: payment.provider_id,
    purposeId: payment.purpose_id,
    amount,
    currency: payment.currency,
    status: event,
  });
  return true;
}

async function holdLost(
  ctx: CommunityContext,
  origin: Origin,
  report: DisputeReport,
  paymentId: string | undefined,
): Promise<AppliedLater> {
  if (report.status !== "lost") return "ignored";
  await holdUnmatched(ctx, origin, {
    movement: movementOf(report),
    direction: "out",
    reason: "unknown_dispute",
    reference: report.chargeReference,
    amount: report.amount,
    currency: report.currency,
    ...(paymentId ? { paymentId } : {}),
  });
  return "processed";
}

function movementOf(report: DisputeReport): string {
  return `dispute:${report.providerId}`;
}
