import { attrs, type Content, type Html, html, nothing } from "../../platform/html.ts";
import type { Page } from "../../platform/page.ts";
import type { Reader } from "../../platform/page-reader.ts";
import { pageStyle } from "../../platform/page-style.ts";

const STYLE = pageStyle();

/** Why it did not work; the sentence stands in the texts under `problem`. */
export interface Problem {
  code: string;
}

/** Whoever came by a mailed link, and where they were going before they had to. */
export interface Visit {
  reader: Reader;
  token: string;
  next: string | null;
}

export type Errand = "verify" | "reset";
export type Outcome = "verified" | "changed" | "mailed";

const ADDRESS: Readonly<Record<Errand, string>> = { verify: "/verify", reset: "/reset-password" };

/** Asks for the click that proves the address. */
export function confirmPage(visit: Visit, here: string): Page {
  const { reader } = visit;
  const body = html`<p>${reader.t("page.verify.lead")}</p>
<form method="post" action="/verify">${hidden(visit)}<button class="button primary wide">${reader.t("page.verify.action")}</button></form>`;
  return accountPage(reader, reader.t("page.verify.title"), here, body);
}

export function passwordPage(visit: Visit, here: string | null, problem?: Problem): Page {
  const { reader } = visit;
  const { t } = reader;
  const input = attrs({
    id: "password",
    name: "password",
    type: "password",
    autocomplete: "new-password",
    required: true,
    minlength: 10,
    maxlength: 200,
    "aria-describedby": problem ? "help wrong" : "help",
    "aria-invalid": problem ? "true" : null,
  });
  const body = html`<form method="post" action="/reset-password">${hidden(visit)}
<div class="field"><label for="password">${t("page.reset.password")}</label><input ${input}>
<p class="help" id="help">${t("page.reset.help")}</p>
${problem ? html`<p class="wrong" id="wrong">${t(`problem.${problem.code}`)}</p>` : nothing}</div>
<button class="button primary wide">${t("page.reset.action")}</button></form>`;
  return accountPage(reader, t("page.reset.title"), here, body);
}

/** For whoever has no link, or one that is over: another mail. */
export function askForMail(visit: Visit, errand: Errand, here: string | null, problem?: Problem): Page {
  const { reader } = visit;
  const { t } = reader;
  const input = attrs({
    id: "email",
    name: "email",
    type: "email",
    autocomplete: "email",
    required: true,
    maxlength: 254,
  });
  const body = html`${problem ? html`<p class="notice bad" role="alert">${t(`problem.${problem.code}`)}</p>` : nothing}
<p>${t(`page.ask.${errand}`)}</p>
<form method="post" action="${ADDRESS[errand]}">${hidden({ ...visit, token: "" })}
<div class="field"><label for="email">${t("page.ask.email")}</label><input ${input}></div>
<button class="button primary wide">${t("page.ask.action")}</button></form>`;
  return accountPage(reader, t(errand === "verify" ? "page.verify.title" : "page.reset.title"), here, body);
}

export function donePage({ reader, next }: Visit, outcome: Outcome): Page {
  const { t } = reader;
  const signIn = `/app/sign-in${next ? `?next=${encodeURIComponent(next)}` : ""}`;
  const onward =
    outcome === "mailed"
      ? nothing
      : html`<p><a class="button primary wide" href="${signIn}">${t("page.done.sign_in")}</a></p>`;
  return accountPage(
    reader,
    t(`page.done.${outcome}.title`),
    null,
    html`<p>${t(`page.done.${outcome}.text`)}</p>${onward}`,
  );
}

function accountPage(reader: Reader, title: string, here: string | null, body: Content): Page {
  return {
    reader,
    style: STYLE,
    title,
    home: { name: "Commonpurse", url: "/" },
    url: null,
    here,
    body: html`<div class="wrap narrow"><h1>${title}</h1>${body}</div>`,
  };
}

function hidden({ reader, token, next }: Visit): Html {
  const values = { lang: reader.locale, t: token, next: next ?? "" };
  const inputs = Object.entries(values).filter(([, value]) => value !== "");
  return html`${inputs.map(([name, value]) => html`<input ${attrs({ type: "hidden", name, value })}>`)}`;
}
