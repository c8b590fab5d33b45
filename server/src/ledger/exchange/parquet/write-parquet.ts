import { ByteWriter, type ColumnSource, ParquetWriter } from "hyparquet-writer";
import { exponentOf } from "../../../platform/money.ts";
import type { BookEntry, BookFacts, BookTransaction } from "../books.ts";
import type { BooksWriter } from "../books-writer.ts";

/** Rows of a group are held until it is written: enough for good compression, few enough for a server with other work. */
const GROUP = 5_000;

interface Row {
  transaction: BookTransaction;
  entry: BookEntry;
}

type SchemaElement = ConstructorParameters<typeof ParquetWriter>[0]["schema"][number];

interface Column {
  element: SchemaElement;
  value: (row: Row) => unknown;
}

/** One row an entry. Amounts are whole minor units with the currency and its number of decimals beside them: exact for any reader. */
const COLUMNS: readonly Column[] = [
  text("transaction_id", ({ transaction }) => transaction.id),
  required({ name: "date", type: "INT32", converted_type: "DATE" }, ({ transaction }) => dayOf(transaction)),
  required(
    { name: "recorded_at", type: "INT64", converted_type: "TIMESTAMP_MILLIS" },
    ({ transaction }) => transaction.recorded_at,
  ),
  text("kind", ({ transaction }) => transaction.kind),
  optional("description", ({ transaction }) => transaction.description),
  optional("reference", ({ transaction }) => transaction.reference),
  text("account_code", ({ entry }) => entry.code),
  optional("account_name", ({ entry }) => entry.name),
  text("account_type", ({ entry }) => entry.type),
  text("side", ({ entry }) => (entry.is_debit ? "debit" : "credit")),
  required({ name: "amount", type: "INT64" }, ({ entry }) => entry.amount),
  text("currency", ({ entry }) => entry.currency),
  required({ name: "exponent", type: "INT32" }, ({ entry }) => exponentOf(entry.currency)),
  text("label", ({ entry }) => entry.label),
  required({ name: "balance_after", type: "INT64" }, ({ entry }) => entry.balance_after),
  optional("source_kind", ({ transaction }) => transaction.source_kind),
  optional("source_id", ({ transaction }) => transaction.source_id),
  optional("actor_id", ({ transaction }) => transaction.actor_id),
  optional("reverses", ({ transaction }) => transaction.reverses),
  text("metadata", ({ transaction }) => JSON.stringify(transaction.metadata)),
];

const SCHEMA: SchemaElement[] = [
  { name: "entry", num_children: COLUMNS.length },
  ...COLUMNS.map((column) => column.element),
];

function required(element: SchemaElement, value: Column["value"]): Column {
  return { element: { ...element, repetition_type: "REQUIRED" }, value };
}

function text(name: string, value: (row: Row) => string): Column {
  return required({ name, type: "BYTE_ARRAY", converted_type: "UTF8" }, value);
}

function optional(name: string, value: (row: Row) => string | null): Column {
  return { element: { name, type: "BYTE_ARRAY", converted_type: "UTF8", repetition_type: "OPTIONAL" }, value };
}

function dayOf(transaction: BookTransaction): Date {
  return new Date(`${transaction.effective_date}T00:00:00Z`);
}

/** Groups of rows leave as soon as they are whole; what stays in memory is a group and the list of groups for the file's end. */
export function createParquetWriter(): BooksWriter {
  const bytes = new ByteWriter();
  let file: ParquetWriter | undefined;
  let rows: Row[] = [];
  const opened = (): ParquetWriter => {
    if (!file) throw new Error("a Parquet file begins with its head");
    return file;
  };
  const writeGroup = (count: number): void => {
    const columnData = columnsOf(rows.splice(0, count));
    // What is awaited here would be a writer that flushes elsewhere; this one only fills its buffer.
    void opened().write({ columnData, rowGroupSize: GROUP });
  };
  return {
    head: (facts) => {
      file = new ParquetWriter({ writer: bytes, schema: SCHEMA, kvMetadata: factsOf(facts), createdBy: "Commonpurse" });
      return taken(bytes);
    },
    accounts: () => "",
    transactions: (page) => {
      rows = rows.concat(page.flatMap((transaction) => transaction.entries.map((entry) => ({ transaction, entry }))));
      while (rows.length >= GROUP) writeGroup(GROUP);
      return taken(bytes);
    },
    end: () => {
      if (rows.length > 0) writeGroup(rows.length);
      void opened().finish();
      return taken(bytes);
    },
  };
}

function columnsOf(rows: readonly Row[]): ColumnSource[] {
  // Without an index of pages: it would be kept until the file's end for every group.
  return COLUMNS.map(({ element, value }) => ({ name: element.name, data: rows.map(value), offsetIndex: false }));
}

function factsOf({ communityId, at, from, to }: BookFacts): { key: string; value: string }[] {
  const facts = { community: communityId, exported: at.toISOString(), from: from ?? "", to: to ?? "" };
  return Object.entries(facts)
    .filter(([, value]) => value !== "")
    .map(([key, value]) => ({ key, value }));
}

/** What was written since the last time. `offset` goes on: the file's places are counted from its beginning. */
function taken(bytes: ByteWriter): Uint8Array {
  const part = bytes.getBytes().slice();
  bytes.index = 0;
  return part;
}
