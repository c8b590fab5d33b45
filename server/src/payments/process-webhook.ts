import type { CommunityContext } from "../platform/context.ts";
import type { JobPayload } from "../platform/module.ts";
import type { Services } from "../platform/services.ts";
import type { Applied, AppliedLater } from "./applied.ts";
import { applyCharge } from "./apply-charge.ts";
import { applyDispute } from "./apply-dispute.ts";
import { applyPayout } from "./apply-payout.ts";
import { applyRefund } from "./apply-refund.ts";
import type { Gateway, WebhookReport } from "./gateway.ts";
import type { Origin } from "./hold-unmatched.ts";
import { idsOf, systemEntry } from "./job-ids.ts";
import { openGateway } from "./open-gateway.ts";
import type { Purposes } from "./purposes.ts";
import { readOrNull } from "./receive-webhook.ts";
import { WEBHOOK_BODY } from "./seals.ts";
import { next, WEBHOOK, type WebhookEventStep } from "./states.ts";
import { changeEvent, lockEvent, type WebhookEventRow } from "./webhook-queries.ts";

/** Done, or the charge's state must be asked for first. */
type Step = { kind: "done" } | { kind: "charge_first"; gateway: Gateway; reference: string; origin: Origin };

/**
 * Acts on a kept event, once: its effects and its mark commit together. What fails stays to be seen, and is tried again
 * by the queue and by the operator.
 */
export function processWebhook(purposes: Purposes) {
  return async (services: Services, payload: JobPayload): Promise<void> => {
    const { communityId, id } = idsOf(payload, "webhookEventId");
    const entry = systemEntry(communityId, "payments.process_webhook");
    try {
      const step = await services.inCommunity(entry, (ctx) => processEvent(ctx, services, purposes, id, false));
      if (step.kind === "done") return;
      const asked = await step.gateway.verifyCharge(step.reference);
      if (asked.kind !== "done") throw new Error(`the charge ${step.reference} could not be asked about`);
      const { value } = asked;
      // Committed first: what follows reads balances, and sees only what is in the books.
      if (value) await services.inCommunity(entry, (ctx) => applyCharge(ctx, purposes, step.origin, value));
      await services.inCommunity(entry, (ctx) => processEvent(ctx, services, purposes, id, true));
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      await services.inCommunity(entry, (ctx) => markFailed(ctx, id, reason));
      // Not a refusal to anybody: wrapped, so that the queue tries again.
      throw new Error(`webhook event ${id} was not processed`, { cause: error });
    }
  };
}

async function processEvent(
  ctx: CommunityContext,
  services: Services,
  purposes: Purposes,
  id: string,
  asked: boolean,
): Promise<Step> {
  const event = await lockEvent(ctx, id);
  if (!event || next(WEBHOOK, event.status, "process") === null) return { kind: "done" };
  const open = await openGateway(ctx, services.config, event.provider_id);
  if (!open) return { kind: "done" };
  const body = Buffer.from(ctx.keys.open(event.body, WEBHOOK_BODY), "base64");
  const read = readOrNull(() => open.gateway.readWebhook(body));
  if (!read.webhook) {
    await mark(ctx, event, "fail", read.error);
    return { kind: "done" };
  }
  const origin: Origin = { providerId: event.provider_id, webhookEventId: event.id };
  const applied = await applyReport(ctx, purposes, origin, read.webhook.report, asked);
  if (applied !== "charge_first") {
    await mark(ctx, event, STEP[applied], null);
    return { kind: "done" };
  }
  const { report } = read.webhook;
  return {
    kind: "charge_first",
    gateway: open.gateway,
    reference: "chargeReference" in report ? report.chargeReference : "",
    origin,
  };
}

const STEP: Readonly<Record<Applied, WebhookEventStep>> = { processed: "process", ignored: "ignore" };

async function applyReport(
  ctx: CommunityContext,
  purposes: Purposes,
  origin: Origin,
  report: WebhookReport["report"],
  asked: boolean,
): Promise<AppliedLater> {
  switch (report.kind) {
    case "charge":
      return applyCharge(ctx, purposes, origin, report);
    case "refund":
      return applyRefund(ctx, purposes, origin, report, asked);
    case "payout":
      return applyPayout(ctx, purposes, origin, report);
    case "dispute":
      return applyDispute(ctx, purposes, origin, report, asked);
    case "other":
      return "ignored";
  }
}

async function markFailed(ctx: CommunityContext, id: string, reason: string): Promise<void> {
  const event = await lockEvent(ctx, id);
  if (event) await mark(ctx, event, "fail", reason);
}

async function mark(
  ctx: CommunityContext,
  event: WebhookEventRow,
  step: WebhookEventStep,
  error: string | null,
): Promise<void> {
  const status = next(WEBHOOK, event.status, step) ?? event.status;
  const processedAt = status === "processed" || status === "ignored" ? ctx.now : null;
  await changeEvent(ctx, event.id, { status, error: error?.slice(0, 500) ?? null, processed_at: processedAt });
  ctx.emit({
    name: "payments.webhook_event_changed",
    payload: { communityId: ctx.communityId, webhookEventId: event.id },
    live: true,
  });
}
