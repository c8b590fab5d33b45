export interface TypedLine {
  entryType: "DEBIT" | "CREDIT";
  /** Minor units; null while nothing is written. */
  amount: number | null;
  currency: string;
}

export interface Balance {
  currency: string;
  debit: bigint;
  credit: bigint;
}

/** Both sides of what is typed, for each currency, in the order in which they come. */
export function balancesOf(lines: readonly TypedLine[]): Balance[] {
  const totals = new Map<string, Balance>();
  for (const { entryType, amount, currency } of lines) {
    const total = totals.get(currency) ?? { currency, debit: 0n, credit: 0n };
    if (entryType === "DEBIT") total.debit += BigInt(amount ?? 0);
    else total.credit += BigInt(amount ?? 0);
    totals.set(currency, total);
  }
  return [...totals.values()];
}

/** Whether it may be posted: an amount on each line, and both sides the same in each currency. */
export function isEven(lines: readonly TypedLine[]): boolean {
  const isWritten = lines.every(({ amount }) => amount !== null && amount > 0);
  return isWritten && balancesOf(lines).every(({ debit, credit }) => debit === credit);
}
