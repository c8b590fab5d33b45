import { exponentOf, isCurrency, MAX_POSTING } from "../../../platform/money.ts";
import type { Side } from "../../posting.ts";
import { decimalText } from "../books.ts";
import { type ImportedAccount, resolveAccounts } from "./account-codes.ts";
import { type Balanced, balanceTransaction, type KnownPosting } from "./balance-transaction.ts";
import { isZero, minorUnits, textOf } from "./decimal.ts";
import { type Finding, finding } from "./findings.ts";
import type { ImportOptions, ParsedBooks, ParsedTransaction } from "./parsed-books.ts";

export interface ImportedLine {
  account: ImportedAccount;
  currency: string;
  side: Side;
  amount: bigint;
  label: string;
}

export interface ImportedTransaction {
  line: number;
  date: string;
  description: string;
  metadata: Readonly<Record<string, string>>;
  lines: readonly ImportedLine[];
}

/** What a file would bring into the books, and all that is to be said about it. */
export interface ImportedBooks {
  transactions: readonly ImportedTransaction[];
  findings: readonly Finding[];
}

/**
 * Where amounts of two currencies meet in a transaction: the other side of each stands here, so that every currency balances
 * by itself and the accounts of the file keep the amounts that the file gives them.
 */
export const CONVERSION: ImportedAccount = {
  name: "position:import",
  code: "position/import",
  type: "POSITION",
  line: 1,
};

const LABEL = "import";

/** From the common form of the text formats to transactions that the books take: exact minor units, known currencies. */
export function assembleBooks(parsed: ParsedBooks, options: ImportOptions): ImportedBooks {
  const balanced = parsed.transactions.map((transaction) => ({ transaction, ...balanceTransaction(transaction) }));
  const { accounts, findings: unclear } = resolveAccounts(namesIn(balanced), parsed.accounts, options);
  const results = balanced.map((each) => settle(each.transaction, each, accounts));
  const findings = [
    ...parsed.findings,
    ...unclear,
    ...balanced.flatMap((each) => each.findings),
    ...onceForEachCommodity(results.flatMap((result) => result.findings)),
  ];
  return {
    transactions: results.flatMap((result) => (result.transaction ? [result.transaction] : [])),
    findings: findings.toSorted((a, b) => a.line - b.line),
  };
}

function namesIn(balanced: readonly Balanced[]): Map<string, number> {
  const names = new Map<string, number>();
  for (const { account, line } of balanced.flatMap((each) => each.postings))
    if (!names.has(account)) names.set(account, line);
  return names;
}

function settle(
  transaction: ParsedTransaction,
  { postings, converts }: Balanced,
  accounts: ReadonlyMap<string, ImportedAccount>,
): { transaction: ImportedTransaction | null; findings: Finding[] } {
  const moving = postings.filter(({ amount }) => !isZero(amount.quantity));
  const lines: ImportedLine[] = [];
  const findings: Finding[] = [];
  for (const posting of moving) {
    const amount = amountOf(posting);
    const account = accounts.get(posting.account);
    if (typeof amount !== "bigint") findings.push(amount);
    else if (account) lines.push(lineOf(account, posting.amount.commodity, amount, posting.label ?? LABEL));
  }
  if (findings.length > 0) return { transaction: null, findings };
  if (moving.length === 0) {
    // Without postings it was refused or has none that count: that is told already.
    const notes = postings.length > 0 ? [finding("nothing_moved", transaction.line)] : [];
    return { transaction: null, findings: notes };
  }
  const { line, date, description, metadata } = transaction;
  const whole = converts ? [...lines, ...conversions(lines)] : lines;
  const large = whole.find(({ amount }) => amount > MAX_POSTING);
  if (large) {
    const { currency, amount } = large;
    const params = { amount: decimalText(amount, currency), currency };
    return { transaction: null, findings: [finding("amount_too_large", line, params)] };
  }
  return { transaction: { line, date, description, metadata, lines: whole }, findings };
}

function amountOf({ amount: { quantity, commodity }, line }: KnownPosting): bigint | Finding {
  if (!isCurrency(commodity)) return finding("unknown_commodity", line, { commodity });
  const amount = minorUnits(quantity, exponentOf(commodity));
  if (amount === null) return finding("too_many_decimals", line, { amount: textOf(quantity), currency: commodity });
  return amount;
}

function lineOf(account: ImportedAccount, currency: string, amount: bigint, label: string): ImportedLine {
  return { account, currency, side: amount < 0n ? "credit" : "debit", amount: amount < 0n ? -amount : amount, label };
}

function conversions(lines: readonly ImportedLine[]): ImportedLine[] {
  const sums = new Map<string, bigint>();
  for (const { currency, side, amount } of lines)
    sums.set(currency, (sums.get(currency) ?? 0n) + (side === "debit" ? amount : -amount));
  return [...sums]
    .filter(([, sum]) => sum !== 0n)
    .map(([currency, sum]) => lineOf(CONVERSION, currency, -sum, "conversion"));
}

/** A commodity that is not known stands on every second line: its first one is enough. */
function onceForEachCommodity(findings: readonly Finding[]): Finding[] {
  const seen = new Set<string | number>();
  return findings.filter(({ code, params }) => {
    if (code !== "unknown_commodity") return true;
    const commodity = params["commodity"] ?? "";
    if (seen.has(commodity)) return false;
    seen.add(commodity);
    return true;
  });
}
