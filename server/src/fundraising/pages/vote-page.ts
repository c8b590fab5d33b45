import { attrs, type Html, html, nothing } from "../../platform/html.ts";
import type { Money } from "../../platform/money.ts";
import type { Page } from "../../platform/page.ts";
import type { Reader } from "../../platform/page-reader.ts";
import type { ProofKind, ProofState } from "../proof.ts";
import { field, hidden, paragraphs } from "./fields.ts";
import { goalPath } from "./goal-page.ts";
import { smallPage } from "./small-page.ts";

export const MOST_VOTE_COMMENT = 500;

export interface VoteView {
  communityName: string;
  slug: string;
  goalTitle: string;
  kind: ProofKind;
  status: ProofState;
  milestone: { title: string; amount: Money };
  title: string;
  text: string;
  authorName: string;
  submittedAt: Date;
  closesAt: Date | null;
  media: readonly { url: string; isImage: boolean }[];
  /** Heads, or money where a vote weighs what was given. */
  tally: Record<"yes" | "no" | "cast" | "total", bigint | Money>;
  /** This giver's vote, if there is one. Null as a whole: not a voter, or the vote is over. */
  mine: { choice: "yes" | "no" | null; comment: string } | null;
  action: string;
  note: "saved" | "missing" | null;
  here: string;
}

/** A guest's vote: the proof first, then one question. */
export function votePage(view: VoteView, reader: Reader): Page {
  const { t } = reader;
  const { milestone, note } = view;
  const body = html`
${note ? html`<p class="${`notice ${note === "missing" ? "bad" : ""}`}" role="status">${t(`vote.${note}`)}</p>` : nothing}
<p class="soft">${reader.rich("vote.lead", { milestone: html`<bdi>${milestone.title}</bdi>`, amount: reader.money(milestone.amount, { short: true }) })}</p>
<section class="card" aria-labelledby="proof"><h2 id="proof"><bdi>${view.title}</bdi></h2>
<p class="soft small">${t("vote.by", { name: view.authorName, date: reader.date(view.submittedAt) })}</p>
${paragraphs(view.text)}${files(view, reader)}</section>
<p class="soft small after">${cast(view, reader)}</p>
${view.status === "voting" && view.mine ? ballot(view, view.mine, reader) : html`<p class="notice">${t(view.status === "voting" || view.status === "submitted" ? "vote.ended" : `vote.${view.status}`)}</p>`}
<p class="actions"><a class="button" href="${goalPath(view.slug)}">${t("pay.toGoal")}</a></p>`;
  return smallPage(reader, {
    title: t(view.kind === "plan" ? "vote.titlePlan" : "vote.title"),
    communityName: view.communityName,
    homeUrl: goalPath(view.slug),
    here: view.here,
    body,
  });
}

function cast(view: VoteView, reader: Reader): string {
  const told = (weight: bigint | Money) =>
    typeof weight === "bigint" ? reader.number(weight) : reader.amount(weight, { short: true });
  const { yes, no, cast: given, total } = view.tally;
  // As in the application: who sees how it stands would vote with the crowd.
  if (view.status === "voting") return reader.t("vote.turnout", { cast: told(given), total: told(total) });
  return reader.t("vote.cast", { yes: told(yes), no: told(no), total: told(total) });
}

function ballot(view: VoteView, mine: { choice: "yes" | "no" | null; comment: string }, reader: Reader): Html {
  const { t } = reader;
  const option = (choice: "yes" | "no") =>
    html`<label class="choice"><input ${attrs({ type: "radio", name: "choice", value: choice, required: true, checked: mine.choice === choice })}> <span>${t(`vote.${choice}`)}</span></label>`;
  return html`<form class="card" method="post" action="${view.action}">${hidden({ lang: reader.locale })}
${mine.choice ? html`<p><strong>${t(`vote.yours_${mine.choice}`)}</strong></p>` : nothing}
<fieldset><legend>${t("vote.question")}</legend>${option("yes")}${option("no")}</fieldset>
${field({ name: "comment", label: t("vote.why"), type: "textarea", value: mine.comment, most: MOST_VOTE_COMMENT, optional: t("give.optional"), help: t("vote.whyHelp") })}
<button class="button primary wide">${t(mine.choice ? "vote.change" : "vote.send")}</button>
${view.closesAt ? html`<p class="soft small after">${t("vote.until", { instant: reader.instant(view.closesAt) })}</p>` : nothing}</form>`;
}

function files(view: VoteView, reader: Reader): Html {
  const items = view.media.map(({ url, isImage }, index) => {
    const label = reader.t("vote.media", { number: reader.number(index + 1) });
    const shown = isImage
      ? html`<img ${attrs({ src: url, alt: label, loading: "lazy" })}>`
      : html`${label}: ${reader.t("vote.open")}`;
    return html`<li><a href="${url}">${shown}</a></li>`;
  });
  return items.length === 0 ? nothing : html`<ul class="proof">${items}</ul>`;
}
