import { type Decimal, decimal, negated } from "../import/decimal.ts";
import { commodityOf, type ImportOptions, type ParsedAmount, type ParsedCost } from "../import/parsed-books.ts";

export const ACCOUNT = String.raw`[\p{Lu}\p{Lo}][\p{L}\p{M}\p{Nd}-]*(?::[\p{Lu}\p{Lo}\p{Nd}][\p{L}\p{M}\p{Nd}-]*)+`;
const CURRENCY = `[A-Z](?:[A-Z0-9'._-]{0,22}[A-Z0-9])?`;
const NUMBER = String.raw`[-+]?\s*\d[\d,]*(?:\.\d*)?`;

const AMOUNT = new RegExp(String.raw`^(?<number>${NUMBER})\s*(?<currency>${CURRENCY})$`, "u");
const UNITS =
  /^(?<units>[^{@]*?)\s*(?:\{(?<lot>[^{}]*)\}|\{\{(?<lots>[^{}]*)\}\})?\s*(?:(?<at>@@?)\s*(?<price>[^@]*))?$/u;
const CLAIM = new RegExp(
  String.raw`^(?<account>${ACCOUNT})\s+(?<number>${NUMBER})\s*(?:~\s*(?<tolerance>${NUMBER})\s*)?(?<currency>${CURRENCY})$`,
  "u",
);

/** Longer than any amount with its cost; the patterns above are quick on what is short. */
const MOST = 300;

/** What stands before a comment; a semicolon inside of quotes is text. */
export function withoutComment(text: string): string {
  return (/^(?:[^";]|"(?:[^"\\]|\\.)*"?)*/u.exec(text)?.[0] ?? "").trimEnd();
}

export function stringsIn(text: string): string[] {
  return [...text.matchAll(/"((?:[^"\\]|\\.)*)"/gu)].map((match) => (match[1] ?? "").replaceAll(/\\(.)/gu, "$1"));
}

function readAmount(text: string, options: ImportOptions): ParsedAmount | null {
  const parts = AMOUNT.exec(text.trim())?.groups;
  if (!parts) return null;
  return { quantity: numberOf(parts["number"] ?? ""), commodity: commodityOf(options, parts["currency"] ?? "") };
}

/** Commas part thousands, the point stands before the decimals: beancount knows nothing else. */
function numberOf(text: string): Decimal {
  const digits = text.replaceAll(/[-+,\s]/g, "").replace(/\.$/, "");
  return text.startsWith("-") ? negated(decimal(digits)) : decimal(digits);
}

export type Units = { amount: ParsedAmount | null; cost: ParsedCost | null } | "amount_not_understood" | "cost_missing";

/** `10 HOOL {131.37 USD} @ 138.23 USD`: what was paid for it goes before what it is worth now. */
export function readUnits(text: string, options: ImportOptions): Units {
  const parts = text.length > MOST ? undefined : UNITS.exec(text.trim().replaceAll(/\s+/gu, " "))?.groups;
  if (!parts) return "amount_not_understood";
  const amount = parts["units"] ? readAmount(parts["units"], options) : null;
  if (parts["units"] && !amount) return "amount_not_understood";
  const lot = parts["lots"] ?? parts["lot"];
  if (lot !== undefined) {
    const paid = lot.split(",").flatMap((part) => readAmount(part, options) ?? []);
    const [first] = paid;
    if (!first || !amount) return "cost_missing";
    return { amount, cost: { of: parts["lots"] === undefined ? "unit" : "total", amount: first } };
  }
  if (!parts["at"]) return { amount, cost: null };
  const price = readAmount(parts["price"] ?? "", options);
  if (!price || !amount) return "amount_not_understood";
  return { amount, cost: { of: parts["at"] === "@@" ? "total" : "unit", amount: price } };
}

/** What a `balance` directive claims. */
export interface Claim {
  account: string;
  amount: ParsedAmount;
  tolerance: Decimal;
}

export function readClaim(text: string, options: ImportOptions): Claim | null {
  const parts = text.length > MOST ? undefined : CLAIM.exec(text.trim().replaceAll(/\s+/gu, " "))?.groups;
  if (!parts) return null;
  const quantity = numberOf(parts["number"] ?? "");
  // As beancount: one unit of the last decimal that is written; whole numbers are exact.
  const usual: Decimal = { digits: quantity.scale > 0 ? 1n : 0n, scale: quantity.scale };
  return {
    account: parts["account"] ?? "",
    amount: { quantity, commodity: commodityOf(options, parts["currency"] ?? "") },
    tolerance: parts["tolerance"] ? numberOf(parts["tolerance"]) : usual,
  };
}
