import { post } from "../books/books.ts";
import type { Charge } from "../charges/charge.ts";
import { invalid, invalidState } from "../errors.ts";
import { emit } from "../events/event.ts";
import { newId } from "../ids.ts";
import { type Merchant, settleMillis } from "../merchants/merchant.ts";
import { leftOf, notRefundable } from "../refunds/start-refund.ts";
import type { Store } from "../store/store.ts";
import { schedule } from "../tasks/task.ts";
import { type Dispute, disputeMayBecome, disputeView } from "./dispute.ts";
import { insertDispute, updateDispute } from "./dispute-rows.ts";

/** The payer's bank wants a charge back. A warning: no money moves yet. */
export function openDispute(
  store: Store,
  merchant: Merchant,
  charge: Charge,
  asked: { amount: number | null; reason: string },
  at: number,
): Dispute {
  const left = leftOf(store, charge);
  if (charge.status !== "success" || left < 1) throw notRefundable(charge);
  if (asked.amount !== null && asked.amount > left) throw invalid("amount", `must be at most ${left}`);
  const dispute: Dispute = {
    id: newId("di"),
    merchantId: merchant.id,
    chargeId: charge.id,
    charge: charge.reference,
    domain: charge.domain,
    status: "open",
    amount: asked.amount ?? left,
    currency: charge.currency,
    reason: asked.reason,
    createdAt: at,
    resolvedAt: null,
  };
  insertDispute(store, dispute);
  tell(store, merchant, dispute, "dispute.created", at);
  if (charge.behaviour === "disputed_lost")
    schedule(store, merchant.id, "lose_dispute", dispute.id, at + settleMillis(merchant));
  if (charge.behaviour === "disputed_won")
    schedule(store, merchant.id, "win_dispute", dispute.id, at + settleMillis(merchant));
  return dispute;
}

/** Only a lost dispute takes money, even below zero. */
export function resolveDispute(
  store: Store,
  merchant: Merchant,
  dispute: Dispute,
  outcome: "won" | "lost",
  at: number,
): Dispute {
  if (!disputeMayBecome(dispute.status, outcome)) throw invalidState("dispute", dispute.status);
  const resolved: Dispute = { ...dispute, status: outcome, resolvedAt: at };
  updateDispute(store, resolved);
  const { merchantId, currency, amount, charge: reference } = dispute;
  if (outcome === "lost") post(store, { merchantId, kind: "dispute_lost", currency, amount, reference, at });
  tell(store, merchant, resolved, "dispute.resolved", at);
  return resolved;
}

function tell(
  store: Store,
  merchant: Merchant,
  dispute: Dispute,
  name: "dispute.created" | "dispute.resolved",
  at: number,
): void {
  const data = disputeView(dispute);
  emit(store, merchant, { name, about: dispute.chargeId, reference: dispute.charge, data, behaviour: "normal", at });
}
