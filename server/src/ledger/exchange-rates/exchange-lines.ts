import { type AccountRef, OTHER_SIDE, type Side } from "../posting.ts";

/** A currency's position: what the community has more of it than it owes (credit), or the other way round. */
export function position(currency: string): AccountRef {
  return { code: `position/${currency.toLowerCase()}`, type: "POSITION", currency, byHand: true };
}

/** Where an agreed amount differs from what the rate makes: a gain (credit) or a loss. */
export function roundingDifference(currency: string): AccountRef {
  return { code: "exchange/rounding", type: "REVENUE", currency, byHand: true };
}

/** What one of the accounts is given or loses; the account as itself, or as it is opened when first needed. */
export interface ExchangeLine {
  account: { id: string; currency: string } | AccountRef;
  side: Side;
  amount: bigint;
  label: string;
}

export interface ExchangeParts {
  from: { id: string; currency: string; normalSide: Side; amount: bigint };
  /** `amount`: what it is given. */
  to: { id: string; currency: string; amount: bigint };
  /** What the rate makes of `from.amount`. */
  atRate: bigint;
}

/**
 * An exchange as an accountant books it: each currency balances by itself over its position. `from` becomes less, and `to` stands on
 * the other side: of two wallets, or of two bank accounts, the second becomes more. A fifth line is there only where an agreed
 * amount differs from the rate's.
 */
export function exchangeLines({ from, to, atRate }: ExchangeParts): ExchangeLine[] {
  const leaves = OTHER_SIDE[from.normalSide];
  const comes = OTHER_SIDE[leaves];
  const difference = to.amount - atRate;
  const rounding = {
    account: roundingDifference(to.currency),
    side: difference > 0n ? leaves : comes,
    amount: difference > 0n ? difference : -difference,
    label: "rounding",
  };
  return [
    { account: from, side: leaves, amount: from.amount, label: "exchange" },
    { account: position(from.currency), side: comes, amount: from.amount, label: "position" },
    { account: position(to.currency), side: leaves, amount: atRate, label: "position" },
    { account: to, side: comes, amount: to.amount, label: "exchange" },
    ...(difference === 0n ? [] : [rounding]),
  ];
}
