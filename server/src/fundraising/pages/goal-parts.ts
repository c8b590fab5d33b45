import { attrs, type Html, html, nothing, path } from "../../platform/html.ts";
import type { Reader } from "../../platform/page-reader.ts";
import { field, hidden, paragraphs } from "./fields.ts";
import type { CommentView, GoalView } from "./goal-view.ts";

/** What happened with a comment that was just sent. */
export type CommentNote = "held" | "shown" | "reported" | "missing" | "tooLong";
export const MOST_COMMENT = 2_000;

export function milestones(goal: GoalView, reader: Reader): Html {
  if (goal.milestones.length === 0) return nothing;
  const items = goal.milestones.map(
    ({ title, amount, status }) => html`<li ${attrs({ class: status === "pending" ? null : "begun" })}>
<span class="row"><strong><bdi>${title}</bdi></strong> ${reader.money(amount, { short: true })}</span>
<span class="soft small">${reader.t(`milestones.state.${status}`)}</span></li>`,
  );
  return html`<section class="part" aria-labelledby="milestones"><h2 id="milestones">${reader.t("milestones.title")}</h2>
<p class="soft">${reader.t("milestones.intro")}</p><ol class="milestones">${items}</ol></section>`;
}

export function gifts(goal: GoalView, reader: Reader): Html {
  const items = goal.gifts.map(
    ({
      name,
      amount,
      message,
      at,
    }) => html`<li><span class="row"><strong>${name === null ? reader.t("recent.anonymous") : html`<bdi>${name}</bdi>`}</strong> ${reader.money(amount, { short: true })}</span>
${message ? html`<q><bdi>${message}</bdi></q>` : nothing}
<time class="soft small" datetime="${at.toISOString()}">${reader.date(at)}</time></li>`,
  );
  // Where no gift can come any more, none is promised.
  if (items.length === 0 && !goal.giving) return nothing;
  return html`<section class="part" aria-labelledby="gifts"><h2 id="gifts">${reader.t("recent.title")}</h2>
${items.length === 0 ? html`<p class="soft">${reader.t("recent.none")}</p>` : html`<ul class="entries">${items}</ul>`}</section>`;
}

export function updates(goal: GoalView, reader: Reader): Html {
  if (goal.updates.length === 0) return nothing;
  const items = goal.updates.map(
    ({ title, text, at }) => html`<article>${title ? html`<h3><bdi>${title}</bdi></h3>` : nothing}
<p class="soft small"><time datetime="${at.toISOString()}">${reader.date(at)}</time></p>${paragraphs(text)}</article>`,
  );
  return html`<section class="part" aria-labelledby="updates"><h2 id="updates">${reader.t("updates.title")}</h2>${items}</section>`;
}

export function comments(goal: GoalView, reader: Reader, formId: string, note: CommentNote | null): Html {
  const { t } = reader;
  const isWrong = note === "missing" || note === "tooLong";
  return html`<section class="part" aria-labelledby="comments"><h2 id="comments">${t("comments.title")}</h2>
${note ? html`<p ${attrs({ class: isWrong ? "notice bad" : "notice", role: "status" })}>${t(`comments.${note}`, { most: MOST_COMMENT })}</p>` : nothing}
${goal.comments.length === 0 ? html`<p class="soft">${t("comments.none")}</p>` : html`<ul class="entries">${goal.comments.map((comment) => commentItem(goal, comment, reader))}</ul>`}
<details class="noprint" ${attrs({ open: isWrong })}><summary>${t("comments.write")}</summary>
<form method="post" action="${path`/g/${goal.slug}/comments`}">${hidden({ formId, lang: reader.locale })}
${goal.viewer ? nothing : guestFields(reader)}
${field({ name: "text", label: t("comments.text"), type: "textarea", required: true, most: MOST_COMMENT, help: t("comments.help") })}
<button class="button">${t("comments.send")}</button></form></details></section>`;
}

function guestFields(reader: Reader): Html {
  const { t } = reader;
  return html`${field({ name: "author", label: t("comments.name"), autocomplete: "name", required: true, most: 80 })}`;
}

function commentItem(goal: GoalView, comment: CommentView, reader: Reader): Html {
  const { t } = reader;
  return html`<li id="${`comment-${comment.id}`}"><span class="row"><span><strong><bdi>${comment.name}</bdi></strong>${comment.isOwner ? html` <span class="tag">${t("comments.owner")}</span>` : nothing}</span>
<time class="soft small" datetime="${comment.at.toISOString()}">${reader.date(comment.at)}</time></span>
${paragraphs(comment.text)}
<form class="report" method="post" action="${path`/g/${goal.slug}/comments/${comment.id}/reports`}">${hidden({ lang: reader.locale })}<button ${attrs({ class: "plain small", "aria-label": t("comments.reportLabel", { name: comment.name }) })}>${t("comments.report")}</button></form></li>`;
}

export function sharing(goal: GoalView, reader: Reader): Html {
  const { t } = reader;
  const { url, title } = goal;
  const mail = `mailto:?subject=${encodeURIComponent(t("share.mailSubject", { title }))}&body=${encodeURIComponent(t("share.mailBody", { url }))}`;
  const whatsapp = `https://wa.me/?text=${encodeURIComponent(`${title} ${url}`)}`;
  const qr = path`/g/${goal.slug}/qr.svg`;
  return html`<section class="part" aria-labelledby="share"><h2 id="share">${t("share.title")}</h2>
<div class="field"><label for="f-link">${t("share.link")}</label><span class="row copy"><input ${attrs({ id: "f-link", readonly: true, dir: "ltr", value: url })}><button ${attrs({ class: "button", type: "button", hidden: true, "data-copy": "f-link", "data-done": t("share.copied") })}>${t("share.copy")}</button></span></div>
<p class="actions"><a class="button" href="${whatsapp}" rel="noopener">${t("share.whatsapp")}</a> <a class="button" href="${mail}">${t("share.mail")}</a> <a class="button" href="${qr}" download>${t("share.qr")}</a></p>
<img ${attrs({ class: "qr", src: qr, alt: t("share.qrAlt"), width: 132, height: 132, loading: "lazy" })}>
<p class="soft small">${t("share.qrHelp")}</p></section>`;
}
