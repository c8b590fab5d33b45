import type { Finding } from "../import/findings.ts";
import type { ImportOptions, ParsedAccount, ParsedTransaction } from "../import/parsed-books.ts";
import type { Claim } from "./read-parts.ts";

export interface BeancountLine {
  line: number;
  text: string;
}

export interface BalanceDirective extends Claim {
  line: number;
  date: string;
}

/** "What is missing on the account comes from the source, on this day." */
export interface PadDirective {
  line: number;
  date: string;
  account: string;
  source: string;
}

export interface BeancountState {
  options: ImportOptions;
  accounts: Map<string, ParsedAccount>;
  transactions: ParsedTransaction[];
  balances: BalanceDirective[];
  pads: PadDirective[];
  findings: Finding[];
}
