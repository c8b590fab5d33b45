import { type Currency, exponentOf } from "../platform/money.ts";
import type { AccountType } from "./posting.ts";

/** One account, as the head of the journal declares it. */
export interface JournalAccount {
  code: string;
  type: string;
  currency: Currency;
  name: string | null;
}

export interface JournalEntry {
  code: string;
  type: string;
  is_debit: boolean;
  amount: bigint;
  currency: Currency;
  label: string;
}

export interface JournalTransaction {
  id: string;
  kind: string;
  reference: string;
  source_kind: string;
  source_id: string;
  effective_date: string;
  recorded_at: Date;
  actor_id: string | null;
  description: string | null;
  metadata: Record<string, unknown>;
  reverses: string | null;
  entries: readonly JournalEntry[];
}

/**
 * The accountant's class of an account: the first part of its name, by which hledger's balance sheet and income statement
 * know what it is. What we hold for somebody is a liability, what a provider or a person owes us is an asset.
 */
const CLASS: Readonly<Record<AccountType, string>> = {
  CLEARING: "assets",
  RECEIVABLE: "assets",
  USER: "liabilities",
  GOAL: "liabilities",
  ESCROW: "liabilities",
  SUSPENSE: "liabilities",
  REVENUE: "revenues",
  EXPENSE: "expenses",
};

/** `escrow/goal/7` of type ESCROW is `liabilities:escrow:goal:7`. Codes hold no colon, so two codes never meet in one name. */
export function journalName(account: Pick<JournalAccount, "code" | "type">): string {
  return `${isType(account.type) ? CLASS[account.type] : "equity"}:${account.code.replaceAll("/", ":")}`;
}

/** Minor units with the currency's own number of decimals, debit positive: 5000 KES is `50.00 KES`, 500 JPY is `500 JPY`. */
export function journalAmount(amount: bigint, currency: Currency): string {
  const exponent = exponentOf(currency);
  const digits = (amount < 0n ? -amount : amount).toString().padStart(exponent + 1, "0");
  const whole = exponent === 0 ? digits : `${digits.slice(0, -exponent)}.${digits.slice(-exponent)}`;
  return `${amount < 0n ? "-" : ""}${whole} ${currency}`;
}

/** The first lines: how numbers are written, and the currencies. */
export function journalHead(facts: {
  communityId: string;
  at: Date;
  from?: string;
  to?: string;
  currencies: readonly Currency[];
}): string {
  const { from, to } = facts;
  const lines = [
    "; The books of one community, written by Commonpurse. Read it with hledger: hledger -f FILE balance",
    "; Amounts: debit positive, credit negative. Accounts: class, then the account's code with colons for its slashes.",
    `; community: ${facts.communityId}`,
    `; exported: ${facts.at.toISOString()}`,
  ];
  if (from || to)
    lines.push(
      `; only what counts ${from ? `from ${from} ` : ""}${to ? `to ${to} ` : ""}(movements: no opening balances)`,
    );
  lines.push("", "decimal-mark .");
  for (const currency of facts.currencies) lines.push(`commodity 1.${"0".repeat(exponentOf(currency))} ${currency}`);
  return `${lines.join("\n")}\n\n`;
}

export function journalAccount(account: JournalAccount): string {
  // Without colons: in this place `type:` would mean something.
  const name = account.name ? `, name: ${comment(account.name).replaceAll(":", " ")}` : "";
  return `account ${journalName(account)}  ; kind: ${account.type}${name}\n`;
}

/** One transaction as hledger reads it: date, cleared, its id as the code, `kind | description`, the rest as tags. */
export function journalTransaction(transaction: JournalTransaction): string {
  const description = transaction.description ? ` | ${plainDescription(transaction.description)}` : "";
  const head = `\n${transaction.effective_date} * (${transaction.id}) ${plainDescription(transaction.kind)}${description}\n`;
  const tags = tagsOf(transaction).map(([name, value]) => `    ; ${name}: ${comment(value)}\n`);
  const lines = transaction.entries.map((entry) => ({
    name: journalName(entry),
    amount: journalAmount(entry.is_debit ? entry.amount : -entry.amount, entry.currency),
    label: entry.label.replaceAll(/[^\p{L}\p{N}_./-]/gu, "_"),
  }));
  const names = Math.max(...lines.map((line) => line.name.length));
  const amounts = Math.max(...lines.map((line) => line.amount.length));
  const postings = lines.map(
    ({ name, amount, label }) => `    ${name.padEnd(names)}  ${amount.padStart(amounts)}  ; label: ${label}\n`,
  );
  return head + tags.join("") + postings.join("");
}

/** The last line: a journal without it was cut off. */
export function journalEnd(transactions: number): string {
  return `\n; end of the journal, ${transactions} transaction${transactions === 1 ? "" : "s"}\n`;
}

function tagsOf(transaction: JournalTransaction): [string, string][] {
  const { description, actor_id: actor, reverses } = transaction;
  const tags: [string, string][] = [
    ["reference", transaction.reference],
    ["source", `${transaction.source_kind} ${transaction.source_id}`],
    ["recorded", transaction.recorded_at.toISOString()],
  ];
  if (actor) tags.push(["actor", actor]);
  if (reverses) tags.push(["reverses", reverses]);
  // Where the line above could not hold it as it is, it is kept in full.
  if (description && plainDescription(description) !== description)
    tags.push(["description", JSON.stringify(description)]);
  for (const [key, value] of Object.entries(transaction.metadata)) {
    tags.push([
      key.replaceAll(/[^\p{L}\p{N}_-]/gu, "_") || "_",
      typeof value === "string" ? value : JSON.stringify(value),
    ]);
  }
  return tags;
}

/** A semicolon would begin a comment, a line break the next line. */
function plainDescription(text: string): string {
  return comment(text).replaceAll(";", ",").trim();
}

/** Line breaks and other control characters (the separators of Unicode too) would end the line. */
function comment(text: string): string {
  return text.replaceAll(/[\p{C}\p{Zl}\p{Zp}]+/gu, " ");
}

function isType(type: string): type is AccountType {
  return Object.hasOwn(CLASS, type);
}
