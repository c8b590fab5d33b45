import { type ExactJson, field, isObject, parseExact, textOf } from "./exact-json.ts";
import { type ProviderData, UnreadableWebhook, type WebhookReport } from "./gateway.ts";
import { readCharge, readDispute, readPayout, readRefund } from "./paystack-reports.ts";
import { sha256Hex } from "./signatures.ts";

/** Reads the bytes of an authentic webhook. Paystack gives no event id: `event:data.id` stands for it. */
export function readPaystackWebhook(body: Uint8Array, mode: "test" | "live"): WebhookReport {
  const json = parse(body);
  const event = textOf(field(json, "event"));
  const data = field(json, "data");
  if (event === null || !isObject(data)) throw new UnreadableWebhook("no event with data");
  const id = textOf(field(data, "id")) ?? sha256Hex(body);
  // A dispute may be resolved twice under one id: won, and later lost.
  const turn = event.startsWith("charge.dispute.")
    ? `:${textOf(field(data, "status")) ?? ""}:${textOf(field(data, "resolution")) ?? ""}`
    : "";
  return { event, dedupeKey: `${event}:${id}${turn}`.slice(0, 200), report: reportOf(event, data, mode) };
}

function parse(body: Uint8Array): ExactJson {
  try {
    return parseExact(new TextDecoder("utf-8", { fatal: true }).decode(body));
  } catch {
    throw new UnreadableWebhook("the body is not JSON in UTF-8");
  }
}

function reportOf(event: string, data: ExactJson, mode: "test" | "live"): WebhookReport["report"] {
  if (event === "charge.success") return readCharge(data, mode);
  if (event.startsWith("charge.dispute.")) return readDispute(data);
  if (event.startsWith("transfer.")) return readPayout(data);
  if (event.startsWith("refund.")) return readRefund(data);
  const other: ProviderData = { event };
  return { kind: "other", data: other };
}
