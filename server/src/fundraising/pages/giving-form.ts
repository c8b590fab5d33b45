import { toDecimal } from "../../platform/format.ts";
import { attrs, type Html, html, nothing, path } from "../../platform/html.ts";
import { exponentOf, type Money } from "../../platform/money.ts";
import type { Reader } from "../../platform/page-reader.ts";
import { choices, field, hidden } from "./fields.ts";
import type { GivingView, GoalView } from "./goal-view.ts";
import { feeSentence } from "./terms-section.ts";

/** What was sent, as text: a form that has to be shown again keeps every word. */
export interface GivingValues {
  preset?: string | undefined;
  own?: string | undefined;
  email?: string | undefined;
  name?: string | undefined;
  anonymous?: boolean;
  message?: string | undefined;
  provider?: string | undefined;
  /** Of what the giver read. */
  termsDigest?: string | undefined;
}

export type GivingErrors = Readonly<
  Partial<Record<"terms" | "amount" | "email" | "name" | "message" | "provider", string>>
>;

export const MOST_NAME = 80;
export const MOST_MESSAGE = 280;
/** The value of the preset that stands for "another amount". */
export const OWN = "own";

export function givingForm(
  goal: GoalView,
  giving: GivingView,
  reader: Reader,
  values: GivingValues = {},
  errors: GivingErrors = {},
): Html {
  const { t } = reader;
  const wrongs = Object.values(errors);
  return html`<form ${attrs({ class: "giving", method: "post", action: path`/g/${goal.slug}/confirm#give`, id: "give", "data-quote": path`/g/${goal.slug}/quote` })}>
<h2>${t("give.title")}</h2>
${wrongs.length > 0 ? html`<div class="notice bad" role="alert"><p><strong>${t("give.wrong")}</strong></p><ul>${wrongs.map((wrong) => html`<li>${wrong}</li>`)}</ul></div>` : nothing}
${hidden({ formId: giving.formId, termsDigest: giving.termsDigest, lang: reader.locale })}
${amounts(goal, giving, reader, values, errors)}
${goal.viewer ? nothing : field({ name: "email", label: t("give.email"), type: "email", autocomplete: "email", required: true, value: values.email, help: t("give.emailHelp"), wrong: errors.email })}
${field({ name: "name", label: t("give.name"), autocomplete: "name", most: MOST_NAME, optional: t("give.optional"), value: values.name ?? goal.viewer?.name, help: t("give.nameHelp"), wrong: errors.name })}
<label class="choice"><input ${attrs({ type: "checkbox", name: "anonymous", value: "yes", checked: values.anonymous })}> <span>${t("give.anonymous")}</span></label>
${field({ name: "message", label: t("give.message"), type: "textarea", most: MOST_MESSAGE, optional: t("give.optional"), value: values.message, help: t("give.messageHelp"), wrong: errors.message })}
${choices(
  "provider",
  t("give.provider"),
  giving.providers.map(({ id, name }) => ({ value: id, label: name })),
  values.provider ?? giving.providers[0]?.id,
  errors.provider,
)}
<p class="soft small" data-live aria-live="polite">${feeSentence(goal.terms.fees, goal.target.currency, reader)}</p>
<button class="button primary wide">${t("give.next")}</button>
<p class="soft small after">${t("give.nextHelp")}</p>
</form>`;
}

function amounts(goal: GoalView, giving: GivingView, reader: Reader, values: GivingValues, errors: GivingErrors): Html {
  const { t } = reader;
  const { currency } = goal.target;
  const chosen = values.preset ?? (giving.presets[1] ?? giving.presets[0])?.amount.toString() ?? OWN;
  const presets = giving.presets.map(
    (money) =>
      html`<label class="preset"><input ${attrs({ type: "radio", name: "preset", value: money.amount.toString(), checked: money.amount.toString() === chosen, "data-amount": plain(money) })}> <span>${reader.money(money, { short: true })}</span></label>`,
  );
  return html`<fieldset><legend>${t("give.amount")}</legend>
<div class="presets">${presets}
<label class="preset own"><input ${attrs({ type: "radio", name: "preset", value: OWN, checked: chosen === OWN })}> <span>${t("give.own")}</span></label></div>
<div class="own-amount">${field({ name: "own", label: t("give.ownAmount", { currency }), inputmode: "decimal", autocomplete: "off", most: 20, value: values.own, wrong: errors.amount })}</div>
</fieldset>`;
}

/** As a program reads it: `1500.50`. */
function plain(money: Money): string {
  return toDecimal(money.amount, exponentOf(money.currency));
}
