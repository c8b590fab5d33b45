import { exchange } from "./exchange.ts";
import type { Fraction } from "./fraction.ts";

/** What a community has more of a currency than it owes (less than nothing: the other way round), in minor units. */
export interface Position {
  currency: string;
  amount: bigint;
}

export interface RevaluedPosition extends Position {
  rate: Fraction;
  /** In the currency of the report, rounded once, to the nearest and of halves to the even. */
  value: bigint;
  /** What rounding has added to it, in minor units. */
  rounding: Fraction;
}

const ONE: Fraction = { numerator: 1n, denominator: 1n };

/**
 * What the positions are worth at these rates, in the order given; currencies without a rate are named. The sum is the gain (or loss)
 * since they were last booked out: an exchange leaves positions that are worth nothing together at its own rate.
 */
export function revalue(
  positions: readonly Position[],
  to: { currency: string; exponent: number },
  rates: ReadonlyMap<string, Fraction>,
  exponentOf: (currency: string) => number,
): { lines: RevaluedPosition[]; gain: bigint; missing: string[] } {
  const lines: RevaluedPosition[] = [];
  const missing: string[] = [];
  for (const { currency, amount } of positions) {
    const rate = currency === to.currency ? ONE : rates.get(currency);
    if (!rate) {
      missing.push(currency);
      continue;
    }
    const { amount: value, rounding } = exchange(amount, rate, { from: exponentOf(currency), to: to.exponent });
    lines.push({ currency, amount, rate, value, rounding });
  }
  return { lines, gain: lines.reduce((sum, { value }) => sum + value, 0n), missing };
}
