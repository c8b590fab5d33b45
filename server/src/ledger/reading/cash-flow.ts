import { splitByWeights } from "../../platform/money.ts";

/** So much went from the credited to the debited. */
export interface Flow {
  from: string;
  to: string;
  amount: bigint;
}

export interface FlowLine {
  account: string;
  isDebit: boolean;
  amount: bigint;
  /** Flows from it or to it are asked for. */
  isAsked: boolean;
}

/**
 * Which credit paid for which debit of a balanced transaction in one currency. Where several stand on both sides nobody said so, and
 * each credit is divided in proportion to what the debits still lack: in exact units, so that every credit is used up and every debit
 * is filled. Answered are the flows that touch a line that is asked for.
 */
export function attribute(lines: readonly FlowLine[]): Flow[] {
  const debits = lines.filter(({ isDebit }) => isDebit);
  const lacking = debits.map(({ amount }) => amount);
  return lines
    .filter(({ isDebit }) => !isDebit)
    .flatMap((credit) => {
      const parts = splitByWeights(credit.amount, lacking);
      return debits.flatMap((debit, index) => {
        const amount = parts[index] ?? 0n;
        lacking[index] = (lacking[index] ?? 0n) - amount;
        return amount > 0n && (credit.isAsked || debit.isAsked)
          ? [{ from: credit.account, to: debit.account, amount }]
          : [];
      });
    });
}

/** The flows between the same two as one, without what stays where it is. */
export function sumFlows(flows: Iterable<Flow>): Flow[] {
  const sums = new Map<string, Flow>();
  for (const { from, to, amount } of flows) {
    if (from === to) continue;
    const key = `${from} ${to}`;
    sums.set(key, { from, to, amount: (sums.get(key)?.amount ?? 0n) + amount });
  }
  return [...sums.values()];
}

/** The largest `most` flows, and all others as one figure. */
export function largest(
  flows: readonly Flow[],
  most: number,
): { links: Flow[]; others: { links: number; amount: bigint } } {
  const sorted = flows.toSorted((a, b) => (a.amount === b.amount ? byName(a, b) : a.amount > b.amount ? -1 : 1));
  const rest = sorted.slice(most);
  return {
    links: sorted.slice(0, most),
    others: { links: rest.length, amount: rest.reduce((sum, { amount }) => sum + amount, 0n) },
  };
}

function byName(a: Flow, b: Flow): number {
  return `${a.from} ${a.to}` < `${b.from} ${b.to}` ? -1 : 1;
}
