import type { LedgerTransaction } from "../lib/wire.ts";

/** What came through the API or by import; all else is taken back in the product that posted it. */
const BOOKKEEPING: ReadonlySet<string | null> = new Set([null, "import", "hold"]);

export interface EntryLeft {
  id: string;
  accountCode: string;
  accountName: string | null;
  entryType: "DEBIT" | "CREDIT";
  currency: string;
  /** What may still be taken back; minor units. */
  left: number;
}

/** The entries of which something is left to be taken back; none where this page is not the place for it. */
export function entriesLeft({ sourceKind, reverses, reversedAmounts, entries }: LedgerTransaction): EntryLeft[] {
  if (reverses !== null || !BOOKKEEPING.has(sourceKind)) return [];
  const reversed = new Map(reversedAmounts.map(({ entryId, amount }) => [entryId, amount]));
  return entries
    .map(({ id, accountCode, accountName, entryType, currency, amount }) => ({
      id,
      accountCode,
      accountName,
      entryType,
      currency,
      left: amount - (reversed.get(id) ?? 0),
    }))
    .filter(({ left }) => left > 0);
}
