import { isEmail } from "../../identity/index.ts";
import type { Money } from "../../platform/money.ts";
import type { Reader } from "../../platform/page-reader.ts";
import { type Quote, quote } from "../fees.ts";
import type { GiftDraft } from "./confirm-page.ts";
import { type GivingErrors, type GivingValues, MOST_MESSAGE, MOST_NAME, OWN } from "./giving-form.ts";
import type { GivingView, GoalView } from "./goal-view.ts";
import { parseAmount } from "./parse-amount.ts";
import type { Visit } from "./visit.ts";

export function sentValues(visit: Visit): GivingValues {
  return {
    preset: visit.sent("preset"),
    own: visit.sent("own"),
    email: visit.sent("email"),
    name: visit.sent("name"),
    anonymous: visit.sent("anonymous") === "yes",
    message: visit.sent("message"),
    provider: visit.sent("provider"),
    termsDigest: visit.sent("termsDigest"),
  };
}

export type Checked = { draft: GiftDraft; quote: Quote } | { errors: GivingErrors };

/** Reads the form as a person filled it in; every error stands beside its field, in words. */
export function checkGiving(
  goal: GoalView,
  giving: GivingView,
  formId: string,
  values: GivingValues,
  reader: Reader,
): Checked {
  const amount = readAmount(goal, values, reader);
  const errors: Record<string, string> = {};
  const wrong = (key: keyof GivingErrors, params: Record<string, string | number> = {}) => {
    errors[key] = reader.t(`give.error.${key}`, params);
  };
  if (values.termsDigest !== giving.termsDigest) wrong("terms");
  if ("error" in amount) errors["amount"] = amount.error;
  if (!goal.viewer && !(values.email && isEmail(values.email))) wrong("email");
  if ((values.name?.length ?? 0) > MOST_NAME) wrong("name");
  if ((values.message?.length ?? 0) > MOST_MESSAGE) wrong("message", { most: MOST_MESSAGE });
  const provider = giving.providers.find(({ id }) => id === values.provider);
  if (!provider) wrong("provider");
  if ("error" in amount || !provider || Object.keys(errors).length > 0) return { errors };
  return {
    quote: amount.quote,
    draft: {
      formId,
      amount: amount.money,
      email: goal.viewer ? null : (values.email ?? null),
      name: values.name ?? null,
      anonymous: values.anonymous ?? false,
      message: values.message ?? null,
      provider,
      termsDigest: giving.termsDigest,
    },
  };
}

export type ReadAmount = { money: Money; quote: Quote } | { error: string };

/** The chosen or written amount and what it costs, or what is wrong with it. */
export function readAmount(
  goal: Pick<GoalView, "terms" | "target">,
  values: Pick<GivingValues, "preset" | "own">,
  reader: Reader,
): ReadAmount {
  const { terms, target } = goal;
  const { currency } = target;
  const short = (amount: bigint) => reader.amount({ amount, currency }, { short: true });
  const isOwn = !values.preset || values.preset === OWN;
  const amount = isOwn ? parseAmount(values.own ?? "", currency, reader.locale) : presetAmount(values.preset ?? "");
  if (amount === null) {
    const example = reader.number(1500);
    return { error: reader.t("give.error.amount", { example }) };
  }
  if (amount < terms.minGift) return { error: reader.t("give.error.amountLow", { least: short(terms.minGift) }) };
  const price = quote(amount, terms.fees);
  const most = terms.maxGift;
  if (!price || (most !== null && amount > most)) {
    return { error: reader.t("give.error.amountHigh", { most: most === null ? "" : short(most) }) };
  }
  return { money: { amount, currency }, quote: price };
}

/** Minor units, as our own form writes them. */
export function presetAmount(text: string): bigint | null {
  return /^[1-9]\d{0,13}$/.test(text) ? BigInt(text) : null;
}
