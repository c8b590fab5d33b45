import type { CommunityContext } from "../platform/context.ts";
import type { JobPayload } from "../platform/module.ts";
import type { Services } from "../platform/services.ts";
import { applyCharge, endUnpaid, isOpen } from "./apply-charge.ts";
import type { ChargeReport, ChargeRequest, Gateway, Outcome } from "./gateway.ts";
import { idsOf, systemEntry } from "./job-ids.ts";
import { openGateway } from "./open-gateway.ts";
import { findPayment, lockPayment, notePaymentCheck, type PaymentRow } from "./payment-queries.ts";
import type { Purposes } from "./purposes.ts";
import { recordPreparation } from "./record-preparation.ts";
import { nextPaymentCheck } from "./schedule.ts";
import { PAYER_EMAIL } from "./seals.ts";

type Claim =
  | { step: "prepare"; gateway: Gateway; request: ChargeRequest }
  | { step: "verify"; gateway: Gateway; payment: PaymentRow };

/** Begins a payment at its provider, or asks what became of it. Never more than one call for each time that it is due. */
export function askPayment(purposes: Purposes) {
  return async (services: Services, payload: JobPayload): Promise<void> => {
    const { communityId, id } = idsOf(payload, "paymentId");
    const entry = systemEntry(communityId, "payments.ask_payment");
    const claim = await services.inCommunity(entry, (ctx) => claimPayment(ctx, services, id));
    if (claim?.step === "prepare") {
      const outcome = await claim.gateway.initialise(claim.request);
      await services.inCommunity(entry, (ctx) => recordPreparation(ctx, purposes, id, outcome));
    } else if (claim) {
      const outcome = await claim.gateway.verifyCharge(claim.payment.reference);
      await services.inCommunity(entry, (ctx) => recordAnswer(ctx, purposes, claim.payment, outcome));
    }
  };
}

/** Takes the turn: whoever comes meanwhile, or after a crash before the next one is due, leaves it alone. */
async function claimPayment(ctx: CommunityContext, services: Services, id: string): Promise<Claim | null> {
  const payment = await lockPayment(ctx, id);
  const due = payment.attempts === 0 || (payment.next_check_at !== null && payment.next_check_at <= ctx.now);
  if (!due || payment.next_check_at === null) return null;
  await notePaymentCheck(
    ctx,
    id,
    payment.attempts + 1,
    nextPaymentCheck(ctx.now, payment.attempts, payment.expires_at),
  );
  const open = await openGateway(ctx, services.config, payment.provider_id);
  if (!open) return null;
  const { gateway } = open;
  if (payment.status !== "preparing" || payment.expires_at <= ctx.now) return { step: "verify", gateway, payment };
  const request: ChargeRequest = {
    reference: payment.reference,
    amount: payment.amount,
    currency: payment.currency,
    email: ctx.keys.open(payment.payer_email, PAYER_EMAIL),
    returnUrl: payment.return_url,
    metadata: { payment: payment.id },
  };
  return { step: "prepare", gateway, request };
}

/** An answer goes the way of a webhook. Past its time, a payment that is not under way ends. */
export async function recordAnswer(
  ctx: CommunityContext,
  purposes: Purposes,
  asked: PaymentRow,
  outcome: Outcome<ChargeReport | null>,
): Promise<void> {
  if (outcome.kind !== "done") {
    ctx.log.warn(
      { paymentId: asked.id, outcome: outcome.kind === "unknown" ? outcome.reason : outcome.code },
      "the provider told nothing",
    );
    return;
  }
  const report = outcome.value;
  if (report) await applyCharge(ctx, purposes, { providerId: asked.provider_id, webhookEventId: null }, report);
  if (asked.expires_at <= ctx.now) await expirePayment(ctx, purposes, asked.id);
}

async function expirePayment(ctx: CommunityContext, purposes: Purposes, id: string): Promise<void> {
  const found = await findPayment(ctx, id);
  if (!found || !isOpen(found)) return;
  await purposes.payment(found.purpose_kind).lock(ctx, found.purpose_id);
  const payment = await lockPayment(ctx, id);
  // Somebody may pay late all the same: it is asked about for a while.
  await endUnpaid(ctx, purposes, payment, "expired", "expired", undefined, payment.next_check_at);
}
