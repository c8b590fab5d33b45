import type { LedgerAccount } from "../lib/wire.ts";

export interface EntryValues {
  entryType: "DEBIT" | "CREDIT";
  account: string;
  amount: number | null;
  currency: string;
}

export interface PostValues {
  description: string;
  effectiveDate: string;
  reference: string;
  kind: string;
  entries: EntryValues[];
}

export function emptyPost(currency: string, day: string): PostValues {
  const line = { account: "", amount: null, currency };
  return {
    description: "",
    effectiveDate: day,
    reference: "",
    kind: "",
    entries: [
      { ...line, entryType: "DEBIT" },
      { ...line, entryType: "CREDIT" },
    ],
  };
}

/** What is sent: only what was written. */
export function postBody({ description, effectiveDate, reference, kind, entries }: PostValues) {
  const written = Object.entries({ description, effectiveDate, reference, kind })
    .map(([name, value]) => [name, value.trim()] as const)
    .filter(([, value]) => value !== "");
  return {
    ...Object.fromEntries(written),
    entries: entries.map(({ entryType, account, amount, currency }) => ({
      entryType,
      account: account.trim(),
      amount: amount ?? 0,
      currency,
    })),
  };
}

/** The account that a line names. */
export function accountOf(accounts: readonly LedgerAccount[], line: EntryValues): LedgerAccount | undefined {
  const code = line.account.trim();
  return accounts.find((account) => account.code === code && account.currency === line.currency);
}

/** The one currency in which accounts of this code are kept; none where there are several, or no such account. */
export function currencyOfCode(accounts: readonly LedgerAccount[], code: string): string | null {
  const own = accounts.filter((account) => account.code === code);
  return own.length === 1 ? (own[0]?.currency ?? null) : null;
}

/** What a product opened is moved by its rules alone. */
export function mayBePosted({ byProduct, closedAt }: LedgerAccount): boolean {
  return !byProduct && closedAt === null;
}
