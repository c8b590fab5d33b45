import { createBeancountWriter } from "./beancount/write-beancount.ts";
import type { BooksWriter } from "./books-writer.ts";
import { createCsvWriter } from "./csv/write-csv.ts";
import { createJournalWriter } from "./hledger/write-journal.ts";
import { createParquetWriter } from "./parquet/write-parquet.ts";

export const EXCHANGE_FORMATS = ["hledger", "beancount", "csv", "parquet"] as const;

export type ExchangeFormat = (typeof EXCHANGE_FORMATS)[number];

interface FormatFacts {
  mediaType: string;
  extension: string;
  create: () => BooksWriter;
}

const FORMATS: Readonly<Record<ExchangeFormat, FormatFacts>> = {
  hledger: { mediaType: "text/plain; charset=utf-8", extension: "journal", create: createJournalWriter },
  beancount: { mediaType: "text/plain; charset=utf-8", extension: "beancount", create: createBeancountWriter },
  csv: { mediaType: "text/csv; charset=utf-8; header=present", extension: "csv", create: createCsvWriter },
  parquet: { mediaType: "application/vnd.apache.parquet", extension: "parquet", create: createParquetWriter },
};

/** A writer serves one export: it may remember what it wrote. */
export function createWriter(format: ExchangeFormat): BooksWriter {
  return FORMATS[format].create();
}

export function fileFactsOf(format: ExchangeFormat): { mediaType: string; extension: string } {
  return FORMATS[format];
}

export function isExchangeFormat(text: string): text is ExchangeFormat {
  return EXCHANGE_FORMATS.some((format) => format === text);
}
