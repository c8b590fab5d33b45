import { type ExactJson, field, instantOf, isObject, textOf, wholeOf } from "./exact-json.ts";
import {
  type ChargeReport,
  type ChargeStatus,
  type DisputeReport,
  type PayoutReport,
  type ProviderData,
  type RefundReport,
  UnreadableWebhook,
} from "./gateway.ts";
import { fromPaystack } from "./paystack-units.ts";

/** Everything that is not final may still become anything; a value we do not know is one of them. */
const CHARGE: Readonly<Record<string, ChargeStatus>> = { success: "succeeded", failed: "failed", reversed: "reversed" };

const PAYOUT: Readonly<Record<string, PayoutReport["status"]>> = {
  otp: "needs_attention",
  success: "succeeded",
  failed: "failed",
  abandoned: "failed",
  blocked: "failed",
  rejected: "failed",
  reversed: "reversed",
};

const REFUND: Readonly<Record<string, RefundReport["status"]>> = {
  processed: "processed",
  failed: "failed",
  "needs-attention": "needs_attention",
};

/** `domain` names the mode; where it is left out, the key that signed or asked says it. */
export function readCharge(data: ExactJson, mode: "test" | "live"): ChargeReport {
  const currency = need(textOf(field(data, "currency")), "currency");
  const paidAmount = amountOf(data, "amount", currency);
  const domain = textOf(field(data, "domain"));
  return {
    kind: "charge",
    reference: need(textOf(field(data, "reference")), "reference"),
    providerId: need(textOf(field(data, "id")), "id"),
    status: lookUp(CHARGE, field(data, "status")) ?? "pending",
    requestedAmount: isMissing(field(data, "requested_amount"))
      ? paidAmount
      : amountOf(data, "requested_amount", currency),
    paidAmount,
    currency,
    fee: isMissing(field(data, "fees")) ? 0n : amountOf(data, "fees", currency),
    paidAt: instantOf(field(data, "paid_at")) ?? instantOf(field(data, "paidAt")),
    modeMatches: domain === null || domain === mode,
    data: pick(data, ["id", "domain", "status", "channel", "gateway_response", "amount", "requested_amount", "fees"]),
  };
}

/** `recipient` is a number in answers and an object in webhooks: it is never read. */
export function readPayout(data: ExactJson): PayoutReport {
  const currency = need(textOf(field(data, "currency")), "currency");
  return {
    kind: "payout",
    reference: need(textOf(field(data, "reference")), "reference"),
    providerId: textOf(field(data, "id")) ?? need(textOf(field(data, "transfer_code")), "id"),
    status: lookUp(PAYOUT, field(data, "status")) ?? "pending",
    amount: amountOf(data, "amount", currency),
    currency,
    data: pick(data, ["id", "domain", "status", "transfer_code", "amount", "gateway_response"]),
  };
}

const NOTE = /^Commonpurse ([a-z0-9-]{1,100})$/;

/** The only field that Paystack hands back for us: a refund has neither a reference of ours nor an idempotency key. */
export function refundNote(reference: string): string {
  return `Commonpurse ${reference}`;
}

export function readRefund(data: ExactJson, chargeReference?: string): RefundReport {
  const currency = need(textOf(field(data, "currency")), "currency");
  const charge = textOf(field(data, "transaction_reference")) ?? textOf(field(field(data, "transaction"), "reference"));
  return {
    kind: "refund",
    reference: NOTE.exec(textOf(field(data, "merchant_note")) ?? "")?.[1] ?? null,
    chargeReference: need(charge ?? chargeReference ?? null, "transaction_reference"),
    providerId: need(textOf(field(data, "id")), "id"),
    status: lookUp(REFUND, field(data, "status")) ?? "pending",
    amount: amountOf(data, "amount", currency),
    currency,
    data: pick(data, ["id", "domain", "status", "amount", "expected_at", "processor"]),
  };
}

/** Resolved for the payer moves money; resolved for us ends it; anything else is still open. */
export function readDispute(data: ExactJson): DisputeReport {
  const transaction = field(data, "transaction");
  const currency = need(textOf(field(data, "currency")) ?? textOf(field(transaction, "currency")), "currency");
  const refunded = wholeOf(field(data, "refund_amount"));
  const amount = refunded ? fromPaystack(refunded, currency) : amountOf(transaction, "amount", currency);
  return {
    kind: "dispute",
    chargeReference: need(textOf(field(transaction, "reference")), "transaction.reference"),
    providerId: need(textOf(field(data, "id")), "id"),
    status: disputeStatus(field(data, "status"), field(data, "resolution")),
    amount: need(amount, "refund_amount"),
    currency,
    data: pick(data, ["id", "domain", "status", "resolution", "category", "refund_amount"]),
  };
}

function disputeStatus(status: ExactJson, resolution: ExactJson): DisputeReport["status"] {
  if (status !== "resolved") return "opened";
  if (resolution === "declined") return "won";
  return resolution === "merchant-accepted" ? "lost" : "opened";
}

function lookUp<T>(table: Readonly<Record<string, T>>, json: ExactJson): T | undefined {
  return typeof json === "string" && Object.hasOwn(table, json) ? table[json] : undefined;
}

function isMissing(json: ExactJson): boolean {
  return json === null || json === "";
}

function amountOf(data: ExactJson, name: string, currency: string): bigint {
  return need(fromPaystack(wholeOf(field(data, name)), currency), name);
}

function need<T>(value: T | null, name: string): T {
  if (value === null) throw new UnreadableWebhook(`data.${name} is missing or unreadable`);
  return value;
}

/** Only what is named here is kept in the open: the whole body, with its personal data, stays sealed. */
function pick(data: ExactJson, names: readonly string[]): ProviderData {
  const kept: ProviderData = {};
  if (!isObject(data)) return kept;
  for (const name of names) {
    const value = field(data, name);
    if (typeof value === "string") kept[name] = value.slice(0, 200);
    else if (typeof value === "boolean") kept[name] = value;
  }
  return kept;
}
