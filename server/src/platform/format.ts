import { dir, isolate } from "./direction.ts";
import { exponentOf, type Money } from "./money.ts";

/** Where our language has several customs: days before months, and `US$` where a bare `$` could be another's. */
const CUSTOMS: Readonly<Record<string, string>> = { en: "en-GB", sw: "sw-KE", id: "id-ID", he: "he-IL" };

export function intlLocale(locale: string): string {
  return CUSTOMS[locale] ?? locale;
}

export interface MoneyStyle {
  /** `always`: a plus is written too. */
  sign?: "auto" | "always";
  /** A whole amount without decimals, as in "KES 600,000": for goals and presets, never for receipts. */
  short?: boolean;
}

/**
 * An amount with its currency, exact at any size. Decimals are ours, except that a currency which people write whole
 * (IDR) is written whole when it is whole.
 */
export function formatMoney(money: Money, locale: string, style: MoneyStyle = {}): string {
  const exponent = exponentOf(money.currency);
  const format = moneyFormat(
    intlLocale(locale),
    money.currency,
    digitsFor(money, exponent, style.short ?? false),
    style.sign ?? "auto",
  );
  const text = format.format(toDecimal(money.amount, exponent));
  return dir(locale) === "rtl" ? isolate(text, locale) : text;
}

/** `150000n` with two digits is `1500.00`: text, so that no digit is lost. */
export function toDecimal(amount: bigint, exponent: number): `${number}` {
  const negative = amount < 0n;
  const digits = (negative ? -amount : amount).toString().padStart(exponent + 1, "0");
  const whole = digits.slice(0, digits.length - exponent);
  const part = exponent > 0 ? `.${digits.slice(-exponent)}` : "";
  return `${negative ? "-" : ""}${whole}${part}` as `${number}`;
}

function digitsFor(money: Money, exponent: number, short: boolean): number {
  const usual = new Intl.NumberFormat("en", { style: "currency", currency: money.currency }).resolvedOptions();
  const isWhole = money.amount % 10n ** BigInt(exponent) === 0n;
  return isWhole && (short || usual.maximumFractionDigits === 0) ? 0 : exponent;
}

const formats = new Map<string, Intl.NumberFormat>();

function moneyFormat(locale: string, currency: string, digits: number, sign: "auto" | "always"): Intl.NumberFormat {
  const key = `${locale} ${currency} ${digits} ${sign}`;
  let format = formats.get(key);
  if (!format) {
    format = new Intl.NumberFormat(locale, {
      style: "currency",
      currency,
      minimumFractionDigits: digits,
      maximumFractionDigits: digits,
      signDisplay: sign,
    });
    formats.set(key, format);
  }
  return format;
}

export function formatNumber(value: number | bigint, locale: string): string {
  return new Intl.NumberFormat(intlLocale(locale)).format(value);
}

/** Hundredths of a per cent: 250 is 2.5 %. */
export function formatBasisPoints(basisPoints: number, locale: string): string {
  const format = new Intl.NumberFormat(intlLocale(locale), { style: "percent", maximumFractionDigits: 2 });
  return format.format(basisPoints / 10_000);
}

/** A day. A text `YYYY-MM-DD` is a day on the calendar and moves with no time zone. */
export function formatDate(day: Date | string, locale: string, timeZone = "UTC"): string {
  const isCalendarDay = typeof day === "string";
  const date = isCalendarDay ? new Date(`${day}T00:00:00Z`) : day;
  const zone = isCalendarDay ? "UTC" : timeZone;
  return new Intl.DateTimeFormat(intlLocale(locale), { dateStyle: "long", timeZone: zone }).format(date);
}

/** An instant, with the zone it is told in: a deadline must not be a matter of opinion. */
export function formatInstant(instant: Date, locale: string, timeZone = "UTC"): string {
  const format = new Intl.DateTimeFormat(intlLocale(locale), {
    year: "numeric",
    month: "long",
    day: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    timeZone,
    timeZoneName: "short",
  });
  return format.format(instant);
}

/** "a, b and c" as the language says it. */
export function formatList(items: readonly string[], locale: string): string {
  return new Intl.ListFormat(intlLocale(locale), { type: "conjunction" }).format(items);
}
