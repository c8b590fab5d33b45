import { dayOf } from "../import/days.ts";
import type { DecimalMark } from "../import/read-number.ts";

/** From a column, by its heading; or the same for every row. */
export type CsvSource = { column: string } | { value: string };

/** Signed in one column (debit positive, or credit positive), a column with the side beside it, or a column for each side. */
export type CsvAmount =
  | { column: string; side?: string; isCreditPositive?: boolean }
  | { debit: string; credit: string };

/** Which column means what. Columns are named by their headings. */
export interface CsvMap {
  delimiter?: string;
  date: string;
  /** Such as `DD.MM.YYYY`; `YYYY-MM-DD` unless it says another. */
  dateFormat?: string;
  description?: string;
  reference?: string;
  /** Rows with the same value here are the lines of one transaction; without it each row is a transaction. */
  transaction?: string;
  account: CsvSource;
  /** The other side of each row: needed where a row is a transaction. */
  counterAccount?: CsvSource;
  accountType?: string;
  accountName?: string;
  amount: CsvAmount;
  currency: CsvSource;
  label?: string;
  decimalMark?: DecimalMark;
  /** An apostrophe before a text is a guard against formulas, not a part of it. */
  isGuarded?: boolean;
}

/** Of the files that we write. */
export const OWN_MAP: CsvMap = {
  date: "date",
  description: "description",
  reference: "transaction_id",
  transaction: "transaction_id",
  account: { column: "account_code" },
  accountType: "account_type",
  accountName: "account_name",
  amount: { column: "amount", side: "side" },
  currency: { column: "currency" },
  label: "label",
  decimalMark: ".",
  isGuarded: true,
};

export function missingColumns(map: CsvMap, columns: ReadonlyMap<string, number>): string[] {
  const { amount } = map;
  const amounts = "debit" in amount ? [amount.debit, amount.credit] : [amount.column, amount.side];
  const sources = [map.account, map.counterAccount, map.currency].map((source) =>
    source && "column" in source ? source.column : undefined,
  );
  const texts = [
    map.date,
    map.description,
    map.reference,
    map.transaction,
    map.accountType,
    map.accountName,
    map.label,
  ];
  return [...texts, ...sources, ...amounts].filter((name) => name !== undefined && !columns.has(name)).map(String);
}

/** By a pattern of `YYYY`, `MM` and `DD`; a digit may be missing where the day or month is small. */
export function dayIn(text: string, format = "YYYY-MM-DD"): string | null {
  const pattern = format
    .replaceAll(/[^YMD]/g, String.raw`\$&`)
    .replace("YYYY", String.raw`(?<year>\d{4})`)
    .replace("MM", String.raw`(?<month>\d{1,2})`)
    .replace("DD", String.raw`(?<day>\d{1,2})`);
  const parts = new RegExp(`^${pattern}$`).exec(text.trim())?.groups;
  return parts ? dayOf(parts["year"] ?? "", parts["month"] ?? "", parts["day"] ?? "") : null;
}
