import type { Store } from "../store/store.ts";
import { balanceOf, countOf, currenciesMoved, totalOf } from "./books.ts";

/** The provider's own books of a merchant, for a comparison with somebody else's. */
export function booksOf(store: Store, merchantId: string): Record<string, unknown> {
  return {
    id: merchantId,
    currencies: currenciesMoved(store, merchantId).map((one) => booksIn(store, merchantId, one)),
  };
}

function booksIn(store: Store, merchantId: string, currency: string): Record<string, unknown> {
  const { balance, reserved, available } = balanceOf(store, merchantId, currency);
  return {
    currency,
    charged: totalOf(store, merchantId, currency, "charge"),
    fees: totalOf(store, merchantId, currency, "fee"),
    refunded: totalOf(store, merchantId, currency, "refund"),
    paidOut: totalOf(store, merchantId, currency, "payout"),
    payoutsReversed: totalOf(store, merchantId, currency, "payout_reversed"),
    disputesLost: totalOf(store, merchantId, currency, "dispute_lost"),
    toppedUp: totalOf(store, merchantId, currency, "top_up"),
    balance,
    reserved,
    available,
    counts: {
      charges: countOf(store, merchantId, currency, "charge"),
      refunds: countOf(store, merchantId, currency, "refund"),
      payouts: countOf(store, merchantId, currency, "payout"),
    },
  };
}
