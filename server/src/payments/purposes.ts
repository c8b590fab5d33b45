import type { PaymentPurpose, PayoutPurpose } from "./purpose.ts";

/** The products' purposes, put together in `app/`. */
export interface Purposes {
  payment(kind: string): PaymentPurpose;
  payout(kind: string): PayoutPurpose;
}

export interface PurposeList {
  payments: readonly PaymentPurpose[];
  payouts: readonly PayoutPurpose[];
}

export function createPurposes(list: PurposeList): Purposes {
  return { payment: lookUpIn("payment", list.payments), payout: lookUpIn("payout", list.payouts) };
}

function lookUpIn<T extends { kind: string }>(what: string, purposes: readonly T[]): (kind: string) => T {
  const byKind = new Map(purposes.map((purpose) => [purpose.kind, purpose]));
  if (byKind.size !== purposes.length) throw new Error(`two ${what} purposes share a kind`);
  return (kind) => {
    const purpose = byKind.get(kind);
    // A row that outlived its product: money must not be dropped in silence, so the unit of work fails and is seen.
    if (!purpose) throw new Error(`no product owns the ${what} purpose ${kind}`);
    return purpose;
  };
}
