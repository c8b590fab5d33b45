import { type Html, html, nothing } from "../../platform/html.ts";
import type { Reader } from "../../platform/page-reader.ts";
import type { EndingView, GoalView } from "./goal-view.ts";

/** Failed or called off: what happened, and what whoever gave may do now. Instead of asking anybody to give. */
export function endingNotice({ status }: Pick<GoalView, "status">, ending: EndingView, reader: Reader): Html {
  const { t } = reader;
  return html`<div class="notice status warn stack"><p><strong>${t(`state.${status}`)}</strong> ${t("ending.at", { instant: reader.instant(ending.at) })}</p>
${ending.reason ? html`<p>${t("ending.reason")} <q><bdi>${ending.reason}</bdi></q></p>` : nothing}
<p>${nextFor(ending, reader)}</p></div>`;
}

function nextFor({ hadGifts, choiceUntil }: EndingView, { t, now, instant }: Reader): string {
  if (!hadGifts) return t("ending.nobody");
  if (choiceUntil !== null && now < choiceUntil) return t("ending.choose", { instant: instant(choiceUntil) });
  return t("ending.back");
}
