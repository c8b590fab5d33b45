import { attrs, type Html, html, nothing, path } from "../../platform/html.ts";
import type { Page } from "../../platform/page.ts";
import type { Reader } from "../../platform/page-reader.ts";
import { endingNotice } from "./ending.ts";
import { paragraphs } from "./fields.ts";
import { moneySection } from "./flow-picture.ts";
import { type GivingErrors, type GivingValues, givingForm } from "./giving-form.ts";
import { type CommentNote, comments, gifts, milestones, sharing, updates } from "./goal-parts.ts";
import type { GoalView } from "./goal-view.ts";
import { progress } from "./progress.ts";
import { GOAL_SCRIPT } from "./script.ts";
import { STYLE } from "./style.ts";
import { termsSection } from "./terms-section.ts";

export interface GoalPageState {
  here: string | null;
  /** Made with the form: sent twice, there is one comment. */
  commentFormId: string;
  commentNote: CommentNote | null;
  values?: GivingValues;
  errors?: GivingErrors;
}

export function goalPage(goal: GoalView, reader: Reader, state: GoalPageState): Page {
  return {
    reader,
    style: STYLE,
    title: goal.title,
    description: firstWords(goal.story),
    home: { name: goal.communityName, url: "/" },
    url: goal.url,
    here: state.here,
    image: { url: goal.preview, width: 1200, height: 630, alt: reader.t("photoAlt", { title: goal.title }) },
    script: GOAL_SCRIPT.url,
    body: body(goal, reader, state),
  };
}

function body(goal: GoalView, reader: Reader, state: GoalPageState): Html {
  const { t } = reader;
  return html`<div class="wrap goal">
<header class="head"><h1><bdi>${goal.title}</bdi></h1>
<p class="soft">${reader.rich("by", { owner: html`<bdi>${goal.ownerName}</bdi>`, community: html`<bdi>${goal.communityName}</bdi>` })}</p></header>
${photo(goal, reader)}
<div class="card stack progress-card">${progress(goal, reader)}
${stateNotice(goal, reader)}
${goal.giving ? html`<p class="actions noprint"><a class="button primary wide to-form" href="#give">${t("give.toForm")}</a></p>` : html`<p class="soft small" id="give">${t(goal.takesGifts ? "notYet" : "closed")}</p>`}</div>
<div class="column"><section class="part" aria-labelledby="story"><h2 id="story">${t("story")}</h2><div class="story">${paragraphs(goal.story)}</div></section></div>
${goal.giving ? html`<div class="card form-card">${givingForm(goal, goal.giving, reader, state.values, state.errors)}</div>` : nothing}
<div class="column">
${milestones(goal, reader)}
${updates(goal, reader)}
${goal.giving || goal.flow.nodes.length > 0 ? moneySection(goal.flow, reader) : nothing}
${termsSection(goal.terms, goal.target.currency, reader)}
${gifts(goal, reader)}
${comments(goal, reader, state.commentFormId, state.commentNote)}
${goal.ending ? nothing : sharing(goal, reader)}
</div></div>`;
}

function stateNotice(goal: GoalView, reader: Reader): Html {
  if (goal.ending) return endingNotice(goal, goal.ending, reader);
  return goal.status === "open" ? nothing : html`<p class="notice status">${reader.t(`state.${goal.status}`)}</p>`;
}

function photo(goal: GoalView, reader: Reader): Html {
  if (!goal.photo) return nothing;
  const { url, width, height } = goal.photo;
  const alt = reader.t("photoAlt", { title: goal.title });
  return html`<img ${attrs({ class: "photo", src: url, width, height, alt, fetchpriority: "high" })}>`;
}

const PREVIEW_LENGTH = 180;

/** The beginning of the story in one line, cut at a word. */
export function firstWords(story: string): string {
  const line = story.replace(/\s+/g, " ").trim();
  if (line.length <= PREVIEW_LENGTH) return line;
  return `${line.slice(0, line.lastIndexOf(" ", PREVIEW_LENGTH))}…`;
}

/** Address of a goal's page. */
export function goalPath(slug: string): string {
  return path`/g/${slug}`;
}
