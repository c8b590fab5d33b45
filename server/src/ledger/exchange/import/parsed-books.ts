import type { AccountType } from "../../posting.ts";
import type { Decimal } from "./decimal.ts";
import type { Finding } from "./findings.ts";
import type { DecimalMark } from "./read-number.ts";

/** An amount as the file writes it, its commodity replaced by the currency that the caller mapped it to. */
export interface ParsedAmount {
  quantity: Decimal;
  commodity: string;
}

/** What an amount cost, or what it is priced at, in another commodity: of each unit, or of all of them. */
export interface ParsedCost {
  of: "unit" | "total";
  amount: ParsedAmount;
}

/** "The account's balance is now this": `=` in hledger. */
export interface ParsedAssertion {
  amount: ParsedAmount;
  /** No other commodity is on the account. */
  isSole: boolean;
  /** With the accounts below. */
  isDeep: boolean;
}

export interface ParsedPosting {
  line: number;
  account: string;
  /** Null: what makes the transaction balance. */
  amount: ParsedAmount | null;
  cost: ParsedCost | null;
  assertion: ParsedAssertion | null;
  /** `[account]` balances among its like; `(account)` not at all. */
  kind: "real" | "virtual" | "unbalanced";
  label: string | null;
}

export interface ParsedTransaction {
  line: number;
  date: string;
  description: string;
  /** What the file knows besides: status, code, payee, tags. */
  metadata: Readonly<Record<string, string>>;
  postings: readonly ParsedPosting[];
}

/** What the file says of an account, apart from its entries. */
export interface ParsedAccount {
  line: number;
  code?: string;
  type?: AccountType;
  name?: string;
}

/** The common form of the text formats, before anything is balanced. */
export interface ParsedBooks {
  accounts: ReadonlyMap<string, ParsedAccount>;
  transactions: readonly ParsedTransaction[];
  findings: readonly Finding[];
}

/** How a file's words are to be understood, where it does not say itself. */
export interface ImportOptions {
  /** Commodity → ISO 4217 code: `{ "$": "USD", "": "KES" }`; the empty one is that of bare numbers. */
  commodities?: Readonly<Record<string, string>>;
  /** Account name, or its beginning up to a colon → type. */
  types?: Readonly<Record<string, AccountType>>;
  /** Account name → code, where the name's own would be another's too. */
  codes?: Readonly<Record<string, string>>;
  /** What stands before the decimals, where a file leaves it open. */
  decimalMark?: DecimalMark;
}

export function commodityOf(options: ImportOptions, written: string): string {
  const { commodities = {} } = options;
  return Object.hasOwn(commodities, written) ? (commodities[written] ?? written) : written;
}
