import { direction, isolate } from "./languages.ts";
import { exponentOf, toDecimal } from "./money.ts";
import type { Money } from "./wire.ts";

/** Where a language has several customs: days before months, and `US$` where a bare `$` could be another's. */
const CUSTOMS: Readonly<Record<string, string>> = { en: "en-GB", sw: "sw-KE", id: "id-ID", he: "he-IL" };

export function intlLocale(language: string): string {
  return CUSTOMS[language] ?? language;
}

export interface MoneyStyle {
  /** `always`: a plus is written too. */
  sign?: "auto" | "always" | "never";
  /** A whole amount without decimals, as in "KES 600,000": for targets, never for receipts. */
  short?: boolean;
}

export type MoneyPart = { kind: "currency" | "figure" | "sign"; text: string };

/** An amount in pieces, so that the currency can be set smaller than the figure. Exact at any size. */
export function moneyParts(money: Money, language: string, style: MoneyStyle = {}): MoneyPart[] {
  const exponent = exponentOf(money.currency);
  const amount = BigInt(money.amount);
  const digits = digitsFor(amount, money.currency, exponent, style.short ?? false);
  const format = moneyFormat(intlLocale(language), money.currency, digits, style.sign ?? "auto");
  const parts: MoneyPart[] = [];
  for (const { type, value } of format.formatToParts(toDecimal(amount, exponent))) {
    const kind = type === "currency" ? "currency" : type === "minusSign" || type === "plusSign" ? "sign" : "figure";
    const last = parts.at(-1);
    if (last && last.kind === kind) last.text += value;
    else parts.push({ kind, text: value });
  }
  return parts;
}

/** The same as one text, for sentences and names. */
export function formatMoney(money: Money, language: string, style: MoneyStyle = {}): string {
  const text = moneyParts(money, language, style)
    .map((part) => part.text)
    .join("");
  return direction(language) === "rtl" ? isolate(text, language) : text;
}

/** What stands in a field while a person edits it: no currency, the locale's own separators. */
export function formatPlainAmount(amount: bigint, currency: string, language: string): string {
  const exponent = exponentOf(currency);
  const digits = amount % 10n ** BigInt(exponent) === 0n ? 0 : exponent;
  const format = new Intl.NumberFormat(intlLocale(language), {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
  return format.format(toDecimal(amount, exponent));
}

/** The sign between whole and part. */
export function decimalSeparator(language: string): "." | "," {
  const part = new Intl.NumberFormat(intlLocale(language)).formatToParts(1.5).find(({ type }) => type === "decimal");
  return part?.value === "," ? "," : ".";
}

function digitsFor(amount: bigint, currency: string, exponent: number, short: boolean): number {
  const usual = new Intl.NumberFormat("en", { style: "currency", currency }).resolvedOptions();
  const isWhole = amount % 10n ** BigInt(exponent) === 0n;
  return isWhole && (short || usual.maximumFractionDigits === 0) ? 0 : exponent;
}

const formats = new Map<string, Intl.NumberFormat>();

function moneyFormat(
  locale: string,
  currency: string,
  digits: number,
  sign: NonNullable<MoneyStyle["sign"]>,
): Intl.NumberFormat {
  const key = `${locale} ${currency} ${digits} ${sign}`;
  const known = formats.get(key);
  if (known) return known;
  const digitsOf = { minimumFractionDigits: digits, maximumFractionDigits: digits };
  const format = new Intl.NumberFormat(locale, { style: "currency", currency, signDisplay: sign, ...digitsOf });
  formats.set(key, format);
  return format;
}

export function formatNumber(value: number | bigint, language: string): string {
  return new Intl.NumberFormat(intlLocale(language)).format(value);
}

/** Hundredths of a per cent: 250 is 2.5 %. */
export function formatBasisPoints(basisPoints: number, language: string): string {
  return new Intl.NumberFormat(intlLocale(language), { style: "percent", maximumFractionDigits: 2 }).format(
    basisPoints / 10_000,
  );
}

/** How much of a whole, for a bar's name: never 100 % before it is. */
export function formatShare(part: number, whole: number, language: string): string {
  const share = whole > 0 ? part / whole : 0;
  const shown = share < 1 ? Math.floor(share * 100) / 100 : Math.round(share * 100) / 100;
  return new Intl.NumberFormat(intlLocale(language), { style: "percent", maximumFractionDigits: 0 }).format(shown);
}

export type DateStyle = "date" | "instant" | "short";

const DATE_STYLES: Readonly<Record<DateStyle, Intl.DateTimeFormatOptions>> = {
  date: { dateStyle: "long" },
  instant: {
    year: "numeric",
    month: "long",
    day: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    timeZoneName: "short",
  },
  short: { day: "numeric", month: "short", hour: "2-digit", minute: "2-digit" },
};

/** An instant in a time zone, or a day of the calendar (`YYYY-MM-DD`), which moves with no time zone. */
export function formatDate(value: string, language: string, style: DateStyle = "date", timeZone?: string): string {
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(value);
  const zone = isDay ? "UTC" : timeZone;
  const options = { ...DATE_STYLES[isDay ? "date" : style], ...(zone ? { timeZone: zone } : {}) };
  return new Intl.DateTimeFormat(intlLocale(language), options).format(new Date(value));
}

const STEPS = [
  ["year", 31_536_000],
  ["month", 2_592_000],
  ["day", 86_400],
  ["hour", 3_600],
  ["minute", 60],
] as const;

/** "2 hours ago", "in 3 days". */
export function formatAgo(value: string, language: string, now: number): string {
  const seconds = Math.round((new Date(value).getTime() - now) / 1000);
  const format = new Intl.RelativeTimeFormat(intlLocale(language), { numeric: "auto" });
  const [unit, size] = STEPS.find(([, length]) => Math.abs(seconds) >= length) ?? ["second", 1];
  return format.format(unit === "second" ? 0 : Math.trunc(seconds / size), unit);
}

/** "Kenyan shilling", as the language calls it. */
export function currencyName(currency: string, language: string): string {
  return new Intl.DisplayNames(intlLocale(language), { type: "currency" }).of(currency) ?? currency;
}

/** For exports: `KES 1500.00`, the same in every language. */
export function plainMoney({ amount, currency }: Money): string {
  return `${currency} ${toDecimal(BigInt(amount), exponentOf(currency))}`;
}
