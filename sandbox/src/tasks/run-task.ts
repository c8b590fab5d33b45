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
import { removeTask, type Task, type TaskKind } from "./task.ts";

type Doing = (store: Store, merchant: Merchant, subject: string, at: number) => void;

/** Does one task and forgets it. One that came too late (somebody settled the thing meanwhile) does nothing. */
export function runTask(store: Store, merchant: Merchant, task: Task, at: number): void {
  store.tx(() => {
    removeTask(store, task.seq);
    DOINGS[task.kind](store, merchant, task.subject, at);
  });
}

const DOINGS: Readonly<Record<TaskKind, Doing>> = {
  expire_charge: expire,
  finish_charge: finish,
  open_dispute: dispute,
  win_dispute: (store, merchant, id, at) => resolve(store, merchant, id, "won", at),
  lose_dispute: (store, merchant, id, at) => resolve(store, merchant, id, "lost", at),
  settle_refund: refund,
  settle_payout: payout,
  reverse_payout: reverse,
};

function expire(store: Store, merchant: Merchant, id: string, at: number): void {
  const charge = chargeById(store, id);
  if (isPayable(charge)) failCharge(store, merchant, charge, "expired", at);
}

function finish(store: Store, merchant: Merchant, id: string, at: number): void {
  const charge = chargeById(store, id);
  if (charge.status === "processing") succeedCharge(store, merchant, charge, at);
}

function dispute(store: Store, merchant: Merchant, id: string, at: number): void {
  const charge = chargeById(store, id);
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
