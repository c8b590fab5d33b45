import { readBeancount } from "../beancount/read-beancount.ts";
import type { CsvMap } from "../csv/csv-map.ts";
import { readCsvBooks } from "../csv/read-csv-books.ts";
import { readJournal } from "../hledger/read-journal.ts";
import { assembleBooks, type ImportedBooks } from "./assemble-books.ts";
import type { ImportOptions } from "./parsed-books.ts";

export const IMPORT_FORMATS = ["hledger", "beancount", "csv"] as const;

export type ImportFormat = (typeof IMPORT_FORMATS)[number];

export interface ImportFile {
  format: ImportFormat;
  content: string;
  options?: ImportOptions & { csv?: CsvMap };
}

/** A file's text as transactions that the books take, with everything that is to be said about it. Touches nothing. */
export function readFile({ format, content, options = {} }: ImportFile): ImportedBooks {
  switch (format) {
    case "hledger":
      return assembleBooks(readJournal(content, options), options);
    case "beancount":
      return assembleBooks(readBeancount(content, options), options);
    case "csv":
      return assembleBooks(readCsvBooks(content, options, options.csv), options);
  }
}
