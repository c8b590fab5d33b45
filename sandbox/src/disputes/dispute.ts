import { instant, instantOrNull } from "../ids.ts";

export type DisputeStatus = "open" | "won" | "lost";
export const DISPUTE_STATUSES: readonly DisputeStatus[] = ["open", "won", "lost"];

export interface Dispute {
  id: string;
  merchantId: string;
  chargeId: string;
  charge: string;
  domain: string;
  status: DisputeStatus;
  amount: number;
  currency: string;
  reason: string;
  createdAt: number;
  resolvedAt: number | null;
}

export function disputeMayBecome(from: DisputeStatus, to: DisputeStatus): boolean {
  return from === "open" && to !== "open";
}

export function disputeView(dispute: Dispute): Record<string, unknown> {
  return {
    id: dispute.id,
    charge: dispute.charge,
    domain: dispute.domain,
    status: dispute.status,
    amount: dispute.amount,
    currency: dispute.currency,
    reason: dispute.reason,
    createdAt: instant(dispute.createdAt),
    resolvedAt: instantOrNull(dispute.resolvedAt),
  };
}
