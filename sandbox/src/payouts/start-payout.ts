import { type Acceptance, accept, insufficientBalance } from "../accept.ts";
import { digitsOfAccount } from "../behaviours.ts";
import { balanceOf, limitExceeded, totalOf } from "../books/books.ts";
import { currencyOf } from "../charges/start-charge.ts";
import { type Fields, fieldsOf, integerOf, isFields, REFERENCE, textOf } from "../check.ts";
import { invalid } from "../errors.ts";
import { newId } from "../ids.ts";
import { type Merchant, settleMillis } from "../merchants/merchant.ts";
import { MAX_AMOUNT, MAX_TOTAL } from "../money.ts";
import type { Store } from "../store/store.ts";
import { schedule } from "../tasks/task.ts";
import type { Destination, Payout } from "./payout.ts";
import { insertPayout } from "./payout-rows.ts";

const ALPHANUMERIC = { pattern: /^[A-Za-z0-9]+$/, of: "of A-Z a-z 0-9" };

export function startPayout(store: Store, merchant: Merchant, body: unknown, at: number): Acceptance<Payout> {
  const fields = fieldsOf(body, ["reference", "amount", "currency", "destination", "reason"]);
  const asked = {
    reference: textOf(fields, "reference", REFERENCE),
    amount: integerOf(fields, "amount", 1, MAX_AMOUNT),
    destination: destinationOf(fields),
    reason: textOf(fields, "reason", { min: 0, max: 200 }),
    currency: currencyOf(fields, merchant),
  };
  return accept(store, merchant, {
    kind: "payout",
    reference: asked.reference,
    amounts: () => [asked.amount, digitsOfAccount(asked.destination.accountNumber)],
    make: (behaviour) => {
      ensureAvailable(store, merchant, asked.currency, asked.amount);
      const payout: Payout = {
        ...asked,
        behaviour,
        id: newId("po"),
        merchantId: merchant.id,
        status: "pending",
        failureReason: null,
        createdAt: at,
        settledAt: null,
        reversedAt: null,
      };
      insertPayout(store, payout);
      if (behaviour !== "stays_pending")
        schedule(store, merchant.id, "settle_payout", payout.id, at + settleMillis(merchant));
      return payout;
    },
  });
}

/** Reserved at once, so that what is accepted can be paid. */
function ensureAvailable(store: Store, merchant: Merchant, currency: string, amount: number): void {
  const { available, reserved } = balanceOf(store, merchant.id, currency);
  if (amount > available) throw insufficientBalance();
  if (totalOf(store, merchant.id, currency, "payout") + reserved + amount > MAX_TOTAL) throw limitExceeded();
}

function destinationOf(fields: Fields): Destination {
  const value = fields.destination;
  if (!isFields(value)) throw invalid("destination", "must be an object with name, accountNumber and bankCode");
  const inner = fieldsOf(value, ["name", "accountNumber", "bankCode"]);
  return {
    name: textOf(inner, "name", { min: 1, max: 140 }),
    accountNumber: textOf(inner, "accountNumber", { min: 4, max: 34, ...ALPHANUMERIC }),
    bankCode: textOf(inner, "bankCode", { min: 2, max: 20, ...ALPHANUMERIC }),
  };
}
