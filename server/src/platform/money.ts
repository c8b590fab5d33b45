/** An amount in the currency's minor unit (ISO 4217): integers only, bigint in code. */
export interface Money {
  readonly amount: bigint;
  readonly currency: Currency;
}

/** ISO 4217 code. */
export type Currency = string;

/** Digits after the point. Ours, not Intl's: Intl shows IDR without decimals, the books keep two. */
const EXPONENTS: Readonly<Record<string, number>> = {
  AED: 2,
  AUD: 2,
  BWP: 2,
  BRL: 2,
  CAD: 2,
  CDF: 2,
  CHF: 2,
  CNY: 2,
  EGP: 2,
  ETB: 2,
  EUR: 2,
  GBP: 2,
  GHS: 2,
  IDR: 2,
  ILS: 2,
  INR: 2,
  JPY: 0,
  KES: 2,
  KRW: 0,
  MAD: 2,
  MWK: 2,
  MYR: 2,
  MZN: 2,
  NAD: 2,
  NGN: 2,
  NZD: 2,
  PHP: 2,
  RWF: 0,
  SGD: 2,
  THB: 2,
  TND: 3,
  TZS: 2,
  UGX: 0,
  USD: 2,
  XAF: 0,
  XOF: 0,
  ZAR: 2,
  ZMW: 2,
  BHD: 3,
  JOD: 3,
  KWD: 3,
  OMR: 3,
  VND: 0,
  CLP: 0,
  MXN: 2,
  SEK: 2,
  NOK: 2,
  DKK: 2,
  PLN: 2,
  CZK: 2,
  HUF: 2,
  TRY: 2,
  SAR: 2,
  QAR: 2,
  HKD: 2,
  TWD: 2,
};

/** A posting is at most 10^13 minor units. */
export const MAX_POSTING = 10_000_000_000_000n;

export function isCurrency(code: string): boolean {
  return Object.hasOwn(EXPONENTS, code);
}

export function currencies(): readonly string[] {
  return Object.keys(EXPONENTS).sort();
}

/** Digits of the minor unit, such as 2 for KES. */
export function exponentOf(currency: Currency): number {
  const exponent = EXPONENTS[currency];
  if (exponent === undefined) throw new RangeError(`unknown currency ${currency}`);
  return exponent;
}

/** `base × bps / 10 000`, rounded half up. Both are non-negative. */
export function basisPoints(base: bigint, bps: bigint): bigint {
  return (base * bps + 5_000n) / 10_000n;
}

/**
 * Splits `total` in proportion to `weights`, exactly: the shares sum to the total (largest remainder method; ties go to
 * the earlier one). No share differs from its exact value by one unit or more. All weights zero: everybody gets 0 only
 * if the total is 0, else the weights are taken as equal.
 */
export function splitByWeights(total: bigint, weights: readonly bigint[]): bigint[] {
  if (total < 0n || weights.some((weight) => weight < 0n)) throw new RangeError("a split needs non-negative numbers");
  if (weights.length === 0) {
    if (total === 0n) return [];
    throw new RangeError("nobody to split between");
  }
  const sum = weights.reduce((a, b) => a + b, 0n);
  if (sum === 0n)
    return splitByWeights(
      total,
      weights.map(() => 1n),
    );
  const shares = weights.map((weight) => (total * weight) / sum);
  const left = total - shares.reduce((a, b) => a + b, 0n);
  const byRemainder = weights
    .map((weight, index) => ({ index, remainder: (total * weight) % sum }))
    .sort((a, b) => (a.remainder === b.remainder ? a.index - b.index : a.remainder > b.remainder ? -1 : 1));
  for (const { index } of byRemainder.slice(0, Number(left))) shares[index] = (shares[index] ?? 0n) + 1n;
  return shares;
}

/** The smaller of two amounts; `Math.min` knows no bigint. */
export function least(a: bigint, b: bigint): bigint {
  return a < b ? a : b;
}
