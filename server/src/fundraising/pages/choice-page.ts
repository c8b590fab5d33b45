import { attrs, type Html, html, nothing } from "../../platform/html.ts";
import type { Money } from "../../platform/money.ts";
import type { Page } from "../../platform/page.ts";
import type { Reader } from "../../platform/page-reader.ts";
import type { GiftState } from "../gift.ts";
import { hidden } from "./fields.ts";
import { goalPath } from "./goal-page.ts";
import { smallPage } from "./small-page.ts";

export interface ChoiceView {
  communityName: string;
  slug: string;
  goalTitle: string;
  /** Null: the goal lives, there is nothing to choose. */
  goalStatus: "failed" | "cancelled" | null;
  giftStatus: GiftState;
  /** What this giver gets: all, or the share of what is left. */
  due: Money;
  until: Date | null;
  /** Goals of the community in the same currency that still take gifts. */
  others: readonly { id: string; title: string }[];
  /** False: chosen before, or the time is over. */
  isOpen: boolean;
  action: string;
  /** What was just chosen; the title where it was another goal. */
  done: { kind: "refund" } | { kind: "move"; title: string } | null;
  here: string;
}

/** After a failure each giver decides about the own gift. Money back is the first way and the one that silence takes. */
export function choicePage(view: ChoiceView, reader: Reader): Page {
  const { t } = reader;
  const body = html`${view.goalStatus ? html`<p>${t(`choice.${view.goalStatus}`, { title: view.goalTitle })}</p>` : nothing}
${answer(view, reader)}
<p class="actions"><a class="button" href="${goalPath(view.slug)}">${t("pay.toGoal")}</a></p>`;
  return smallPage(reader, {
    title: t("choice.title"),
    communityName: view.communityName,
    homeUrl: goalPath(view.slug),
    here: view.here,
    body,
  });
}

function answer(view: ChoiceView, reader: Reader): Html {
  const { t } = reader;
  if (view.done) {
    const text =
      view.done.kind === "move" ? t("choice.done_move", { title: view.done.title }) : t("choice.done_refund");
    return html`<p class="notice" role="status">${text}</p>`;
  }
  if (!view.isOpen)
    return html`<p class="notice">${t("choice.none", { state: t(`receipt.state.${view.giftStatus}`) })}</p>`;
  const option = (value: string, label: Html, checked: boolean) =>
    html`<label class="choice"><input ${attrs({ type: "radio", name: "choice", value, required: true, checked })}> <span>${label}</span></label>`;
  return html`<p class="big">${reader.money(view.due)}</p>
<p>${view.until ? t("choice.until", { instant: reader.instant(view.until) }) : nothing}</p>
<form class="card" method="post" action="${view.action}">${hidden({ lang: reader.locale })}
<fieldset><legend>${t("choice.which")}</legend>
${option("refund", html`${t("choice.refund")} <span class="soft small">${t("choice.refundHelp")}</span>`, true)}
${view.others.map(({ id, title }) => option(id, html`${reader.rich("choice.moveTo", { title: html`<bdi>${title}</bdi>` })}`, false))}</fieldset>
<button class="button primary wide">${t("choice.send")}</button></form>`;
}
