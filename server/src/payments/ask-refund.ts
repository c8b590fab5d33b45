import type { CommunityContext } from "../platform/context.ts";
import type { JobPayload } from "../platform/module.ts";
import type { Services } from "../platform/services.ts";
import { applyRefund, failRefund } from "./apply-refund.ts";
import type { Gateway, Outcome, RefundReport, RefundRequest } from "./gateway.ts";
import { idsOf, systemEntry } from "./job-ids.ts";
import { openGateway } from "./open-gateway.ts";
import {
  findPayment,
  findRefund,
  lockPayment,
  lockRefund,
  noteRefundCheck,
  type RefundRow,
} from "./payment-queries.ts";
import type { Purposes } from "./purposes.ts";
import { nextCheck } from "./schedule.ts";

/** A refund that the provider does not list is sent again at the third turn: minutes later, no call can be under way. */
const SEND_AGAIN_AFTER = 2;

interface Claim {
  gateway: Gateway;
  request: RefundRequest;
  refund: RefundRow;
}

/**
 * Sends a refund, or asks what became of it. A provider may know no idempotency for refunds: after the first attempt we
 * always look before anything is sent again.
 */
export function askRefund(purposes: Purposes) {
  return async (services: Services, payload: JobPayload): Promise<void> => {
    const { communityId, id } = idsOf(payload, "refundId");
    const entry = systemEntry(communityId, "payments.ask_refund");
    const claim = await services.inCommunity(entry, (ctx) => claimRefund(ctx, services, id));
    if (!claim) return;
    const { gateway, request, refund } = claim;
    const first = refund.attempts === 0 && refund.status === "preparing";
    const found = first ? null : await gateway.verifyRefund(request);
    const unheard = found === null || (found.kind === "done" && found.value === null);
    const send = first || (unheard && refund.status === "preparing" && refund.attempts >= SEND_AGAIN_AFTER);
    const sent = send ? await gateway.refund(request) : null;
    await services.inCommunity(entry, (ctx) => recordRefundAnswer(ctx, purposes, refund, sent, found));
  };
}

async function claimRefund(ctx: CommunityContext, services: Services, id: string): Promise<Claim | null> {
  const refund = await lockRefund(ctx, id);
  const due = refund.attempts === 0 || (refund.next_check_at !== null && refund.next_check_at <= ctx.now);
  if (!due || refund.next_check_at === null) return null;
  await noteRefundCheck(ctx, id, refund.attempts + 1, nextCheck(ctx.now, refund.attempts));
  const payment = await findPayment(ctx, refund.payment_id);
  const open = payment ? await openGateway(ctx, services.config, refund.provider_id) : null;
  if (!payment || !open) return null;
  const request: RefundRequest = {
    reference: refund.reference,
    chargeReference: payment.reference,
    chargeProviderId: payment.provider_reference,
    requestedAt: refund.created_at,
    amount: refund.amount,
    currency: refund.currency,
  };
  return { gateway: open.gateway, request, refund };
}

/** Only the answer to sending may end it as refused: a question that is refused says nothing about the refund. */
async function recordRefundAnswer(
  ctx: CommunityContext,
  purposes: Purposes,
  asked: RefundRow,
  sent: Outcome<RefundReport> | null,
  found: Outcome<RefundReport | null> | null,
): Promise<void> {
  const outcome = sent ?? found;
  if (outcome?.kind === "done") {
    if (outcome.value === null) return;
    const report = { ...outcome.value, reference: asked.reference };
    await applyRefund(ctx, purposes, { providerId: asked.provider_id, webhookEventId: null }, report, true);
    return;
  }
  if (sent?.kind === "refused") {
    const before = await findRefund(ctx, asked.id);
    const payment = before ? await findPayment(ctx, before.payment_id) : undefined;
    if (!before || !payment) return;
    await purposes.payment(payment.purpose_kind).lock(ctx, payment.purpose_id);
    await failRefund(ctx, purposes, await lockPayment(ctx, payment.id), await lockRefund(ctx, asked.id), sent.code);
    return;
  }
  ctx.log.warn({ refundId: asked.id }, "the provider told nothing");
}
