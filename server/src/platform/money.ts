/** An amount in the currency's minor unit (ISO 4217): integers only, bigint in code. */
export interface Money {
  readonly amount: bigint;
  readonly currency: Currency;
}

/** ISO 4217 code. */
export type Currency = string;

/**
 * The currencies of ISO 4217, list one of 1 January 2026, by the digits of their minor units: all that have any, funds among them
 * (metals, drawing rights and test codes have none). Ours, not Intl's: Intl shows IDR without decimals, the books keep two.
 */
const BY_EXPONENT: readonly (readonly [exponent: number, codes: string])[] = [
  [0, "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF"],
  [
    2,
    "AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BMD BND BOB BOV BRL BSD BTN BWP BYN BZD CAD CDF CHE CHF CHW CNY COP COU CRC CUP " +
      "CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF IDR ILS INR IRR JMD KES KGS KHR KPW KYD " +
      "KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MXV MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR " +
      "PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD USN UYU " +
      "UZS VED VES WST XAD XCD XCG YER ZAR ZMW ZWG",
  ],
  [3, "BHD IQD JOD KWD LYD OMR TND"],
  [4, "CLF UYW"],
];

const EXPONENTS: ReadonlyMap<string, number> = new Map(
  BY_EXPONENT.flatMap(([exponent, codes]) => codes.split(" ").map((code) => [code, exponent] as const)),
);

/** A posting is at most 10^13 minor units. */
export const MAX_POSTING = 10_000_000_000_000n;

export function isCurrency(code: string): boolean {
  return EXPONENTS.has(code);
}

export function currencies(): readonly string[] {
  return [...EXPONENTS.keys()].sort();
}

/** Digits of the minor unit, such as 2 for KES. */
export function exponentOf(currency: Currency): number {
  const exponent = EXPONENTS.get(currency);
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
