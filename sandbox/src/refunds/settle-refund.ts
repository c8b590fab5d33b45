import { post } from "../books/books.ts";
import { invalidState } from "../errors.ts";
import { emit } from "../events/event.ts";
import type { Merchant } from "../merchants/merchant.ts";
import type { Store } from "../store/store.ts";
import { dropTasks } from "../tasks/task.ts";
import { type Refund, refundMayBecome, refundView } from "./refund.ts";
import { updateRefund } from "./refund-rows.ts";

/** Ends a pending refund. A failed one moves nothing: what it reserved is free again. */
export function settleRefund(
  store: Store,
  merchant: Merchant,
  refund: Refund,
  outcome: "processed" | "failed",
  at: number,
): Refund {
  if (!refundMayBecome(refund.status, outcome)) throw invalidState("refund", refund.status);
  const settled: Refund = {
    ...refund,
    status: outcome,
    failureReason: outcome === "failed" ? "refund_failed" : null,
    settledAt: at,
  };
  updateRefund(store, settled);
  dropTasks(store, refund.id, "settle_refund");
  const { merchantId, currency, amount, reference } = refund;
  if (outcome === "processed") post(store, { merchantId, kind: "refund", currency, amount, reference, at });
  const data = refundView(settled);
  emit(store, merchant, {
    name: `refund.${outcome}`,
    about: refund.chargeId,
    reference,
    data,
    behaviour: refund.behaviour,
    at,
  });
  return settled;
}
