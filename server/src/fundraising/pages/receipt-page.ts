import { type Html, html, nothing } from "../../platform/html.ts";
import type { Money } from "../../platform/money.ts";
import type { Page } from "../../platform/page.ts";
import type { Reader } from "../../platform/page-reader.ts";
import type { GiftState } from "../gift.ts";
import { goalPath } from "./goal-page.ts";
import { smallPage } from "./small-page.ts";

/** What a receipt says of a gift; the PDF is made of the same facts. */
export interface ReceiptView {
  communityName: string;
  slug: string;
  goalTitle: string;
  ownerName: string;
  status: GiftState;
  /** Null: not booked yet. */
  number: string | null;
  issuedAt: Date | null;
  giverName: string | null;
  reference: string;
  provider: string;
  paidAt: Date | null;
  /** What was asked for, what was added for the fees, and what was paid. */
  gift: Money;
  feeCover: Money;
  paid: Money;
  platformFee: Money;
  providerFee: Money;
  net: Money;
  /** What was given back, or is on its way. */
  refund: Money | null;
  receiptUrl: string;
  pdfUrl: string;
  /** Votes that wait for this giver. */
  votes: readonly { title: string; url: string }[];
  choiceUrl: string | null;
  here: string;
}

export function receiptPage(view: ReceiptView, reader: Reader): Page {
  const { t } = reader;
  const isWaiting = view.status === "pending" || view.number === null;
  const name = view.giverName;
  const body = html`
<p class="${`notice ${["failed", "unclaimed", "disputed", "reversed"].includes(view.status) ? "warn" : ""}`}" role="status">${t(`receipt.state.${view.status}`)}</p>
${view.choiceUrl ? html`<p class="actions"><a class="button primary" href="${view.choiceUrl}">${t("receipt.choice")}</a></p>` : nothing}
${view.votes.map((vote) => html`<p class="actions"><a class="button primary" href="${vote.url}"><span>${t("receipt.vote")}: <bdi>${vote.title}</bdi></span></a></p>`)}
${view.number === null ? html`<p class="soft">${t("receipt.notYet")}</p>` : paper(view, reader)}
<p class="actions">${view.number === null ? nothing : html`<a class="button" href="${view.pdfUrl}">${t("receipt.pdf")}</a>`}
<a class="button" href="${goalPath(view.slug)}">${t("pay.toGoal")}</a></p>`;
  return smallPage(reader, {
    title: isWaiting ? t("receipt.title") : name ? t("receipt.thanks", { name }) : t("receipt.thanksUnnamed"),
    communityName: view.communityName,
    homeUrl: goalPath(view.slug),
    here: view.here,
    ...(view.status === "pending" ? { refresh: { seconds: 5 } } : {}),
    body,
  });
}

function paper(view: ReceiptView, reader: Reader): Html {
  const word = (key: string) => reader.of("documents", `receipt.${key}`);
  const fact = (key: string, value: string | null) =>
    value === null ? nothing : html`<tr><th scope="row">${word(key)}</th><td><bdi>${value}</bdi></td></tr>`;
  const sum = (key: string, money: Money, isSum = false) =>
    money.amount === 0n
      ? nothing
      : html`<tr class="${isSum ? "sum" : ""}"><th scope="row">${word(key)}</th><td class="figure">${reader.money(money)}</td></tr>`;
  return html`<div class="card stack"><p class="big">${reader.money(view.paid)}</p>
<table>${fact("number", view.number)}${fact("from", view.giverName)}${fact("goal", view.goalTitle)}${fact("owner", view.ownerName)}
${fact("issued", view.issuedAt ? reader.instant(view.issuedAt) : null)}${fact("provider", view.provider || null)}${fact("reference", view.reference)}</table>
<table>${sum("gift", view.gift)}${sum("feeCover", view.feeCover)}${sum("paid", view.paid, true)}
${sum("platformFee", view.platformFee)}${sum("providerFee", view.providerFee)}${sum("net", view.net)}</table></div>`;
}
