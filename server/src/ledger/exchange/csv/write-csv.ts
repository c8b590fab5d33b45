import { type BookEntry, type BookTransaction, decimalText } from "../books.ts";
import type { BooksWriter } from "../books-writer.ts";
import { csvLine, guarded } from "./csv-text.ts";

/** One row an entry; the importer knows its own header by these names. */
export const COLUMNS = [
  "transaction_id",
  "date",
  "recorded_at",
  "kind",
  "description",
  "reference",
  "account_code",
  "account_name",
  "account_type",
  "side",
  "amount",
  "currency",
  "label",
  "balance_after",
  "source_kind",
  "source_id",
  "actor_id",
  "reverses",
  "metadata",
] as const;

export function createCsvWriter(): BooksWriter {
  return {
    head: () => csvLine(COLUMNS),
    accounts: () => "",
    transactions: (page) => page.map(rowsOf).join(""),
    end: () => "",
  };
}

function rowsOf(transaction: BookTransaction): string {
  return transaction.entries
    .map((entry) => csvLine(COLUMNS.map((column) => VALUE[column](transaction, entry))))
    .join("");
}

/** Texts of people are guarded; ids, days and numbers are what they are: a balance below zero stays a number. */
const VALUE: Readonly<Record<(typeof COLUMNS)[number], (of: BookTransaction, entry: BookEntry) => string>> = {
  transaction_id: (of) => of.id,
  date: (of) => of.effective_date,
  recorded_at: (of) => of.recorded_at.toISOString(),
  kind: (of) => guarded(of.kind),
  description: (of) => guarded(of.description ?? ""),
  reference: (of) => guarded(of.reference ?? ""),
  account_code: (_, entry) => guarded(entry.code),
  account_name: (_, entry) => guarded(entry.name ?? ""),
  account_type: (_, entry) => entry.type,
  side: (_, entry) => (entry.is_debit ? "debit" : "credit"),
  amount: (_, entry) => decimalText(entry.amount, entry.currency),
  currency: (_, entry) => entry.currency,
  label: (_, entry) => guarded(entry.label),
  balance_after: (_, entry) => decimalText(entry.balance_after, entry.currency),
  source_kind: (of) => guarded(of.source_kind ?? ""),
  source_id: (of) => of.source_id ?? "",
  actor_id: (of) => of.actor_id ?? "",
  reverses: (of) => of.reverses ?? "",
  metadata: (of) => guarded(JSON.stringify(of.metadata)),
};
