import { ByteWriter, type ColumnSource, ParquetWriter, schemaFromColumnData } from "hyparquet-writer";
import { exponentOf } from "../../../platform/money.ts";
import type { BookEntry, BookFacts, BookTransaction } from "../books.ts";
import type { BooksWriter } from "../books-writer.ts";

/** Rows of a group are held until it is written: enough for good compression, few enough for a server with other work. */
const GROUP = 10_000;

interface Row {
  transaction: BookTransaction;
  entry: BookEntry;
}

type Column = Pick<ColumnSource, "name" | "nullable"> & {
  type: NonNullable<ColumnSource["type"]>;
  value: (row: Row) => unknown;
};

/** One row an entry. Amounts are whole minor units with the currency and its number of decimals beside them: exact for any reader. */
const COLUMNS: readonly Column[] = [
  text("transaction_id", ({ transaction }) => transaction.id),
  text("date", ({ transaction }) => transaction.effective_date),
  { name: "recorded_at", type: "TIMESTAMP", nullable: false, value: ({ transaction }) => transaction.recorded_at },
  text("kind", ({ transaction }) => transaction.kind),
  { ...text("description", ({ transaction }) => transaction.description), nullable: true },
  { ...text("reference", ({ transaction }) => transaction.reference), nullable: true },
  text("account_code", ({ entry }) => entry.code),
  { ...text("account_name", ({ entry }) => entry.name), nullable: true },
  text("account_type", ({ entry }) => entry.type),
  text("side", ({ entry }) => (entry.is_debit ? "debit" : "credit")),
  { name: "amount", type: "INT64", nullable: false, value: ({ entry }) => entry.amount },
  text("currency", ({ entry }) => entry.currency),
  { name: "exponent", type: "INT32", nullable: false, value: ({ entry }) => exponentOf(entry.currency) },
  text("label", ({ entry }) => entry.label),
  { name: "balance_after", type: "INT64", nullable: false, value: ({ entry }) => entry.balance_after },
  { ...text("source_kind", ({ transaction }) => transaction.source_kind), nullable: true },
  { ...text("source_id", ({ transaction }) => transaction.source_id), nullable: true },
  { ...text("actor_id", ({ transaction }) => transaction.actor_id), nullable: true },
  { ...text("reverses", ({ transaction }) => transaction.reverses), nullable: true },
  text("metadata", ({ transaction }) => JSON.stringify(transaction.metadata)),
];

function text(name: string, value: (row: Row) => string | null): Column {
  return { name, type: "STRING", nullable: false, value };
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
  return COLUMNS.map(({ value, ...column }) => ({ ...column, data: rows.map(value), offsetIndex: false }));
}

const SCHEMA = schemaFromColumnData({ columnData: columnsOf([]) });

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
