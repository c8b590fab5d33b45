import { type ExactJson, field, isList, textOf } from "./exact-json.ts";
import { type Outcome, type RefundReport, type RefundRequest, UnreadableWebhook } from "./gateway.ts";
import type { PaystackClient } from "./paystack-client.ts";
import { readRefund } from "./paystack-reports.ts";

const PER_PAGE = 100;
const PAGES = 20;
const DAY_MS = 86_400_000;

/**
 * Looks for our refund in the provider's list, since a refund has no reference to ask by. Ours is the one with our note;
 * one of the same charge and amount without any note of ours counts too: better to wait for a person than to pay twice.
 */
export async function findPaystackRefund(
  client: PaystackClient,
  request: RefundRequest,
): Promise<Outcome<RefundReport | null>> {
  if (request.chargeProviderId === null) return { kind: "unknown", reason: "charge_without_id" };
  const from = new Date(request.requestedAt.getTime() - DAY_MS).toISOString();
  let unmarked: RefundReport | null = null;
  for (let page = 1; page <= PAGES; page++) {
    const answer = await client.get(`/refund?from=${encodeURIComponent(from)}&perPage=${PER_PAGE}&page=${page}`);
    if (answer.kind !== "done") return answer;
    if (!isList(answer.value)) return { kind: "unknown", reason: "answer_unreadable" };
    for (const item of answer.value) {
      if (!isOfCharge(item, request)) continue;
      const report = tryRead(item, request.chargeReference);
      if (!report) return { kind: "unknown", reason: "answer_unreadable" };
      if (report.reference === request.reference) return { kind: "done", value: report };
      if (report.reference === null && report.amount === request.amount) unmarked ??= report;
    }
    if (answer.value.length < PER_PAGE) return { kind: "done", value: unmarked };
  }
  return { kind: "unknown", reason: "too_many_refunds" };
}

/** In lists `transaction` is the charge's number; elsewhere it is an object. */
function isOfCharge(item: ExactJson, request: RefundRequest): boolean {
  const transaction = field(item, "transaction");
  const reference = textOf(field(item, "transaction_reference")) ?? textOf(field(transaction, "reference"));
  if (reference !== null) return reference === request.chargeReference;
  const id = textOf(transaction) ?? textOf(field(transaction, "id"));
  return id !== null && id === request.chargeProviderId;
}

function tryRead(item: ExactJson, chargeReference: string): RefundReport | null {
  try {
    return readRefund(item, chargeReference);
  } catch (error) {
    if (error instanceof UnreadableWebhook) return null;
    throw error;
  }
}
