import type { Behaviour } from "../behaviours.ts";
import { instant, instantOrNull } from "../ids.ts";

export type PayoutStatus = "pending" | "success" | "failed" | "reversed";
export const PAYOUT_STATUSES: readonly PayoutStatus[] = ["pending", "success", "failed", "reversed"];

export interface Destination {
  name: string;
  accountNumber: string;
  bankCode: string;
}

export interface Payout {
  id: string;
  merchantId: string;
  reference: string;
  status: PayoutStatus;
  behaviour: Behaviour;
  amount: number;
  currency: string;
  destination: Destination;
  reason: string;
  failureReason: string | null;
  createdAt: number;
  settledAt: number | null;
  reversedAt: number | null;
}

const MOVES: Readonly<Record<PayoutStatus, readonly PayoutStatus[]>> = {
  pending: ["success", "failed"],
  success: ["reversed"],
  failed: [],
  reversed: [],
};

export function payoutMayBecome(from: PayoutStatus, to: PayoutStatus): boolean {
  return MOVES[from].includes(to);
}

export function payoutView(payout: Payout): Record<string, unknown> {
  return {
    id: payout.id,
    reference: payout.reference,
    domain: "test",
    status: payout.status,
    amount: payout.amount,
    currency: payout.currency,
    destination: payout.destination,
    reason: payout.reason,
    failureReason: payout.failureReason,
    createdAt: instant(payout.createdAt),
    settledAt: instantOrNull(payout.settledAt),
    reversedAt: instantOrNull(payout.reversedAt),
  };
}
