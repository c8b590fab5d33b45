import type { ExchangeRate } from "@commonpurse/client";

/** `129.35` is 12935 / 100, and `1/129.35` the same rate seen from the other currency: 100 / 12935. By digits, as amounts are. */
export function toRate(text: string): ExchangeRate {
  const [, whole = "", part = "", otherWhole = "1", otherPart = ""] =
    /^(\d+)(?:\.(\d+))?(?:\/(\d+)(?:\.(\d+))?)?$/.exec(text) ?? [];
  const digits = Math.max(part.length, otherPart.length);
  const numerator = BigInt(`${whole}${part.padEnd(digits, "0")}`);
  const denominator = BigInt(`${otherWhole}${otherPart.padEnd(digits, "0")}`);
  if (numerator === 0n || denominator === 0n)
    throw new Error(`"${text}" is not a rate: write it as 129.35, or as 1/129.35`);
  if (numerator > Number.MAX_SAFE_INTEGER || denominator > Number.MAX_SAFE_INTEGER)
    throw new Error(`the rate ${text} has too many digits`);
  return { numerator: Number(numerator), denominator: Number(denominator) };
}

/** As `toRate` reads it: decimal where it was given so, else as the fraction it is. */
export function rateText({ numerator, denominator }: ExchangeRate): string {
  const zeros = /^10*$/.test(String(denominator)) ? String(denominator).length - 1 : null;
  if (zeros === null) return `${numerator}/${denominator}`;
  const digits = String(numerator).padStart(zeros + 1, "0");
  return zeros === 0 ? digits : `${digits.slice(0, -zeros)}.${digits.slice(-zeros)}`;
}
