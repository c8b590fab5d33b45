import { type ExactJson, field, instantOf, isObject, parseExact, textOf, wholeOf } from "./exact-json.ts";
import {
  type ChargeReport,
  type ChargeStatus,
  type DisputeReport,
  type PayoutReport,
  type ProviderData,
  type RefundReport,
  UnreadableWebhook,
  type WebhookReport,
} from "./gateway.ts";

const CHARGE: Readonly<Record<string, ChargeStatus>> = { success: "succeeded", failed: "failed" };
const REFUND: Readonly<Record<string, RefundReport["status"]>> = { processed: "processed", failed: "failed" };
const PAYOUT: Readonly<Record<string, PayoutReport["status"]>> = {
  success: "succeeded",
  failed: "failed",
  reversed: "reversed",
};
const DISPUTE: Readonly<Record<string, DisputeReport["status"]>> = { open: "opened", won: "won", lost: "lost" };

export function readSandboxCharge(data: ExactJson): ChargeReport {
  return {
    kind: "charge",
    reference: text(data, "reference"),
    providerId: text(data, "id"),
    status: lookUp(CHARGE, data) ?? "pending",
    requestedAmount: amount(data, "requestedAmount"),
    paidAmount: amount(data, "amount"),
    currency: text(data, "currency"),
    fee: wholeOf(field(data, "fees")) ?? 0n,
    paidAt: instantOf(field(data, "paidAt")),
    // The sandbox knows no real money: whoever says otherwise is not believed.
    modeMatches: field(data, "domain") === "test",
    data: pick(data, ["id", "domain", "status", "channel", "amount", "requestedAmount", "fees", "failureReason"]),
  };
}

export function readSandboxRefund(data: ExactJson): RefundReport {
  return {
    kind: "refund",
    reference: text(data, "reference"),
    chargeReference: text(data, "charge"),
    providerId: text(data, "id"),
    status: lookUp(REFUND, data) ?? "pending",
    amount: amount(data, "amount"),
    currency: text(data, "currency"),
    data: pick(data, ["id", "domain", "status", "amount", "failureReason"]),
  };
}

export function readSandboxPayout(data: ExactJson): PayoutReport {
  return {
    kind: "payout",
    reference: text(data, "reference"),
    providerId: text(data, "id"),
    status: lookUp(PAYOUT, data) ?? "pending",
    amount: amount(data, "amount"),
    currency: text(data, "currency"),
    data: pick(data, ["id", "domain", "status", "amount", "failureReason"]),
  };
}

function readSandboxDispute(data: ExactJson): DisputeReport {
  return {
    kind: "dispute",
    chargeReference: text(data, "charge"),
    providerId: text(data, "id"),
    status: lookUp(DISPUTE, data) ?? "opened",
    amount: amount(data, "amount"),
    currency: text(data, "currency"),
    data: pick(data, ["id", "domain", "status", "amount", "reason"]),
  };
}

/** Reads the bytes of an authentic webhook. `id` is the same on every repeat of an event. */
export function readSandboxWebhook(body: Uint8Array): WebhookReport {
  const json = parse(body);
  const event = text(json, "event");
  const data = field(json, "data");
  if (!isObject(data)) throw new UnreadableWebhook("no data");
  return { event, dedupeKey: text(json, "id"), report: reportOf(event, data) };
}

function parse(body: Uint8Array): ExactJson {
  try {
    return parseExact(new TextDecoder("utf-8", { fatal: true }).decode(body));
  } catch {
    throw new UnreadableWebhook("the body is not JSON in UTF-8");
  }
}

function reportOf(event: string, data: ExactJson): WebhookReport["report"] {
  if (event.startsWith("charge.")) return readSandboxCharge(data);
  if (event.startsWith("refund.")) return readSandboxRefund(data);
  if (event.startsWith("payout.")) return readSandboxPayout(data);
  if (event.startsWith("dispute.")) return readSandboxDispute(data);
  return { kind: "other", data: { event } };
}

function lookUp<T>(table: Readonly<Record<string, T>>, data: ExactJson): T | undefined {
  const status = field(data, "status");
  return typeof status === "string" && Object.hasOwn(table, status) ? table[status] : undefined;
}

function text(data: ExactJson, name: string): string {
  const value = textOf(field(data, name));
  if (value === null) throw new UnreadableWebhook(`${name} is missing or unreadable`);
  return value;
}

function amount(data: ExactJson, name: string): bigint {
  const value = wholeOf(field(data, name));
  if (value === null) throw new UnreadableWebhook(`${name} is missing or unreadable`);
  return value;
}

/** No e-mail address, no account number: what the operator sees in the open. */
function pick(data: ExactJson, names: readonly string[]): ProviderData {
  const kept: ProviderData = {};
  for (const name of names) {
    const value = field(data, name);
    if (typeof value === "string") kept[name] = value.slice(0, 200);
  }
  return kept;
}
