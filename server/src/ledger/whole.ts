import type { Side } from "./posting.ts";

interface Weighed {
  side: Side;
  amount: bigint;
  currency: string;
}

/** The currencies in which debits and credits differ, with debits − credits. Empty: balanced. */
export function imbalances(lines: readonly Weighed[]): Map<string, bigint> {
  const sums = new Map<string, bigint>();
  for (const { side, amount, currency } of lines) {
    sums.set(currency, (sums.get(currency) ?? 0n) + (side === "debit" ? amount : -amount));
  }
  for (const [currency, sum] of sums) if (sum === 0n) sums.delete(currency);
  return sums;
}
