import { type Html, html, nothing } from "../../platform/html.ts";
import type { Page } from "../../platform/page.ts";
import type { Reader } from "../../platform/page-reader.ts";
import { goalPath } from "./goal-page.ts";
import { smallPage } from "./small-page.ts";

export interface PayView {
  communityName: string;
  slug: string;
  /** `late`: paid, but after the goal was closed; it goes back. */
  state: "pending" | "succeeded" | "failed" | "late";
  /** Signed address of the receipt; null for whoever does not show that the payment is theirs. */
  receiptUrl: string | null;
  here: string;
}

/** Seconds between two looks, while the provider has not told us yet. */
const LOOK_EVERY = 4;

/** Where the provider sends the payer back to. Coming here proves nothing: only the provider's word to us does. */
export function payPage(view: PayView, reader: Reader): Page {
  const { t } = reader;
  const { state, receiptUrl } = view;
  const isStranger = state === "succeeded" && receiptUrl === null;
  const text = isStranger ? t("pay.succeededStranger") : t(`pay.${state}Text`);
  const button = (url: string, key: string) => html`<a class="button primary" href="${url}">${t(key)}</a>`;
  const body = html`<p>${text}</p><p class="actions">
${state === "pending" ? button(view.here, "pay.look") : nothing}
${receiptUrl && state !== "pending" && state !== "failed" ? button(receiptUrl, "pay.toReceipt") : nothing}
${state === "failed" ? button(`${goalPath(view.slug)}#give`, "pay.again") : nothing}
<a class="button" href="${goalPath(view.slug)}">${t("pay.toGoal")}</a></p>`;
  return smallPage(reader, {
    title: isStranger ? t("receipt.thanksUnnamed") : t(`pay.${state}`),
    communityName: view.communityName,
    homeUrl: goalPath(view.slug),
    here: view.here,
    ...(state === "pending" ? { refresh: { seconds: LOOK_EVERY } } : {}),
    body,
  });
}

/** For whoever comes without our signature in the address: true for the payer, and silent for everybody else. */
export function strangerPage(here: string, reader: Reader): Page {
  const { t } = reader;
  const body = html`<p>${t("pay.strangerText")}</p>`;
  return smallPage(reader, { title: t("pay.stranger"), communityName: "Commonpurse", homeUrl: "/", here, body });
}

export interface PreparingView {
  communityName: string;
  slug: string;
  here: string;
  /** The provider refused, or could not be reached. */
  failed: boolean;
}

/** The payment page is not there yet: this page looks again until it is, then leads to it. */
export function preparingPage(view: PreparingView, reader: Reader): Page {
  const { t } = reader;
  const body: Html = view.failed
    ? html`<p>${t("preparing.failedText")}</p><p class="actions"><a class="button primary" href="${`${goalPath(view.slug)}#give`}">${t("pay.again")}</a></p>`
    : html`<p>${t("preparing.text")}</p><p class="actions"><a class="button" href="${view.here}">${t("preparing.again")}</a></p>`;
  return smallPage(reader, {
    title: t(view.failed ? "preparing.failed" : "preparing.title"),
    communityName: view.communityName,
    homeUrl: goalPath(view.slug),
    here: view.here,
    ...(view.failed ? {} : { refresh: { seconds: 2 } }),
    body,
  });
}
