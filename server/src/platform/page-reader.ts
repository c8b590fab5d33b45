import { dir } from "./direction.ts";
import {
  formatBasisPoints,
  formatDate,
  formatInstant,
  formatList,
  formatMoney,
  formatNumber,
  type MoneyStyle,
} from "./format.ts";
import { type Content, type Html, html } from "./html.ts";
import { bestLocale, isLocale, type Locale, type TextParams, t } from "./i18n.ts";
import type { Money } from "./money.ts";
import { formatAmountParts } from "./page-money.ts";

/** The person for whom a page is made: language, direction, time zone; and how words and figures look to them. */
export interface Reader {
  readonly locale: Locale;
  readonly dir: "ltr" | "rtl";
  readonly now: Date;
  readonly timeZone: string;
  /** The text of a key in the page's own catalogue. */
  t(key: string, params?: TextParams): string;
  /** The same with pieces of HTML for some of its holes. */
  rich(key: string, params: Readonly<Record<string, Content>>): Html;
  /** The text of a key in another catalogue, such as `platform`. */
  of(namespace: string, key: string, params?: TextParams): string;
  money(money: Money, style?: MoneyStyle): Html;
  /** Money as plain text, for sentences and attributes. */
  amount(money: Money, style?: MoneyStyle): string;
  number(value: number | bigint): string;
  basisPoints(value: number): string;
  date(day: Date | string): string;
  instant(at: Date): string;
  list(items: readonly string[]): string;
}

export interface ReaderOptions {
  locale: Locale;
  namespace: string;
  now: Date;
  timeZone?: string;
}

/** No text of ours holds characters of the private use area: they mark where the HTML goes. */
const MARK = /\uE000(\w+)\uE001/;

export function createReader({ locale, namespace, now, timeZone = "UTC" }: ReaderOptions): Reader {
  const text = (key: string, params?: TextParams) => t(locale, namespace, key, params);
  return {
    locale,
    dir: dir(locale),
    now,
    timeZone,
    t: text,
    rich(key, params) {
      const marks = Object.fromEntries(
        Object.entries(params).map(([name, value]) => [
          name,
          typeof value === "number" ? value : `\uE000${name}\uE001`,
        ]),
      );
      // Splitting by a pattern with a group puts the names of the holes at the odd places.
      const parts = text(key, marks).split(new RegExp(MARK, "g"));
      return html`${parts.map((part, index) => (index % 2 === 0 ? part : params[part]))}`;
    },
    of: (other, key, params) => t(locale, other, key, params),
    money: (money, style) => moneyHtml(money, locale, style),
    amount: (money, style) => formatMoney(money, locale, style),
    number: (value) => formatNumber(value, locale),
    basisPoints: (value) => formatBasisPoints(value, locale),
    date: (day) => formatDate(day, locale, timeZone),
    instant: (at) => formatInstant(at, locale, timeZone),
    list: (items) => formatList(items, locale),
  };
}

/** The language of a request: what the address asks for, else what the browser accepts. */
export function readerLocale(asked: unknown, languages: readonly string[], fallback?: string): Locale {
  return typeof asked === "string" && isLocale(asked) ? asked : bestLocale([...languages, fallback]);
}

/** The languages of an `Accept-Language` header, best first. */
export function acceptedLanguages(header: string | undefined): string[] {
  return (header ?? "")
    .split(",")
    .map((part) => {
      const [tag = "", ...settings] = part.trim().split(";");
      const quality = settings.map((setting) => /^\s*q=([\d.]+)/.exec(setting)?.[1]).find(Boolean);
      return { tag, quality: quality === undefined ? 1 : Number(quality) };
    })
    .filter(({ tag, quality }) => tag !== "" && quality > 0)
    .sort((a, b) => b.quality - a.quality)
    .map(({ tag }) => tag);
}

function moneyHtml(money: Money, locale: Locale, style?: MoneyStyle): Html {
  // The element isolates the amount; the signs that do it in plain text would be cut in two.
  const parts = formatAmountParts(formatMoney(money, locale, style).replace(/[\u2066-\u2069]/g, ""));
  const shown = parts.map(({ kind, text }) => (kind === "currency" ? html`<span class="cur">${text}</span>` : text));
  return html`<bdi class="money">${shown}</bdi>`;
}
