import type { CommunityContext } from "../platform/context.ts";
import { refuse } from "../platform/errors.ts";
import { MAX_POSTING } from "../platform/money.ts";
import { insertPayment, type PaymentRow } from "./payment-queries.ts";
import { findProvider, type ProviderRow } from "./provider-queries.ts";
import { nextCheck } from "./schedule.ts";
import { PAYER_EMAIL } from "./seals.ts";

export interface StartPayment {
  /** What it is paid for. `subjectId`: what that is part of, such as a gift's goal. */
  purpose: { kind: string; id: string; subjectId?: string };
  providerId: string;
  /** null for a guest. */
  userId: string | null;
  email: string;
  amount: bigint;
  currency: string;
  description: string;
  /** Where the payer comes back to, under the public address; `{paymentId}` stands for the payment's id. */
  returnPath?: string;
  /** Until when somebody may still pay; default: 24 hours. */
  expiresAt?: Date;
}

const DAY_MS = 86_400_000;

/**
 * Begins a payment: writes it down as `preparing`, and a job asks the provider for a page. What comes of it is told by
 * the event `payments.payment_prepared`; `waitForCheckout` waits for it.
 */
export async function startPayment(ctx: CommunityContext, input: StartPayment): Promise<PaymentRow> {
  await requireProvider(ctx, input.providerId, input.currency);
  requireAmount(input.amount);
  const id = ctx.newId();
  const path = (input.returnPath ?? "/pay/{paymentId}").replaceAll("{paymentId}", id);
  const payment = await insertPayment(ctx, {
    community_id: ctx.communityId,
    id,
    provider_id: input.providerId,
    purpose_kind: input.purpose.kind,
    purpose_id: input.purpose.id,
    subject_id: input.purpose.subjectId ?? null,
    // Fits both alphabets of every provider: lower case, digits, hyphens.
    reference: `pay-${id}`,
    user_id: input.userId,
    payer_email: ctx.keys.seal(input.email, PAYER_EMAIL),
    amount: input.amount,
    currency: input.currency,
    status: "preparing",
    disputed_amount: 0n,
    description: input.description.slice(0, 200),
    return_url: `${ctx.publicUrl}${path}`,
    expires_at: input.expiresAt ?? new Date(ctx.now.getTime() + DAY_MS),
    // Should the job be lost, the reconciler takes it up.
    next_check_at: nextCheck(ctx.now, 0),
    created_at: ctx.now,
    updated_at: ctx.now,
  });
  ctx.enqueue({ name: "payments.start_payment", payload: { communityId: ctx.communityId, paymentId: id } });
  return payment;
}

/** The provider, if it is switched on and takes the currency. */
export async function requireProvider(
  ctx: CommunityContext,
  providerId: string,
  currency: string,
): Promise<ProviderRow> {
  const provider = await findProvider(ctx, providerId);
  if (provider?.status !== "active") throw refuse("provider_not_available", { status: 409, pointer: "#/providerId" });
  if (!provider.currencies.includes(currency)) {
    throw refuse("currency_not_supported", { params: { currency }, pointer: "#/amount/currency" });
  }
  return provider;
}

export function requireAmount(amount: bigint): void {
  if (amount <= 0n || amount > MAX_POSTING) throw refuse("amount_out_of_range", { pointer: "#/amount/amount" });
}
