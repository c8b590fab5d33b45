import { type Decimal, isZero, plus, ZERO } from "./decimal.ts";
import type { ParsedAmount } from "./parsed-books.ts";

/** What stands on each account, by commodity, while a file is read in the order of its days: for the balances that it claims. */
export type RunningBalances = Map<string, Map<string, Decimal>>;

export function addTo(running: RunningBalances, account: string, { quantity, commodity }: ParsedAmount): void {
  const balances = running.get(account) ?? new Map<string, Decimal>();
  balances.set(commodity, plus(balances.get(commodity) ?? ZERO, quantity));
  running.set(account, balances);
}

/** With `isDeep`, the accounts below it counted in. */
export function standing(running: RunningBalances, account: string, commodity: string, isDeep: boolean): Decimal {
  let sum = running.get(account)?.get(commodity) ?? ZERO;
  if (!isDeep) return sum;
  for (const [name, balances] of running)
    if (name.startsWith(`${account}:`)) sum = plus(sum, balances.get(commodity) ?? ZERO);
  return sum;
}

/** The commodities that stand there beside the one named. */
export function otherCommodities(
  running: RunningBalances,
  account: string,
  commodity: string,
  isDeep: boolean,
): string[] {
  const found = new Set<string>();
  for (const [name, balances] of running) {
    if (name !== account && !(isDeep && name.startsWith(`${account}:`))) continue;
    for (const [other, sum] of balances) if (other !== commodity && !isZero(sum)) found.add(other);
  }
  return [...found];
}
