/** One charge, refund, payout or top-up. */
export const MAX_AMOUNT = 10_000_000_000_000;
/** Where a merchant's books end: the last integer that every JSON reader keeps exactly. */
export const MAX_TOTAL = Number.MAX_SAFE_INTEGER;

const KNOWN = new Set(Intl.supportedValuesOf("currency"));
const WHOLE = new Set([
  "BIF",
  "CLP",
  "DJF",
  "GNF",
  "ISK",
  "JPY",
  "KMF",
  "KRW",
  "PYG",
  "RWF",
  "UGX",
  "VND",
  "VUV",
  "XAF",
  "XOF",
  "XPF",
]);
const MILLI = new Set(["BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"]);

export function isCurrency(code: string): boolean {
  return KNOWN.has(code);
}

/** Digits of the minor unit by ISO 4217. Not Intl's: it shows some currencies as they are used, not as they are counted. */
export function digitsOf(currency: string): number {
  if (WHOLE.has(currency)) return 0;
  return MILLI.has(currency) ? 3 : 2;
}

/** The amount as a decimal number in the reader's language, without the currency: 109901 KES → "1,099.01". */
export function figure(amount: number, currency: string, locale: string): string {
  const digits = digitsOf(currency);
  const format = new Intl.NumberFormat(locale, { minimumFractionDigits: digits, maximumFractionDigits: digits });
  return format.format(amount / 10 ** digits);
}

/** The provider's fee: never more than the amount. BigInt inside: the product does not fit a double. */
export function feeOf(terms: { feeBps: number; feeFixed: number }, amount: number): number {
  const share = Number((BigInt(amount) * BigInt(terms.feeBps) + 5_000n) / 10_000n);
  return Math.min(share + terms.feeFixed, amount);
}
