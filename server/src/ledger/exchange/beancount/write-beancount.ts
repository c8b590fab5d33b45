import {
  type BookAccount,
  type BookFacts,
  type BookTransaction,
  decimalText,
  onOneLine,
  signedAmount,
} from "../books.ts";
import type { BooksWriter } from "../books-writer.ts";
import { beancountName } from "./account-name.ts";

/** beancount asks that an account is opened before its first use; this is the first year whose dates it reads. */
const OPENED = "1700-01-01";

/** The books as beancount reads them. Its accounts have names of another alphabet: the code stands in the metadata. */
export function createBeancountWriter(): BooksWriter {
  let lastName = "";
  return {
    head: beancountHead,
    accounts: (page) => {
      const parts = page.map((account) => {
        const isKnown = beancountName(account) === lastName;
        lastName = beancountName(account);
        return isKnown ? "" : beancountAccount(account);
      });
      return parts.join("");
    },
    transactions: (page) => page.map(beancountTransaction).join(""),
    end: (count) => `\n; end of the books, ${count} transaction${count === 1 ? "" : "s"}\n`,
  };
}

export function beancountHead({ communityId, at, from, to, currencies }: BookFacts): string {
  const lines = [
    "; The books of one community, written by Commonpurse. Check and read it with: bean-check FILE, bean-query FILE balances",
    "; Amounts: debit positive, credit negative. An account's own code and type stand below its open directive.",
    `; community: ${communityId}`,
    `; exported: ${at.toISOString()}`,
  ];
  if (from || to)
    lines.push(
      `; only what counts ${from ? `from ${from} ` : ""}${to ? `to ${to} ` : ""}(movements: no opening balances)`,
    );
  lines.push("", `option "title" "Commonpurse ${communityId}"`);
  for (const currency of currencies) lines.push(`option "operating_currency" "${currency}"`);
  return `${lines.join("\n")}\n\n`;
}

export function beancountAccount(account: BookAccount): string {
  const metadata: [string, string][] = [
    ["code", account.code],
    ["type", account.type],
  ];
  if (account.name) metadata.push(["name", account.name]);
  return `${OPENED} open ${beancountName(account)}\n${metadataLines(metadata, "  ")}`;
}

/** Date, cleared, description (else the kind); the facts that have no place of their own as metadata. */
export function beancountTransaction(transaction: BookTransaction): string {
  const { description } = transaction;
  const lines = transaction.entries.map((entry) => ({
    name: beancountName(entry),
    amount: `${decimalText(signedAmount(entry), entry.currency)} ${entry.currency}`,
    label: entry.label,
  }));
  const names = Math.max(...lines.map((line) => line.name.length));
  const amounts = Math.max(...lines.map((line) => line.amount.length));
  const postings = lines.map(
    ({ name, amount, label }) =>
      `  ${name.padEnd(names)}  ${amount.padStart(amounts)}\n${metadataLines([["label", label]], "    ")}`,
  );
  const head = `\n${transaction.effective_date} * ${quoted(description || transaction.kind)}\n`;
  return head + metadataLines(metadataOf(transaction), "  ") + postings.join("");
}

function metadataOf(transaction: BookTransaction): [string, string][] {
  const { actor_id: actor, reverses, reference, source_kind: source } = transaction;
  const metadata: [string, string][] = [
    ["id", transaction.id],
    ["kind", transaction.kind],
  ];
  if (reference) metadata.push(["reference", reference]);
  if (source) metadata.push(["source", `${source} ${transaction.source_id}`]);
  metadata.push(["recorded", transaction.recorded_at.toISOString()]);
  if (actor) metadata.push(["actor", actor]);
  if (reverses) metadata.push(["reverses", reverses]);
  // As one value: names of beancount's own are narrower, and each may stand once.
  metadata.push(["metadata", JSON.stringify(transaction.metadata)]);
  return metadata;
}

function metadataLines(pairs: readonly (readonly [string, string])[], indent: string): string {
  return pairs.map(([name, value]) => `${indent}${name}: ${quoted(value)}\n`).join("");
}

function quoted(text: string): string {
  return `"${onOneLine(text).replaceAll("\\", "\\\\").replaceAll('"', '\\"')}"`;
}
