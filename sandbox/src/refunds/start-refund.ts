import { type Acceptance, accept } from "../accept.ts";
import type { Behaviour } from "../behaviours.ts";
import type { Charge } from "../charges/charge.ts";
import { chargeByReference } from "../charges/charge-rows.ts";
import { fieldsOf, has, integerOf, REFERENCE, textOf } from "../check.ts";
import { disputedOf } from "../disputes/dispute-rows.ts";
import { invalid, Refused } from "../errors.ts";
import { newId } from "../ids.ts";
import { type Merchant, settleMillis } from "../merchants/merchant.ts";
import { MAX_AMOUNT } from "../money.ts";
import type { Store } from "../store/store.ts";
import { schedule } from "../tasks/task.ts";
import type { Refund } from "./refund.ts";
import { insertRefund, refundedOrPending } from "./refund-rows.ts";

export function startRefund(store: Store, merchant: Merchant, body: unknown, at: number): Acceptance<Refund> {
  const fields = fieldsOf(body, ["charge", "amount", "reference", "currency"]);
  const reference = textOf(fields, "reference", REFERENCE);
  const chargeReference = textOf(fields, "charge", REFERENCE);
  // A charge may be a little more than the largest amount: its fee may have been passed on.
  const amount = integerOf(fields, "amount", 1, 2 * MAX_AMOUNT);
  const currency = has(fields, "currency") ? textOf(fields, "currency", { min: 3, max: 3 }) : null;
  const chargeOf = () => chargeByReference(store, merchant.id, chargeReference);
  return accept(store, merchant, {
    kind: "refund",
    reference,
    amounts: () => [amount, chargeOf().requestedAmount],
    make: (behaviour) => {
      const charge = chargeOf();
      if (currency !== null && currency !== charge.currency)
        throw invalid("currency", `must be the charge's, ${charge.currency}`);
      ensureRefundable(store, charge, amount);
      return place(store, merchant, charge, { reference, amount, behaviour, at });
    },
  });
}

/** What a merchant may still give back, and a bank still take: neither refunded (or about to be) nor disputed. */
export function leftOf(store: Store, charge: Charge): number {
  return charge.amount - refundedOrPending(store, charge.id) - disputedOf(store, charge.id);
}

function ensureRefundable(store: Store, charge: Charge, amount: number): void {
  if (charge.status !== "success") throw notRefundable(charge);
  if (amount > leftOf(store, charge)) {
    throw new Refused(
      422,
      "refund_exceeds_charge",
      `${leftOf(store, charge)} of this charge can still be refunded`,
      "amount",
    );
  }
}

export function notRefundable(charge: Charge): Refused {
  return new Refused(
    422,
    "charge_not_refundable",
    `the charge is ${charge.status}, or nothing of it is left`,
    "charge",
  );
}

function place(
  store: Store,
  merchant: Merchant,
  charge: Charge,
  asked: { reference: string; amount: number; behaviour: Behaviour; at: number },
): Refund {
  const refund: Refund = {
    id: newId("re"),
    merchantId: merchant.id,
    chargeId: charge.id,
    charge: charge.reference,
    domain: charge.domain,
    reference: asked.reference,
    status: "pending",
    behaviour: asked.behaviour,
    amount: asked.amount,
    currency: charge.currency,
    failureReason: null,
    createdAt: asked.at,
    settledAt: null,
  };
  insertRefund(store, refund);
  if (asked.behaviour !== "stays_pending")
    schedule(store, merchant.id, "settle_refund", refund.id, asked.at + settleMillis(merchant));
  return refund;
}
