import { type Fraction, reduced, roundHalfEven } from "./fraction.ts";

export interface Exchanged {
  /** Minor units of the other currency. */
  amount: bigint;
  /** What rounding has added to the exact amount (less than nothing: taken away), in minor units: at most one half. */
  rounding: Fraction;
}

/**
 * What an amount in minor units is in another currency. `rate`: whole units of it for one whole unit of the first, as rates are
 * quoted; the exponents say how many minor units a whole one has. Rounded once, at the end.
 */
export function exchange(amount: bigint, rate: Fraction, exponents: { from: number; to: number }): Exchanged {
  const exact = {
    numerator: amount * rate.numerator * 10n ** BigInt(exponents.to),
    denominator: rate.denominator * 10n ** BigInt(exponents.from),
  };
  const rounded = roundHalfEven(exact);
  const { denominator } = exact;
  return { amount: rounded, rounding: reduced({ numerator: rounded * denominator - exact.numerator, denominator }) };
}
