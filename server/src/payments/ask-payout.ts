import type { CommunityContext } from "../platform/context.ts";
import type { JobPayload } from "../platform/module.ts";
import type { Services } from "../platform/services.ts";
import { applyPayout, failPayout } from "./apply-payout.ts";
import type { Destination, Gateway, Outcome, PayoutReport, PayoutRequest } from "./gateway.ts";
import { idsOf, systemEntry } from "./job-ids.ts";
import { openGateway } from "./open-gateway.ts";
import { findPayout, lockPayout, notePayoutCheck, type PayoutRow } from "./payout-queries.ts";
import type { Purposes } from "./purposes.ts";
import { aftercare, nextCheck } from "./schedule.ts";
import { DESTINATION } from "./seals.ts";

interface Claim {
  gateway: Gateway;
  request: PayoutRequest;
  payout: PayoutRow;
}

/**
 * Sends a payout, or asks what became of it. After the first attempt it asks before it sends, always under the same
 * reference: an attempt whose answer was lost is never paid a second time.
 */
export function askPayout(purposes: Purposes) {
  return async (services: Services, payload: JobPayload): Promise<void> => {
    const { communityId, id } = idsOf(payload, "payoutId");
    const entry = systemEntry(communityId, "payments.ask_payout");
    const claim = await services.inCommunity(entry, (ctx) => claimPayout(ctx, services, id));
    if (!claim) return;
    const { gateway, request, payout } = claim;
    const first = payout.attempts === 0 && payout.status === "preparing";
    const found = first ? null : await gateway.verifyPayout(payout.reference);
    const unheard = found === null || (found.kind === "done" && found.value === null);
    const sent = unheard && payout.status === "preparing" ? await gateway.payout(request) : null;
    await services.inCommunity(entry, (ctx) => recordPayoutAnswer(ctx, purposes, payout, sent, found));
  };
}

async function claimPayout(ctx: CommunityContext, services: Services, id: string): Promise<Claim | null> {
  const payout = await lockPayout(ctx, id);
  const due = payout.attempts === 0 || (payout.next_check_at !== null && payout.next_check_at <= ctx.now);
  if (!due || payout.next_check_at === null) return null;
  const next = payout.ended_at ? aftercare(ctx.now, payout.ended_at) : nextCheck(ctx.now, payout.attempts);
  await notePayoutCheck(ctx, id, payout.attempts + 1, next);
  const open = await openGateway(ctx, services.config, payout.provider_id);
  if (!open) return null;
  const request: PayoutRequest = {
    reference: payout.reference,
    amount: payout.amount,
    currency: payout.currency,
    destination: destinationOf(ctx.keys.open(payout.destination, DESTINATION)),
    reason: payout.reason,
  };
  return { gateway: open.gateway, request, payout };
}

function destinationOf(text: string): Destination {
  const parts: unknown = JSON.parse(text);
  const [name, accountNumber, bankCode] = Array.isArray(parts) ? parts.map(String) : [];
  if (name === undefined || accountNumber === undefined || bankCode === undefined)
    throw new Error("a sealed destination of another form");
  return { name, accountNumber, bankCode };
}

/** Only the answer to sending may end it as refused: a question that is refused says nothing about the payout. */
async function recordPayoutAnswer(
  ctx: CommunityContext,
  purposes: Purposes,
  asked: PayoutRow,
  sent: Outcome<PayoutReport> | null,
  found: Outcome<PayoutReport | null> | null,
): Promise<void> {
  const outcome = sent ?? found;
  if (outcome?.kind === "done") {
    if (outcome.value)
      await applyPayout(ctx, purposes, { providerId: asked.provider_id, webhookEventId: null }, outcome.value);
    return;
  }
  if (sent?.kind === "refused") {
    if (!(await findPayout(ctx, asked.id))) return;
    await purposes.payout(asked.purpose_kind).lock(ctx, asked.purpose_id);
    await failPayout(ctx, purposes, await lockPayout(ctx, asked.id), sent.code);
    return;
  }
  ctx.log.warn({ payoutId: asked.id }, "the provider told nothing");
}
