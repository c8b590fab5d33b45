import type { Money } from "./wire.ts";

/** Digits after the point (ISO 4217), as the server has them. Ours, not Intl's: Intl shows IDR without decimals, the books keep two. */
const BY_EXPONENT: readonly (readonly [exponent: number, codes: string])[] = [
  [0, "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF"],
  [
    2,
    "AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BMD BND BOB BOV BRL BSD BTN BWP BYN BZD CAD CDF CHE CHF CHW CNY COP COU CRC CUP " +
      "CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF IDR ILS INR IRR JMD KES KGS KHR KPW KYD " +
      "KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MXV MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR " +
      "PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD USN UYU " +
      "UZS VED VES WST XAD XCD XCG YER ZAR ZMW ZWG",
  ],
  [3, "BHD IQD JOD KWD LYD OMR TND"],
  [4, "CLF UYW"],
];

const EXPONENTS: ReadonlyMap<string, number> = new Map(
  BY_EXPONENT.flatMap(([exponent, codes]) => codes.split(" ").map((code) => [code, exponent] as const)),
);

/** The most that one posting carries, in minor units. */
export const MAX_POSTING = 10_000_000_000_000n;

export function exponentOf(currency: string): number {
  return EXPONENTS.get(currency) ?? 2;
}

export function currencies(): readonly string[] {
  return [...EXPONENTS.keys()].sort();
}

/** Onto the wire. Everything that people may enter is far below 2^53. */
export function toMoney(amount: bigint, currency: string): Money {
  return { amount: Number(amount), currency };
}

/** `150000n` with two digits is `1500.00`: text, so that no digit is lost. */
export function toDecimal(amount: bigint, exponent: number): `${number}` {
  const negative = amount < 0n;
  const digits = (negative ? -amount : amount).toString().padStart(exponent + 1, "0");
  const whole = digits.slice(0, digits.length - exponent);
  const part = exponent > 0 ? `.${digits.slice(-exponent)}` : "";
  return `${negative ? "-" : ""}${whole}${part}` as `${number}`;
}

export type Parsed = { amount: bigint } | { fault: "empty" | "not_a_number" | "too_many_decimals" | "too_large" };

/**
 * Reads what a person typed: digits of any script, with either custom of point and comma, spaces and the locale's signs.
 * What could be read in two ways is read by the locale's own separator; never by way of a floating number.
 */
export function parseAmount(text: string, currency: string, separator: "." | ","): Parsed {
  const plain = westernDigits(text).replace(/[\s\u00a0\u202f\u200e\u200f\u2066-\u2069'’_]/g, "");
  if (plain === "") return { fault: "empty" };
  if (!/^[\d.,]+$/.test(plain) || !/\d/.test(plain)) return { fault: "not_a_number" };
  const exponent = exponentOf(currency);
  const at = decimalAt(plain, separator);
  const whole = (at < 0 ? plain : plain.slice(0, at)).replace(/[.,]/g, "");
  const part = at < 0 ? "" : plain.slice(at + 1);
  if (!isGrouped(at < 0 ? plain : plain.slice(0, at)) || /[.,]/.test(part)) return { fault: "not_a_number" };
  if (part.replace(/0+$/, "").length > exponent) return { fault: "too_many_decimals" };
  const amount = BigInt(`${whole || "0"}${part.slice(0, exponent).padEnd(exponent, "0")}`);
  return amount > MAX_POSTING ? { fault: "too_large" } : { amount };
}

/** Where the decimals begin, or -1. `1,500` is one thousand five hundred; `1,50` can only be one and a half. */
function decimalAt(text: string, separator: "." | ","): number {
  const other = separator === "." ? "," : ".";
  const own = text.lastIndexOf(separator);
  const foreign = text.lastIndexOf(other);
  const isOwnOnce = own >= 0 && own === text.indexOf(separator);
  if (isOwnOnce && own > foreign) return own;
  const isForeignOnce = foreign >= 0 && foreign === text.indexOf(other);
  const looksGrouped = /^\d{1,3}$/.test(text.slice(0, foreign)) && text.length - foreign - 1 === 3;
  if (isForeignOnce && foreign > own && !looksGrouped) return foreign;
  return -1;
}

/** Thousands in threes, or in the twos of India: `1,50,000`. Without separators anything goes. */
function isGrouped(text: string): boolean {
  if (!/[.,]/.test(text)) return true;
  const marks = new Set(text.replace(/\d/g, ""));
  return marks.size === 1 && /^\d{1,3}([.,]\d{2,3})*[.,]\d{3}$/.test(text);
}

function westernDigits(text: string): string {
  return text.replace(/[\u0660-\u0669\u06f0-\u06f9]/g, (digit) => String(digit.charCodeAt(0) & 0xf));
}
