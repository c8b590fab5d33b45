import type { Line } from "../ledger/index.ts";
import type { CommunityContext } from "../platform/context.ts";
import { feeLines } from "./fee-schedule.ts";
import type { NamedRefund } from "./name-refunds.ts";
import type { PaymentRow } from "./payment-queries.ts";
import type { PayoutRow } from "./payout-queries.ts";
import { providerKind } from "./provider.ts";
import type { ProviderRow } from "./provider-queries.ts";
import type { PaymentOut, PayoutOut, ProviderOut, RefundOut, UnmatchedMoneyOut, WebhookEventOut } from "./schemas.ts";
import { DISPUTE, type DisputeStatus, PAYMENT, PAYOUT, REFUND, stateIn, WEBHOOK } from "./states.ts";
import { choicesFor, stateOfUnmatched } from "./unmatched.ts";
import type { UnmatchedRow } from "./unmatched-queries.ts";
import type { WebhookEventRow } from "./webhook-queries.ts";

/** The address to enter at the provider. */
export function webhookUrl(ctx: CommunityContext, providerId: string): string {
  return `${ctx.publicUrl}/v1/hooks/${providerId}`;
}

export function providerOut(ctx: CommunityContext, row: ProviderRow, hasWebhookSecret: boolean): ProviderOut {
  const kind = providerKind(row.kind);
  return {
    id: row.id,
    kind,
    name: row.name,
    status: row.status === "active" ? "active" : "disabled",
    mode: row.mode === "live" ? "live" : "test",
    baseUrl: row.base_url,
    currencies: row.currencies,
    fees: feeLines({ ...row, kind }),
    webhookUrl: webhookUrl(ctx, row.id),
    hasWebhookSecret,
    ...stamps(row),
  };
}

export function paymentOut(row: PaymentRow): PaymentOut {
  const disputeStatus: DisputeStatus = stateIn(DISPUTE, row.dispute_status);
  return {
    id: row.id,
    reference: row.reference,
    providerId: row.provider_id,
    providerReference: row.provider_reference,
    userId: row.user_id,
    purposeKind: row.purpose_kind,
    purposeId: row.purpose_id,
    subjectId: row.subject_id,
    amount: money(row),
    fee: row.fee === null ? null : Number(row.fee),
    status: stateIn(PAYMENT, row.status),
    description: row.description,
    checkoutUrl: row.checkout_url,
    failureReason: row.failure_reason,
    disputeStatus,
    disputedAmount: Number(row.disputed_amount),
    providerData: record(row.provider_data),
    paidAt: instant(row.paid_at),
    expiresAt: row.expires_at.toISOString(),
    nextCheckAt: instant(row.next_check_at),
    ...stamps(row),
  };
}

export function refundOut({ refund: row, payment, subjectName, payerName }: NamedRefund): RefundOut {
  return {
    id: row.id,
    paymentId: row.payment_id,
    purposeKind: payment.purpose_kind,
    purposeId: payment.purpose_id,
    subjectId: payment.subject_id,
    subjectName,
    payerName,
    providerId: row.provider_id,
    reference: row.reference,
    providerReference: row.provider_reference,
    amount: money(row),
    status: stateIn(REFUND, row.status),
    failureReason: row.failure_reason,
    providerData: record(row.provider_data),
    endedAt: instant(row.ended_at),
    ...stamps(row),
  };
}

export function payoutOut(row: PayoutRow): PayoutOut {
  return {
    id: row.id,
    providerId: row.provider_id,
    purposeKind: row.purpose_kind,
    purposeId: row.purpose_id,
    subjectId: row.subject_id,
    reference: row.reference,
    providerReference: row.provider_reference,
    amount: money(row),
    destinationHint: row.destination_hint,
    reason: row.reason,
    status: stateIn(PAYOUT, row.status),
    failureReason: row.failure_reason,
    providerData: record(row.provider_data),
    endedAt: instant(row.ended_at),
    ...stamps(row),
  };
}

export function webhookEventOut(row: WebhookEventRow): WebhookEventOut {
  return {
    id: row.id,
    eventId: row.dedupe_key,
    providerId: row.provider_id,
    event: row.event,
    data: record(row.data),
    signature: row.signature,
    signatureValid: row.signature_valid,
    status: stateIn(WEBHOOK, row.status),
    processed: row.status === "processed",
    error: row.error,
    deliveries: row.deliveries,
    bodyBytes: row.body_bytes,
    receivedAt: row.received_at.toISOString(),
    lastReceivedAt: row.last_received_at.toISOString(),
    processedAt: instant(row.processed_at),
  };
}

export function unmatchedOut(row: UnmatchedRow): UnmatchedMoneyOut {
  return {
    id: row.id,
    providerId: row.provider_id,
    direction: row.direction === "out" ? "out" : "in",
    reason: row.reason,
    movement: row.movement,
    reference: row.reference,
    amount: money(row),
    fee: Number(row.fee),
    booked: row.booked,
    paymentId: row.payment_id,
    webhookEventId: row.webhook_event_id,
    status: row.status === "resolved" ? "resolved" : "open",
    resolution: resolutionOf(row),
    note: row.note,
    resolvedBy: row.resolved_by,
    counterpartId: row.counterpart_id,
    choices: choicesFor(row).map(({ resolution, lines }) => ({ resolution, entries: lines.map(entryOut) })),
    createdAt: row.created_at.toISOString(),
    resolvedAt: instant(row.resolved_at),
  };
}

function resolutionOf(row: UnmatchedRow): UnmatchedMoneyOut["resolution"] {
  const state = stateOfUnmatched(row);
  return state === "open" ? null : state;
}

function entryOut({ account, side, amount }: Line) {
  const { code, currency } = account;
  return {
    accountCode: code,
    side: side === "debit" ? ("DEBIT" as const) : ("CREDIT" as const),
    amount: money({ amount, currency }),
  };
}

function money(row: { amount: bigint; currency: string }): { amount: number; currency: string } {
  return { amount: Number(row.amount), currency: row.currency };
}

function stamps(row: { version: number; created_at: Date; updated_at: Date }) {
  return { version: row.version, createdAt: row.created_at.toISOString(), updatedAt: row.updated_at.toISOString() };
}

function instant(at: Date | null): string | null {
  return at?.toISOString() ?? null;
}

function record(json: unknown): Record<string, unknown> {
  return typeof json === "object" && json !== null && !Array.isArray(json)
    ? Object.fromEntries(Object.entries(json))
    : {};
}
