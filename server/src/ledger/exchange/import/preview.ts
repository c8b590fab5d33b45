import type { ImportedAccount } from "./account-codes.ts";
import type { ImportedBooks } from "./assemble-books.ts";
import { type Finding, finding, isProblem } from "./findings.ts";

/** An account in a currency, with all that a file brings to it. */
export interface AccountTotals extends ImportedAccount {
  currency: string;
  debit: bigint;
  credit: bigint;
}

export interface Preview {
  transactions: number;
  firstDate: string | null;
  lastDate: string | null;
  accounts: readonly AccountTotals[];
  /** Any of these keeps the file out of the books. */
  problems: readonly Finding[];
  notes: readonly Finding[];
}

/** More than this no account can hold, and no client can count exactly. */
const MOST = BigInt(Number.MAX_SAFE_INTEGER);

export function previewOf({ transactions, findings }: ImportedBooks): Preview {
  const dates = transactions.map((transaction) => transaction.date).sort();
  const totals = totalsOf(transactions);
  const large = totals.filter(({ debit, credit }) => debit > MOST || credit > MOST);
  const tooLarge = large.map(({ name, currency, line }) =>
    finding("total_too_large", line, { account: name, currency }),
  );
  return {
    transactions: transactions.length,
    firstDate: dates.at(0) ?? null,
    lastDate: dates.at(-1) ?? null,
    accounts: totals.filter((each) => !large.includes(each)),
    problems: [...findings.filter(isProblem), ...tooLarge],
    notes: findings.filter((each) => !isProblem(each)),
  };
}

function totalsOf(transactions: ImportedBooks["transactions"]): AccountTotals[] {
  const totals = new Map<string, AccountTotals>();
  for (const { account, currency, side, amount } of transactions.flatMap((transaction) => transaction.lines)) {
    const key = `${account.code} ${currency}`;
    const known = totals.get(key) ?? { ...account, currency, debit: 0n, credit: 0n };
    totals.set(key, { ...known, [side]: known[side] + amount });
  }
  return [...totals.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, each]) => each);
}
