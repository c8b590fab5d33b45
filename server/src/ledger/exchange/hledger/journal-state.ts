import type { Finding } from "../import/findings.ts";
import type { ImportOptions, ParsedAccount } from "../import/parsed-books.ts";
import type { DecimalMark } from "../import/read-number.ts";

/** What the lines above say about how to read the lines below. */
export interface JournalState {
  options: ImportOptions;
  decimalMark: DecimalMark | null;
  /** By commodity, from its `commodity` or `D` directive. */
  marks: Map<string, DecimalMark>;
  /** Of bare numbers: `D`. */
  defaultCommodity: string;
  year: string | null;
  accounts: Map<string, ParsedAccount>;
  findings: Finding[];
}

export function beginJournal(options: ImportOptions): JournalState {
  return {
    options,
    decimalMark: options.decimalMark ?? null,
    marks: new Map(),
    defaultCommodity: "",
    year: null,
    accounts: new Map(),
    findings: [],
  };
}
