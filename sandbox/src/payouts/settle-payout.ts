import { post } from "../books/books.ts";
import { invalidState } from "../errors.ts";
import { type EventName, emit } from "../events/event.ts";
import { type Merchant, settleMillis } from "../merchants/merchant.ts";
import type { Store } from "../store/store.ts";
import { dropTasks, schedule } from "../tasks/task.ts";
import { type Payout, payoutMayBecome, payoutView } from "./payout.ts";
import { updatePayout } from "./payout-rows.ts";

export type PayoutOutcome = "success" | "failed" | "reversed";
export const PAYOUT_OUTCOMES: readonly PayoutOutcome[] = ["success", "failed", "reversed"];

/** Moves a payout on. `reversed` is the mirror of a success, perhaps long after it. */
export function settlePayout(
  store: Store,
  merchant: Merchant,
  payout: Payout,
  outcome: PayoutOutcome,
  at: number,
): Payout {
  if (!payoutMayBecome(payout.status, outcome)) throw invalidState("payout", payout.status);
  const settled: Payout = {
    ...payout,
    status: outcome,
    failureReason: REASONS[outcome],
    settledAt: payout.settledAt ?? at,
    reversedAt: outcome === "reversed" ? at : null,
  };
  updatePayout(store, settled);
  dropTasks(store, payout.id, outcome === "reversed" ? "reverse_payout" : "settle_payout");
  const { merchantId, currency, amount, reference, id, behaviour } = settled;
  if (outcome !== "failed") {
    post(store, {
      merchantId,
      kind: outcome === "success" ? "payout" : "payout_reversed",
      currency,
      amount,
      reference,
      at,
    });
  }
  const name: EventName = `payout.${outcome}`;
  emit(store, merchant, { name, about: id, reference, data: payoutView(settled), behaviour, at });
  if (outcome === "success" && behaviour === "payout_reversed") {
    schedule(store, merchant.id, "reverse_payout", id, at + settleMillis(merchant));
  }
  return settled;
}

const REASONS: Readonly<Record<PayoutOutcome, string | null>> = {
  success: null,
  failed: "account_closed",
  reversed: "returned_by_bank",
};
