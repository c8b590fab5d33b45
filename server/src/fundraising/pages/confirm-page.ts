import { type Html, html, nothing, path } from "../../platform/html.ts";
import type { Money } from "../../platform/money.ts";
import type { Page } from "../../platform/page.ts";
import type { Reader } from "../../platform/page-reader.ts";
import type { Quote } from "../fees.ts";
import { hidden } from "./fields.ts";
import { goalPath } from "./goal-page.ts";
import type { GoalView, ProviderView } from "./goal-view.ts";
import { smallPage } from "./small-page.ts";
import { feeSentence, termsSentences } from "./terms-section.ts";

/** A gift as it was asked for, checked, and not yet made. */
export interface GiftDraft {
  formId: string;
  amount: Money;
  email: string | null;
  name: string | null;
  anonymous: boolean;
  message: string | null;
  provider: ProviderView;
  termsDigest: string;
}

/** The summary before money moves: the fee, the total, and what is agreed. */
export function confirmPage(goal: GoalView, draft: GiftDraft, quote: Quote, reader: Reader): Page {
  const { t } = reader;
  const { currency } = draft.amount;
  const shownAs = draft.anonymous || !draft.name ? t("recent.anonymous") : draft.name;
  const body = html`<p>${t("confirm.lead", { title: goal.title })}</p>
<div class="card"><table>${sums(quote, draft.amount, reader)}</table></div>
<table class="facts-table"><tr><th scope="row">${t("confirm.as")}</th><td><bdi>${shownAs}</bdi></td></tr>
${draft.email ? html`<tr><th scope="row">${t("confirm.receipt")}</th><td><bdi>${draft.email}</bdi></td></tr>` : nothing}
<tr><th scope="row">${t("confirm.through")}</th><td><bdi>${draft.provider.name}</bdi></td></tr>
${draft.message ? html`<tr><th scope="row">${t("give.message")}</th><td><q><bdi>${draft.message}</bdi></q></td></tr>` : nothing}</table>
<form method="post" action="${path`/g/${goal.slug}/gifts`}">${fieldsOf(draft, reader)}
<button class="button primary wide">${t("confirm.pay", { total: reader.amount({ amount: quote.gross, currency }) })}</button></form>
<p class="soft small after">${t("confirm.payHelp")}</p>
<form method="post" action="${path`/g/${goal.slug}/change#give`}">${fieldsOf(draft, reader)}<p class="after"><button class="plain">${t("confirm.back")}</button></p></form>
<details><summary>${t("terms.title")}</summary><ul class="sentences">${[feeSentence(goal.terms.fees, currency, reader), ...termsSentences(goal.terms, currency, reader)].map((sentence) => html`<li>${sentence}</li>`)}</ul></details>`;
  return smallPage(reader, {
    title: t("confirm.title"),
    communityName: goal.communityName,
    homeUrl: goalPath(goal.slug),
    here: null,
    body,
  });
}

function sums(quote: Quote, amount: Money, reader: Reader): Html {
  const { t } = reader;
  const row = (key: string, value: bigint, isSum = false) =>
    html`<tr class="${isSum ? "sum" : ""}"><th scope="row">${t(`confirm.${key}`)}</th><td class="figure">${reader.money({ amount: value, currency: amount.currency })}</td></tr>`;
  return html`${row("gift", amount.amount)}
${quote.feeCover > 0n ? row("cover", quote.feeCover) : nothing}
${row("total", quote.gross, true)}
${quote.platformFee > 0n ? row("platformFee", quote.platformFee) : nothing}
${quote.providerFee > 0n ? row("providerFee", quote.providerFee) : nothing}
${row("net", quote.net)}`;
}

/** Everything is sent again with the last step, so that nothing has to be kept in between. */
function fieldsOf(draft: GiftDraft, reader: Reader): Html {
  return hidden({
    lang: reader.locale,
    formId: draft.formId,
    amount: draft.amount.amount.toString(),
    email: draft.email,
    name: draft.name,
    anonymous: draft.anonymous ? "yes" : null,
    message: draft.message,
    provider: draft.provider.id,
    termsDigest: draft.termsDigest,
  });
}
