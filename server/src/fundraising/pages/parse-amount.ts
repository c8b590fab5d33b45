import { intlLocale } from "../../platform/format.ts";
import { exponentOf, MAX_POSTING } from "../../platform/money.ts";

/**
 * What a person wrote as an amount, in minor units; null where it is not clear. `1,500`, `1.500`, `1 500.50` and `١٥٠٠` are
 * read as the language writes them; `1.500` where a point is the decimal sign is refused rather than guessed: it may
 * be one and a half or fifteen hundred.
 */
export function parseAmount(text: string, currency: string, locale: string): bigint | null {
  const plain = westernDigits(text).replace(/[\s\u00A0\u202F'’_\u200E\u200F\u2066-\u2069]/g, "");
  const match = /^(\d[\d.,]*)$/.exec(plain);
  if (!match || plain.length > 20) return null;
  const exponent = exponentOf(currency);
  const decimalSign = decimalSignOf(plain, exponent, locale);
  if (decimalSign === undefined) return null;
  const [whole = "", fraction = ""] = decimalSign ? splitAtLast(plain, decimalSign) : [plain, ""];
  const groups = whole.split(/[.,]/);
  if (groups.length > 1 && !areThousands(groups)) return null;
  if (new Set(whole.match(/[.,]/g)).size > 1 || fraction.length > exponent) return null;
  const amount = BigInt(groups.join("")) * 10n ** BigInt(exponent) + BigInt(fraction.padEnd(exponent, "0") || "0");
  return amount > 0n && amount <= MAX_POSTING ? amount : null;
}

/** The sign before the decimals, null where there are none, undefined where it cannot be told. */
function decimalSignOf(plain: string, exponent: number, locale: string): string | null | undefined {
  const last = /[.,](?=\d*$)/.exec(plain)?.[0];
  if (!last) return null;
  const count = plain.split(last).length - 1;
  const behind = plain.length - plain.lastIndexOf(last) - 1;
  const other = last === "." ? "," : ".";
  if (plain.includes(other)) return count === 1 ? last : undefined;
  if (count > 1) return null;
  if (behind !== 3) return last;
  if (exponent === 3) return last === localDecimalSign(locale) ? last : null;
  return last === localDecimalSign(locale) ? undefined : null;
}

function localDecimalSign(locale: string): string {
  const parts = new Intl.NumberFormat(intlLocale(locale)).formatToParts(1.5);
  return parts.find(({ type }) => type === "decimal")?.value ?? ".";
}

function splitAtLast(text: string, sign: string): [string, string] {
  const at = text.lastIndexOf(sign);
  return [text.slice(0, at), text.slice(at + 1)];
}

function areThousands([first = "", ...rest]: readonly string[]): boolean {
  return first.length >= 1 && first.length <= 3 && rest.every((group) => group.length === 3);
}

/** Digits of other scripts as 0 to 9: their code points stand in tens. */
function westernDigits(text: string): string {
  return text.replace(/\p{Nd}/gu, (digit) => {
    const code = digit.codePointAt(0) ?? 0;
    if (code < 128) return digit;
    let zero = code;
    while (/\p{Nd}/u.test(String.fromCodePoint(zero - 1)) && code - zero < 9) zero -= 1;
    return String(code - zero);
  });
}
