import { CHANNELS, type Channel, type Charge, isPayable } from "../charges/charge.ts";
import { figure } from "../money.ts";
import { type Html, html } from "./html.ts";
import { layout } from "./layout.ts";
import { directionOf, LANGS, type Lang, say } from "./texts.ts";

/** What the payer sees: the amount, how to pay, and three ways to end it. */
export function checkoutPage(charge: Charge, lang: Lang): string {
  const amount = figure(charge.amount, charge.currency, lang);
  const title = say(lang, "title", { amount: `${charge.currency} ${amount}` });
  const size = amount.length > 10 ? "long figure" : "figure";
  const body = html`
    <header><p class="notice">${say(lang, "notice")}</p></header>
    <main class="pay">
      <div class="card">
        <h1>${say(lang, "heading")}</h1>
        <p class="amount"><span class="currency">${charge.currency}</span> <bdi class="${size}">${amount}</bdi></p>
        <p class="quiet">${sentence(lang, "reference", charge.reference)}</p>
        <p class="quiet">${sentence(lang, "email", charge.email)}</p>
        ${isPayable(charge) ? form(charge, lang, amount) : ended(charge, lang)}
      </div>
      ${languages(lang)}
    </main>`;
  return layout({ title, lang, direction: directionOf(lang), body });
}

export function missingPage(lang: Lang): string {
  const body = html`<main class="pay"><div class="card"><h1>${say(lang, "missing")}</h1></div>${languages(lang)}</main>`;
  return layout({ title: say(lang, "missing"), lang, direction: directionOf(lang), body });
}

function form(charge: Charge, lang: Lang, amount: string): Html {
  return html`
    ${charge.status === "abandoned" ? html`<p class="state" role="status">${say(lang, "abandoned")}</p>` : null}
    ${charge.behaviour === "normal" ? null : warning(charge, lang)}
    <form method="post" action="?lang=${lang}">
      <fieldset>
        <legend>${say(lang, "howToPay")}</legend>
        ${CHANNELS.map((channel) => choice(lang, channel))}
      </fieldset>
      <button class="primary" name="action" value="pay">${sentence(lang, "pay", `${charge.currency} ${amount}`)}</button>
      <button name="action" value="leave">${say(lang, "leave")}</button>
      <button class="bad" name="action" value="fail">${say(lang, "fail")}</button>
    </form>`;
}

function warning(charge: Charge, lang: Lang): Html {
  return html`<p class="quiet">${say(lang, "behaviour")} <code dir="ltr">${charge.behaviour}</code></p>`;
}

function choice(lang: Lang, channel: Channel): Html {
  const checked = channel === "card" ? html` checked` : null;
  const name = say(lang, channel);
  return html`<label class="choice"><input type="radio" name="channel" value="${channel}"${checked}> ${name}</label>`;
}

function ended(charge: Charge, lang: Lang): Html {
  return html`
    <p class="state" role="status">${say(lang, charge.status)}</p>
    <a class="button primary" href="${returnAddress(charge)}">${say(lang, "back")}</a>`;
}

/** The merchant's page, told which payment it is about. That it was paid, only GET tells. */
export function returnAddress(charge: Charge): string {
  const url = new URL(charge.returnUrl);
  url.searchParams.set("reference", charge.reference);
  return url.href;
}

/** A text around a value that keeps its own direction. */
function sentence(lang: Lang, key: string, value: string): Html {
  const gap = "\u0000";
  const [before = "", after = ""] = say(lang, key, { reference: gap, email: gap, amount: gap }).split(gap);
  return html`${before}<bdi dir="ltr">${value}</bdi>${after}`;
}

const NAMES: Readonly<Record<Lang, string>> = { en: "English", he: "עברית", id: "Bahasa Indonesia", sw: "Kiswahili" };

function languages(current: Lang): Html {
  const link = (lang: Lang) => {
    const mark = lang === current ? html` aria-current="true"` : null;
    return html`<li><a href="?lang=${lang}" lang="${lang}" hreflang="${lang}"${mark}>${NAMES[lang]}</a></li>`;
  };
  return html`<nav aria-label="${say(current, "languages")}"><ul class="languages">${LANGS.map(link)}</ul></nav>`;
}
