import type { Behaviour } from "../behaviours.ts";
import { instant, instantOrNull } from "../ids.ts";

export type RefundStatus = "pending" | "processed" | "failed";
export const REFUND_STATUSES: readonly RefundStatus[] = ["pending", "processed", "failed"];

export interface Refund {
  id: string;
  merchantId: string;
  chargeId: string;
  /** The charge's reference: how the merchant knows it. */
  charge: string;
  domain: string;
  reference: string;
  status: RefundStatus;
  behaviour: Behaviour;
  amount: number;
  currency: string;
  failureReason: string | null;
  createdAt: number;
  settledAt: number | null;
}

export function refundMayBecome(from: RefundStatus, to: RefundStatus): boolean {
  return from === "pending" && to !== "pending";
}

export function refundView(refund: Refund): Record<string, unknown> {
  return {
    id: refund.id,
    reference: refund.reference,
    charge: refund.charge,
    domain: refund.domain,
    status: refund.status,
    amount: refund.amount,
    currency: refund.currency,
    failureReason: refund.failureReason,
    createdAt: instant(refund.createdAt),
    settledAt: instantOrNull(refund.settledAt),
  };
}
