import { exponentOf, isCurrency } from "../platform/money.ts";

/** What Paystack settles in. */
export const PAYSTACK_CURRENCIES = ["NGN", "GHS", "ZAR", "KES", "USD", "XOF"] as const;

/** Paystack counts hundredths of every currency, also of XOF, which has no minor unit in ISO 4217. */
const PAYSTACK_EXPONENT = 2;

export function toPaystack(amount: bigint, currency: string): bigint {
  return amount * scaleOf(currency);
}

/** Null for an amount that is no whole number of our minor units. */
export function fromPaystack(amount: bigint | null, currency: string): bigint | null {
  if (amount === null) return null;
  const scale = scaleOf(currency);
  return amount % scale === 0n ? amount / scale : null;
}

function scaleOf(currency: string): bigint {
  const exponent = isCurrency(currency) ? exponentOf(currency) : PAYSTACK_EXPONENT;
  return 10n ** BigInt(Math.max(0, PAYSTACK_EXPONENT - exponent));
}
