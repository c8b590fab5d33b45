import { type Acceptance, accept } from "../accept.ts";
import { type Fields, fieldsOf, has, integerOf, isFields, isPlain, REFERENCE, textOf, webAddressOf } from "../check.ts";
import { invalid, Refused } from "../errors.ts";
import { newCheckoutToken, newId } from "../ids.ts";
import type { Merchant } from "../merchants/merchant.ts";
import { MAX_AMOUNT } from "../money.ts";
import type { Store } from "../store/store.ts";
import { schedule } from "../tasks/task.ts";
import type { Charge } from "./charge.ts";
import { insertCharge } from "./charge-rows.ts";

const FIELDS = ["reference", "amount", "currency", "email", "returnUrl", "metadata"];
const CURRENCY = { min: 3, max: 3, pattern: /^[A-Z]{3}$/, of: "A-Z" };
const EMAIL = { min: 3, max: 254, pattern: /^[^\s@]+@[^\s@]+$/, of: "with an @" };

export function startCharge(store: Store, merchant: Merchant, body: unknown, at: number): Acceptance<Charge> {
  const fields = fieldsOf(body, FIELDS);
  const asked = {
    reference: textOf(fields, "reference", REFERENCE),
    amount: integerOf(fields, "amount", 1, MAX_AMOUNT),
    email: textOf(fields, "email", EMAIL),
    returnUrl: webAddressOf(fields, "returnUrl"),
    metadata: metadataOf(fields),
    currency: currencyOf(fields, merchant),
  };
  return accept(store, merchant, {
    kind: "charge",
    reference: asked.reference,
    amounts: () => [asked.amount],
    make: (behaviour) => {
      const charge: Charge = {
        ...asked,
        behaviour,
        id: newId("ch"),
        merchantId: merchant.id,
        token: newCheckoutToken(),
        domain: behaviour === "wrong_mode" ? "live" : "test",
        status: "pending",
        requestedAmount: asked.amount,
        fees: 0,
        channel: null,
        failureReason: null,
        refundedAmount: 0,
        createdAt: at,
        paidAt: null,
        expiresAt: at + merchant.chargeTtlSeconds * 1000,
      };
      insertCharge(store, charge);
      schedule(store, merchant.id, "expire_charge", charge.id, charge.expiresAt);
      return charge;
    },
  });
}

export function currencyOf(fields: Fields, merchant: Merchant): string {
  const currency = textOf(fields, "currency", CURRENCY);
  if (merchant.currencies.includes(currency)) return currency;
  throw new Refused(422, "currency_not_supported", `this merchant takes ${merchant.currencies.join(", ")}`, "currency");
}

function metadataOf(fields: Fields): Readonly<Record<string, string>> {
  if (!has(fields, "metadata")) return {};
  const value = fields.metadata;
  const fault = invalid(
    "metadata",
    "must be an object of at most 20 texts: keys of 1 to 40, values of at most 500 characters",
  );
  if (!isFields(value)) throw fault;
  const pairs = Object.entries(value).map(([key, text]): [string, string] => {
    if (key.length < 1 || key.length > 40 || !isPlain(key)) throw fault;
    if (typeof text !== "string" || text.length > 500 || !isPlain(text)) throw fault;
    return [key, text];
  });
  if (pairs.length > 20) throw fault;
  return Object.fromEntries(pairs);
}
