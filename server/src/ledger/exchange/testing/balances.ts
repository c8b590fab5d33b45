import { exponentOf } from "../../../platform/money.ts";
import { CONVERSION, type ImportedBooks } from "../import/assemble-books.ts";
import { decimal, minorUnits } from "../import/decimal.ts";
import { previewOf } from "../import/preview.ts";

/** `account CUR` → minor units, debit positive; no zeros. */
export type Balances = Record<string, bigint>;

/** By the file's names of the accounts; the position over which imports balance is ours, and no tool knows it. */
export function importedBalances(books: ImportedBooks): Balances {
  const accounts = previewOf(books).accounts.filter(({ code }) => code !== CONVERSION.code);
  return collect(accounts.map(({ name, currency, debit, credit }) => [`${name} ${currency}`, debit - credit]));
}

/** What a tool reports (`account $` → `1,000.50 $`), its commodities replaced as for the import. */
export function reportedBalances(
  reported: Readonly<Record<string, string>>,
  commodities: Readonly<Record<string, string>>,
): Balances {
  return collect(
    Object.entries(reported).map(([key, value]) => {
      const at = key.lastIndexOf(" ");
      const commodity = key.slice(at + 1);
      const currency = commodities[commodity] ?? commodity;
      const [number = ""] = value.split(" ");
      const amount = minorUnits(decimal(plain(number)), exponentOf(currency));
      if (amount === null) throw new Error(`${key} is ${value}: more decimals than ${currency} has`);
      return [`${key.slice(0, at)} ${currency}`, amount];
    }),
  );
}

/** `1.000,50` and `1,000.50`: the last mark stands before the decimals, if both are there or it is no group. */
function plain(number: string): string {
  const isComma = /,\d{1,2}$/.test(number);
  return isComma ? number.replaceAll(".", "").replace(",", ".") : number.replaceAll(",", "");
}

function collect(pairs: readonly (readonly [string, bigint])[]): Balances {
  const sums = new Map<string, bigint>();
  for (const [key, amount] of pairs) sums.set(key, (sums.get(key) ?? 0n) + amount);
  return Object.fromEntries([...sums].filter(([, sum]) => sum !== 0n).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Styles by which hledger shows every decimal of these commodities: it rounds to those that a journal has most often. */
export function stylesOf(commodities: Readonly<Record<string, string>>): string[] {
  return Object.keys(commodities).map((commodity) => (commodity === "" ? "1.0000" : `1.0000 "${commodity}"`));
}
