import type { Charge } from "../charges/charge.ts";
import { isPayable } from "../charges/charge.ts";
import { chargeById } from "../charges/charge-rows.ts";
import { failCharge, succeedCharge } from "../charges/end-charge.ts";
import { openDispute, resolveDispute } from "../disputes/dispute-charge.ts";
import { disputeOf } from "../disputes/dispute-rows.ts";
import type { Merchant } from "../merchants/merchant.ts";
import { payoutById } from "../payouts/payout-rows.ts";
import { settlePayout } from "../payouts/settle-payout.ts";
import { refundById } from "../refunds/refund-rows.ts";
import { settleRefund } from "../refunds/settle-refund.ts";
import { leftOf } from "../refunds/start-refund.ts";
import type { Store } from "../store/store.ts";
import { removeTask, type Task } from "./task.ts";

/** Does one task and forgets it. One that came too late (somebody settled the thing meanwhile) does nothing. */
export function runTask(store: Store, merchant: Merchant, task: Task, at: number): void {
  store.tx(() => {
    removeTask(store, task.seq);
    runKind(store, merchant, task, at);
  });
}

function runKind(store: Store, merchant: Merchant, task: Task, at: number): void {
  switch (task.kind) {
    case "expire_charge":
      return expire(store, merchant, chargeById(store, task.subject), at);
    case "finish_charge":
      return finish(store, merchant, chargeById(store, task.subject), at);
    case "open_dispute":
      return dispute(store, merchant, chargeById(store, task.subject), at);
    case "win_dispute":
      return resolve(store, merchant, task.subject, "won", at);
    case "lose_dispute":
      return resolve(store, merchant, task.subject, "lost", at);
    case "settle_refund":
      return refund(store, merchant, task.subject, at);
    case "settle_payout":
      return payout(store, merchant, task.subject, at);
    case "reverse_payout":
      return reverse(store, merchant, task.subject, at);
  }
}

function expire(store: Store, merchant: Merchant, charge: Charge, at: number): void {
  if (isPayable(charge)) failCharge(store, merchant, charge, "expired", at);
}

function finish(store: Store, merchant: Merchant, charge: Charge, at: number): void {
  if (charge.status === "processing") succeedCharge(store, merchant, charge, at);
}

function dispute(store: Store, merchant: Merchant, charge: Charge, at: number): void {
  if (leftOf(store, charge) > 0) openDispute(store, merchant, charge, { amount: null, reason: "fraudulent" }, at);
}

function resolve(store: Store, merchant: Merchant, id: string, outcome: "won" | "lost", at: number): void {
  const found = disputeOf(store, merchant.id, id);
  if (found.status === "open") resolveDispute(store, merchant, found, outcome, at);
}

function refund(store: Store, merchant: Merchant, id: string, at: number): void {
  const found = refundById(store, id);
  if (found.status !== "pending") return;
  settleRefund(store, merchant, found, found.behaviour === "refund_fails" ? "failed" : "processed", at);
}

function payout(store: Store, merchant: Merchant, id: string, at: number): void {
  const found = payoutById(store, id);
  if (found.status !== "pending") return;
  settlePayout(store, merchant, found, found.behaviour === "payout_fails" ? "failed" : "success", at);
}

function reverse(store: Store, merchant: Merchant, id: string, at: number): void {
  const found = payoutById(store, id);
  if (found.status === "success") settlePayout(store, merchant, found, "reversed", at);
}
