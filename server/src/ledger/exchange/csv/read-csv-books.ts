import { isAccountType } from "../books.ts";
import { type Decimal, isZero, negated } from "../import/decimal.ts";
import { type Finding, type FindingCode, finding } from "../import/findings.ts";
import {
  commodityOf,
  type ImportOptions,
  type ParsedAccount,
  type ParsedBooks,
  type ParsedPosting,
  type ParsedTransaction,
} from "../import/parsed-books.ts";
import { readNumber } from "../import/read-number.ts";
import { type CsvMap, type CsvSource, dayIn, missingColumns, OWN_MAP } from "./csv-map.ts";
import { type CsvRow, readCsv, unguarded } from "./csv-text.ts";

const MOST_NUMBER = 60;

interface Reader {
  map: CsvMap;
  options: ImportOptions;
  /** Number of each column, by its heading. */
  columns: ReadonlyMap<string, number>;
}

/** Rows under headings, understood by a map of the columns; without one, a file that we wrote ourselves. */
export function readCsvBooks(text: string, options: ImportOptions, map: CsvMap = OWN_MAP): ParsedBooks {
  const rows = readCsv(text, map.delimiter ?? ",");
  const nothing = (problem: Finding): ParsedBooks => ({ accounts: new Map(), transactions: [], findings: [problem] });
  if (!rows) return nothing(finding("quote_not_closed", 1));
  const [heading, ...body] = rows;
  const columns = new Map(heading?.cells.map((name, index) => [name.trim(), index]));
  const missing = missingColumns(map, columns);
  if (missing.length > 0) return nothing(finding("column_missing", 1, { columns: missing.join(", ") }));
  const reader = { map, options, columns };
  const findings: Finding[] = [];
  const groups = new Map<string, ParsedTransaction>();
  for (const row of body) {
    const read = readRow(row, reader);
    if ("code" in read) {
      findings.push(read);
      continue;
    }
    const key = map.transaction === undefined ? `line ${row.line}` : cellOf(row, reader, map.transaction);
    const known = groups.get(key);
    if (known && known.date !== read.date) findings.push(finding("rows_disagree", row.line, { transaction: key }));
    groups.set(key, known ? { ...known, postings: [...known.postings, ...read.postings] } : read);
  }
  return { accounts: accountsIn(body, reader), transactions: [...groups.values()], findings };
}

function readRow(row: CsvRow, reader: Reader): ParsedTransaction | Finding {
  const { map } = reader;
  const { line } = row;
  const date = dayIn(cellOf(row, reader, map.date), map.dateFormat);
  if (!date) return finding("date_invalid", line, { text: cellOf(row, reader, map.date).slice(0, 40) });
  const quantity = quantityOf(row, reader);
  if (typeof quantity === "string")
    return finding(quantity, line, { text: amountCells(row, reader).join(" ").trim().slice(0, 40) });
  const amount = { quantity, commodity: commodityOf(reader.options, sourceOf(row, reader, map.currency)) };
  const label = map.label ? cellOf(row, reader, map.label) || null : null;
  const posting = { line, cost: null, assertion: null, kind: "real", label } as const;
  const postings: ParsedPosting[] = [{ ...posting, account: sourceOf(row, reader, map.account), amount }];
  if (map.counterAccount) {
    const other = { ...amount, quantity: negated(quantity) };
    postings.push({ ...posting, account: sourceOf(row, reader, map.counterAccount), amount: other });
  }
  const reference = map.reference ? cellOf(row, reader, map.reference) : "";
  const description = map.description ? cellOf(row, reader, map.description) : "";
  return { line, date, description, metadata: reference ? { code: reference } : {}, postings };
}

/** Debit positive, whichever of the three ways the file has. */
function quantityOf(row: CsvRow, reader: Reader): Decimal | FindingCode {
  const { amount } = reader.map;
  if ("debit" in amount) {
    const debit = numberIn(cellOf(row, reader, amount.debit), reader);
    const credit = numberIn(cellOf(row, reader, amount.credit), reader);
    if (typeof debit === "string" || typeof credit === "string")
      return typeof debit === "string" ? debit : "amount_not_understood";
    if (!isZero(debit) && !isZero(credit)) return "amount_not_understood";
    return isZero(credit) ? debit : negated(credit);
  }
  const number = numberIn(cellOf(row, reader, amount.column), reader);
  if (typeof number === "string") return number;
  if (amount.side === undefined) return amount.isCreditPositive ? negated(number) : number;
  const side = cellOf(row, reader, amount.side).toLowerCase();
  if (side !== "debit" && side !== "credit") return "amount_not_understood";
  return side === "debit" ? number : negated(number);
}

function amountCells(row: CsvRow, reader: Reader): string[] {
  const { amount } = reader.map;
  const columns = "debit" in amount ? [amount.debit, amount.credit] : [amount.column, amount.side ?? amount.column];
  return [...new Set(columns)].map((column) => cellOf(row, reader, column));
}

/** An empty cell is zero: of two columns one is. A sign, and brackets as accountants write what is below zero. */
function numberIn(cell: string, { map, options }: Reader): Decimal | FindingCode {
  const text = cell.trim();
  if (text.length > MOST_NUMBER) return "amount_not_understood";
  if (text === "") return { digits: 0n, scale: 0 };
  const parts = /^(?<sign>[-+−(]?)\s*(?<number>[\d.,\s]+?)\s*\)?$/u.exec(
    text.replaceAll(/[\u00a0\u202f]/gu, " "),
  )?.groups;
  const number = readNumber(parts?.["number"] ?? "", map.decimalMark ?? options.decimalMark ?? null);
  if (number === null) return "amount_not_understood";
  if (number === "ambiguous") return "number_ambiguous";
  return parts?.["sign"] && parts["sign"] !== "+" ? negated(number) : number;
}

function sourceOf(row: CsvRow, reader: Reader, source: CsvSource): string {
  return "value" in source ? source.value : cellOf(row, reader, source.column);
}

function cellOf(row: CsvRow, { map, columns }: Reader, column: string): string {
  const cell = row.cells[columns.get(column) ?? -1] ?? "";
  return map.isGuarded ? unguarded(cell) : cell.trim();
}

/** Where the file has a column for the type, the account's column holds its code. */
function accountsIn(rows: readonly CsvRow[], reader: Reader): Map<string, ParsedAccount> {
  const { accountType, accountName, account } = reader.map;
  const accounts = new Map<string, ParsedAccount>();
  if (accountType === undefined) return accounts;
  for (const row of rows) {
    const code = sourceOf(row, reader, account);
    const type = cellOf(row, reader, accountType);
    const name = accountName === undefined ? "" : cellOf(row, reader, accountName);
    if (isAccountType(type)) accounts.set(code, { line: row.line, code, type, ...(name ? { name } : {}) });
  }
  return accounts;
}
