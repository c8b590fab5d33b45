import { negated } from "../import/decimal.ts";
import { commodityOf, type ParsedAmount, type ParsedAssertion, type ParsedCost } from "../import/parsed-books.ts";
import { readNumber } from "../import/read-number.ts";
import type { JournalState } from "./journal-state.ts";

const SYMBOL = String.raw`"[^"]*"|[^\d\s"+\-.,;:@{}()[\]=*<>]+`;
const AMOUNT = new RegExp(
  String.raw`^(?<outer>[-+]?)\s*(?<left>${SYMBOL})?\s*(?<inner>[-+]?)\s*(?<number>[\d.,](?:[\d., ]*[\d.,])?)\s*(?<right>${SYMBOL})?$`,
  "u",
);

/** Longer than any amount; the patterns below are quick on what is short. */
const MOST = 200;

export type Misread = "amount_not_understood" | "number_ambiguous";

/** `$-1`, `-$1`, `1,000.00 EUR`, `3 "green apples"`: the commodity on either side, the sign before either part. */
export function readAmount(text: string, state: JournalState): ParsedAmount | Misread {
  const parts = AMOUNT.exec(text.trim())?.groups;
  if (!parts || (parts["left"] && parts["right"]) || (parts["outer"] && parts["inner"])) return "amount_not_understood";
  const symbol = unquoted(parts["left"] ?? parts["right"] ?? "");
  const written = symbol || state.defaultCommodity;
  const number = readNumber(parts["number"] ?? "", state.decimalMark ?? state.marks.get(written) ?? null);
  if (number === null) return "amount_not_understood";
  if (number === "ambiguous") return "number_ambiguous";
  const isNegative = parts["outer"] === "-" || parts["inner"] === "-";
  return { quantity: isNegative ? negated(number) : number, commodity: commodityOf(state.options, written) };
}

/** What stands behind an account's name. */
export interface AmountPart {
  amount: ParsedAmount | null;
  cost: ParsedCost | null;
  assertion: ParsedAssertion | null;
}

const PART =
  /^(?<amount>[^@=]*?)\s*(?:(?<at>@@?)\s*(?<cost>[^@=]*?))?\s*(?:(?<claim>==?)(?<deep>\*?)\s*(?<claimed>[^@=]+?)(?:\s*@.*)?)?$/u;

/** `10 USD @ 0.9 EUR = 110 USD`: an amount, what it cost, and what then stands on the account; each may be missing. */
export function readAmountPart(text: string, state: JournalState): AmountPart | Misread {
  const parts = text.length > MOST ? undefined : PART.exec(text.trim().replaceAll(/\s+/gu, " "))?.groups;
  if (!parts) return "amount_not_understood";
  const amount = parts["amount"] ? readAmount(parts["amount"], state) : null;
  const cost = parts["at"] ? readAmount(parts["cost"] ?? "", state) : null;
  const claimed = parts["claimed"] ? readAmount(parts["claimed"], state) : null;
  for (const read of [amount, cost, claimed]) if (typeof read === "string") return read;
  if (typeof amount === "string" || typeof cost === "string" || typeof claimed === "string")
    return "amount_not_understood";
  if (cost && !amount) return "amount_not_understood";
  return {
    amount,
    cost: cost ? { of: parts["at"] === "@@" ? "total" : "unit", amount: cost } : null,
    assertion: claimed ? { amount: claimed, isSole: parts["claim"] === "==", isDeep: parts["deep"] === "*" } : null,
  };
}

export function unquoted(text: string): string {
  return text.replaceAll('"', "");
}
