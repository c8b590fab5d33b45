import type { Currency } from "../../../platform/money.ts";
import { exponentOf } from "../../../platform/money.ts";
import {
  type BookAccount,
  type BookFacts,
  type BookTransaction,
  classOf,
  decimalText,
  onOneLine,
  signedAmount,
} from "../books.ts";
import type { BooksWriter } from "../books-writer.ts";

/** The journal as hledger (and, with few changes, other plain-text accounting programs) reads it. */
export function createJournalWriter(): BooksWriter {
  let lastName = "";
  return {
    head: journalHead,
    accounts: (page) => {
      const parts = page.map((account) => {
        // The same code in a second currency is one account there.
        const isKnown = journalName(account) === lastName;
        lastName = journalName(account);
        return isKnown ? "" : journalAccount(account);
      });
      return parts.join("");
    },
    transactions: (page) => page.map(journalTransaction).join(""),
    end: journalEnd,
  };
}

/** `escrow/goal/7` of type ESCROW is `liabilities:escrow:goal:7`. Codes hold no colon, so two codes never meet in one name. */
export function journalName(account: Pick<BookAccount, "code" | "type">): string {
  return `${classOf(account.type)}:${account.code.replaceAll("/", ":")}`;
}

/** Debit positive: 5000 KES is `50.00 KES`, 500 JPY is `500 JPY`. */
export function journalAmount(amount: bigint, currency: Currency): string {
  return `${decimalText(amount, currency)} ${currency}`;
}

/** The first lines: how numbers are written, and the currencies. */
export function journalHead(facts: BookFacts): string {
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

export function journalAccount(account: BookAccount): string {
  // Without colons: in this place `type:` would mean something.
  const name = account.name ? `, name: ${onOneLine(account.name).replaceAll(":", " ")}` : "";
  return `account ${journalName(account)}  ; kind: ${account.type}${name}\n`;
}

/** One transaction as hledger reads it: date, cleared, its id as the code, `kind | description`, the rest as tags. */
export function journalTransaction(transaction: BookTransaction): string {
  const description = transaction.description ? ` | ${plainDescription(transaction.description)}` : "";
  const head = `\n${transaction.effective_date} * (${transaction.id}) ${plainDescription(transaction.kind)}${description}\n`;
  const tags = tagsOf(transaction).map(([name, value]) => `    ; ${name}: ${onOneLine(value)}\n`);
  const lines = transaction.entries.map((entry) => ({
    name: journalName(entry),
    amount: journalAmount(signedAmount(entry), entry.currency),
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

function tagsOf(transaction: BookTransaction): [string, string][] {
  const { description, actor_id: actor, reverses } = transaction;
  const tags: [string, string][] = [];
  if (transaction.reference) tags.push(["reference", transaction.reference]);
  if (transaction.source_kind) tags.push(["source", `${transaction.source_kind} ${transaction.source_id}`]);
  tags.push(["recorded", transaction.recorded_at.toISOString()]);
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
  return onOneLine(text).replaceAll(";", ",").trim();
}
