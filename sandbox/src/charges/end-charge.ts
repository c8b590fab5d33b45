import { post } from "../books/books.ts";
import { invalidState, Refused } from "../errors.ts";
import { emit } from "../events/event.ts";
import { type Merchant, settleMillis } from "../merchants/merchant.ts";
import type { Store } from "../store/store.ts";
import { dropTasks, schedule } from "../tasks/task.ts";
import {
  type Channel,
  type Charge,
  type ChargeStatus,
  chargeMayBecome,
  chargeView,
  type FailureReason,
  isPayable,
  paidTerms,
} from "./charge.ts";
import { updateCharge } from "./charge-rows.ts";

/** The payer pays. What comes of it is the behaviour's to say. */
export function payCharge(store: Store, merchant: Merchant, charge: Charge, channel: Channel, at: number): Charge {
  if (!isPayable(charge)) throw invalidState("charge", charge.status);
  if (charge.behaviour === "card_declined")
    return failCharge(store, merchant, { ...charge, channel }, "card_declined", at);
  if (charge.behaviour !== "slow_payment") return succeedCharge(store, merchant, { ...charge, channel }, at);
  const processing: Charge = { ...charge, channel, status: "processing" };
  updateCharge(store, processing);
  dropTasks(store, charge.id, "expire_charge");
  schedule(store, merchant.id, "finish_charge", charge.id, at + settleMillis(merchant));
  return processing;
}

/** The money is there. Only books that are full can turn it into a failure. */
export function succeedCharge(store: Store, merchant: Merchant, charge: Charge, at: number): Charge {
  const paid: Charge = { ...moved(charge, "success"), ...paidTerms(merchant, charge), paidAt: at };
  try {
    store.tx(() => book(store, paid, at));
  } catch (error) {
    if (error instanceof Refused) return failCharge(store, merchant, charge, "limit_exceeded", at);
    throw error;
  }
  updateCharge(store, paid);
  dropTasks(store, charge.id, "expire_charge");
  dropTasks(store, charge.id, "finish_charge");
  tell(store, merchant, paid, "charge.success", at);
  if (["disputed_lost", "disputed_won", "disputed_open"].includes(paid.behaviour)) {
    schedule(store, merchant.id, "open_dispute", paid.id, at + settleMillis(merchant));
  }
  return paid;
}

export function failCharge(
  store: Store,
  merchant: Merchant,
  charge: Charge,
  reason: FailureReason,
  at: number,
): Charge {
  const failed: Charge = { ...moved(charge, "failed"), failureReason: reason };
  updateCharge(store, failed);
  dropTasks(store, charge.id, "expire_charge");
  dropTasks(store, charge.id, "finish_charge");
  tell(store, merchant, failed, "charge.failed", at);
  return failed;
}

/** The payer leaves the page; coming back is allowed. */
export function leaveCharge(store: Store, charge: Charge): Charge {
  if (charge.status === "abandoned") return charge;
  const left = moved(charge, "abandoned");
  updateCharge(store, left);
  return left;
}

function moved(charge: Charge, status: ChargeStatus): Charge {
  if (!chargeMayBecome(charge.status, status)) throw invalidState("charge", charge.status);
  return { ...charge, status };
}

function book(store: Store, charge: Charge, at: number): void {
  const line = { merchantId: charge.merchantId, currency: charge.currency, reference: charge.reference, at };
  post(store, { ...line, kind: "charge", amount: charge.amount });
  post(store, { ...line, kind: "fee", amount: charge.fees });
}

function tell(
  store: Store,
  merchant: Merchant,
  charge: Charge,
  name: "charge.success" | "charge.failed",
  at: number,
): void {
  const data = chargeView(charge);
  emit(store, merchant, { name, about: charge.id, reference: charge.reference, data, behaviour: charge.behaviour, at });
}
