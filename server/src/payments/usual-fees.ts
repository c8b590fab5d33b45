/** A provider's price in one currency, as it is stored: minor units. */
export interface Price {
  bps: number;
  fixed: number;
  /** The fixed part is waived below this; null: it is taken of every payment. */
  fixedFrom: number | null;
  cap: number | null;
}

const share = (bps: number, fixed = 0): Price => ({ bps, fixed, fixedFrom: null, cap: null });

/**
 * Paystack's list prices, without tax, for a payment by a card of the currency's own country: the dearest of the usual
 * ways to pay, because an estimate is better a little too high. The fixed part in naira is waived below 2,500.
 */
const PAYSTACK: Readonly<Record<string, Price>> = {
  NGN: { bps: 150, fixed: 10_000, fixedFrom: 250_000, cap: 200_000 },
  GHS: share(195),
  KES: share(290),
  ZAR: share(290, 100),
  XOF: share(320),
  USD: share(390),
};

const DEAREST = share(390);

export function paystackPrice(currency: string): Price {
  return PAYSTACK[currency] ?? DEAREST;
}

/** What the sandbox takes where its merchant was made without a price. */
export function sandboxPrice(): Price {
  return share(150);
}
