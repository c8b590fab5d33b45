import { booleanOf, choiceOf, type Fields, fieldsOf, has, integerOf, textOf, webAddressOf } from "../check.ts";
import { invalid, invalidState } from "../errors.ts";
import { newId } from "../ids.ts";
import { isCurrency } from "../money.ts";
import type { Store } from "../store/store.ts";
import { type Merchant, MODES } from "./merchant.ts";
import { insertMerchant, keyHash, merchantByKey, updateMerchant } from "./merchant-rows.ts";

const FIELDS = [
  "secretKey",
  "webhookUrl",
  "webhookSecret",
  "feeBps",
  "feeFixed",
  "currencies",
  "mode",
  "settleSeconds",
  "lateSeconds",
  "chargeTtlSeconds",
  "provoke",
  "clock",
];
const SECRET_KEY = { min: 17, max: 111, pattern: /^sk_sandbox_[A-Za-z0-9_-]+$/, of: "that begins with sk_sandbox_" };
const WEBHOOK_SECRET = { min: 8, max: 200, pattern: /^[\x21-\x7e]+$/, of: "of printable ASCII without blanks" };
const INSTANT = {
  min: 20,
  max: 24,
  pattern: /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{3})?Z$/,
  of: "such as 2026-03-02T08:00:00Z",
};
const DAY = 86_400;

/** Makes the merchant of a secret key, or changes what the body names. */
export function saveMerchant(store: Store, body: unknown, now: number): { merchant: Merchant; isNew: boolean } {
  const fields = fieldsOf(body, FIELDS);
  const secretKey = textOf(fields, "secretKey", SECRET_KEY);
  return store.tx(() => {
    const known = merchantByKey(store, secretKey);
    if (known !== null && has(fields, "clock")) throw invalidState("merchant", "there already: its clock only goes on");
    const merchant = changed(known ?? blank(secretKey, clockOffsetOf(fields, now)), fields, secretKey);
    if (known === null) insertMerchant(store, keyHash(secretKey), merchant, now);
    else updateMerchant(store, merchant);
    return { merchant, isNew: known === null };
  });
}

/** A new merchant may begin in the past, and live through it by `advance`; later its clock only goes on. */
function clockOffsetOf(fields: Fields, now: number): number {
  if (!has(fields, "clock")) return 0;
  const start = Date.parse(textOf(fields, "clock", INSTANT));
  // Written so that an instant that is none (NaN) is refused too.
  if (!(start <= now && start >= now - 365 * DAY * 1000))
    throw invalid("clock", "must be an instant of the last 365 days");
  return start - now;
}

function blank(secretKey: string, clockOffset: number): Merchant {
  return {
    id: newId("mer"),
    signingKey: secretKey,
    webhookUrl: null,
    feeBps: 150,
    feeFixed: 0,
    currencies: ["KES", "NGN", "USD"],
    mode: "auto",
    settleSeconds: 2,
    lateSeconds: 30,
    chargeTtlSeconds: 7 * DAY,
    provoke: true,
    clockOffset,
  };
}

function changed(old: Merchant, fields: Fields, secretKey: string): Merchant {
  const whole = (
    name: "feeBps" | "feeFixed" | "settleSeconds" | "lateSeconds" | "chargeTtlSeconds",
    min: number,
    max: number,
  ) => (has(fields, name) ? integerOf(fields, name, min, max) : old[name]);
  return {
    ...old,
    signingKey: signingKeyOf(fields, secretKey) ?? old.signingKey,
    webhookUrl: webhookUrlOf(fields, old.webhookUrl),
    feeBps: whole("feeBps", 0, 2_000),
    feeFixed: whole("feeFixed", 0, 1_000_000),
    currencies: has(fields, "currencies") ? currenciesOf(fields) : old.currencies,
    mode: has(fields, "mode") ? choiceOf(fields, "mode", MODES) : old.mode,
    settleSeconds: whole("settleSeconds", 0, DAY),
    lateSeconds: whole("lateSeconds", 0, DAY),
    chargeTtlSeconds: whole("chargeTtlSeconds", 60, 365 * DAY),
    provoke: has(fields, "provoke") ? booleanOf(fields, "provoke") : old.provoke,
  };
}

function signingKeyOf(fields: Fields, secretKey: string): string | null {
  if (!has(fields, "webhookSecret")) return null;
  return fields.webhookSecret === null ? secretKey : textOf(fields, "webhookSecret", WEBHOOK_SECRET);
}

function webhookUrlOf(fields: Fields, old: string | null): string | null {
  if (!has(fields, "webhookUrl")) return old;
  return fields.webhookUrl === null ? null : webAddressOf(fields, "webhookUrl");
}

function currenciesOf(fields: Fields): readonly string[] {
  const value = fields.currencies;
  const fault = invalid("currencies", "must be a list of 1 to 30 different ISO 4217 codes");
  if (!Array.isArray(value) || value.length < 1 || value.length > 30 || new Set(value).size !== value.length)
    throw fault;
  return value.map((code: unknown) => {
    if (typeof code !== "string" || !isCurrency(code)) throw fault;
    return code;
  });
}
