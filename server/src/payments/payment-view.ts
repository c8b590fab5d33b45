import type { CommunityContext } from "../platform/context.ts";
import type { Services } from "../platform/services.ts";
import { systemEntry } from "./job-ids.ts";
import { PAYMENT_PREPARED } from "./payment-events.ts";
import { findPayment, type PaymentRow, paymentsOfPurposes } from "./payment-queries.ts";
import { PAYMENT, type PaymentStatus, stateIn } from "./states.ts";

/** A payment as the product that owns its purpose sees it. */
export interface PaymentView {
  paymentId: string;
  providerId: string;
  purposeKind: string;
  purposeId: string;
  subjectId: string | null;
  amount: bigint;
  currency: string;
  status: PaymentStatus;
  checkoutUrl: string | null;
  failureReason: string | null;
  paidAt: Date | null;
  expiresAt: Date;
}

export async function paymentOf(ctx: CommunityContext, paymentId: string): Promise<PaymentView | null> {
  const row = await findPayment(ctx, paymentId);
  return row ? viewOf(row) : null;
}

/** All payments that were begun for these purposes, oldest first. */
export async function paymentsFor(
  ctx: CommunityContext,
  purposeKind: string,
  purposeIds: readonly string[],
): Promise<PaymentView[]> {
  return (await paymentsOfPurposes(ctx, purposeKind, purposeIds)).map(viewOf);
}

/**
 * For the edge, after the commit: waits until the payment has left `preparing`, `ms` at most, and answers with what it is
 * then. Listens before it looks, so that nothing happens unseen in between.
 */
export async function waitForCheckout(
  services: Services,
  ids: { communityId: string; paymentId: string },
  ms = 10_000,
): Promise<PaymentView | null> {
  const look = () =>
    services.inCommunity(systemEntry(ids.communityId, "payments.wait"), (ctx) => paymentOf(ctx, ids.paymentId));
  const prepared = services.waitForEvent(PAYMENT_PREPARED, (payload) => payload["paymentId"] === ids.paymentId, ms);
  const now = await look();
  if (now?.status !== "preparing") return now;
  await prepared;
  return look();
}

function viewOf(row: PaymentRow): PaymentView {
  return {
    paymentId: row.id,
    providerId: row.provider_id,
    purposeKind: row.purpose_kind,
    purposeId: row.purpose_id,
    subjectId: row.subject_id,
    amount: row.amount,
    currency: row.currency,
    status: stateIn(PAYMENT, row.status),
    checkoutUrl: row.checkout_url,
    failureReason: row.failure_reason,
    paidAt: row.paid_at,
    expiresAt: row.expires_at,
  };
}
