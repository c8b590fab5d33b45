import { attrs, type Html, html, nothing } from "../../platform/html.ts";
import type { Money } from "../../platform/money.ts";
import type { Reader } from "../../platform/page-reader.ts";
import type { GoalView } from "./goal-view.ts";
import { timeLeft } from "./time-left.ts";

/** How far the goal has come: the loudest thing on the page is the amount. */
export function progress(goal: GoalView, reader: Reader): Html {
  const { raised, target, ending } = goal;
  const stretch = stretchOf(goal);
  const isReached = raised.amount >= target.amount;
  return html`<div class="progress">
<p class="big">${reader.money(raised, { short: true })}</p>
<p class="of">${reader.t(isReached ? "raisedBeyond" : "raised", { target: reader.amount(target, { short: true }) })}</p>
${bar(goal, reader)}
<ul class="facts">${giverCount(goal, reader)}
${ending || isFullAhead(goal, reader) ? nothing : html`<li><span title="${reader.instant(goal.deadline)}">${timeLeft(goal.deadline, reader)}</span></li>`}
${stretch && !ending ? html`<li>${reader.t("stretch", { amount: reader.amount(stretch, { short: true }) })}</li>` : nothing}</ul>
${goal.giving && goal.deadline > reader.now ? html`<p class="soft small until">${reader.t("left.until", { instant: reader.instant(goal.deadline) })}</p>` : nothing}
</div>`;
}

/** Reached before its time: no day is left that anybody could use. */
function isFullAhead({ takesGifts, deadline }: GoalView, { now }: Reader): boolean {
  return !takesGifts && deadline > now;
}

/** Only where a gift can come is there a first one to be. */
function giverCount({ givers, giving }: GoalView, reader: Reader): Html {
  if (givers > 0) return html`<li>${reader.t("givers", { count: givers })}</li>`;
  return giving ? html`<li>${reader.t("noGivers")}</li>` : nothing;
}

/** The bar in words for those who do not see it, with a mark where each milestone is paid for. */
function bar(goal: GoalView, reader: Reader): Html {
  const { raised, target, milestones } = goal;
  const end = stretchOf(goal) ?? target;
  const words = reader.t("progress", {
    share: reader.basisPoints(hundredths(raised, target) * 100),
    raised: reader.amount(raised, { short: true }),
    target: reader.amount(target, { short: true }),
  });
  let sum = 0n;
  const marks = milestones.map((milestone) => {
    sum += milestone.amount.amount;
    return share({ amount: sum, currency: end.currency }, end);
  });
  const label = milestones.length > 1 ? `${words} ${reader.t("progressMilestones")}` : words;
  return html`<svg ${attrs({ class: "bar", viewBox: "0 0 100 6", preserveAspectRatio: "none", role: "img", "aria-label": label })}>
<rect class="track" width="100" height="6"/><rect ${attrs({ class: "done", width: share(raised, end), height: 6 })}/>
${marks.filter((at) => at < 100).map((at) => html`<rect ${attrs({ class: "mark", x: at - 0.25, width: 0.5, height: 6 })}/>`)}</svg>`;
}

function stretchOf(goal: GoalView): Money | null {
  const amount = goal.terms.stretchAmount;
  return amount === null ? null : { amount, currency: goal.target.currency };
}

/** Of 100, to draw with. */
function share(part: Money, whole: Money): number {
  if (whole.amount <= 0n) return 0;
  const shown = Number((part.amount * 10_000n) / whole.amount) / 100;
  return Math.min(100, shown);
}

/** Whole hundredths, rounded down: 99.9 % is not 100 %. */
function hundredths(part: Money, whole: Money): number {
  return whole.amount <= 0n ? 0 : Number((part.amount * 100n) / whole.amount);
}
