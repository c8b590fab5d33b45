import type { CommunityContext } from "../platform/context.ts";
import { notFound, refuse } from "../platform/errors.ts";
import { next, stayOf, WEBHOOK } from "./states.ts";
import { changeEvent, lockEvent, type WebhookEventRow } from "./webhook-queries.ts";

/** An operator has an event acted on again. What it moved before it does not move twice. */
export async function reprocessWebhook(ctx: CommunityContext, webhookEventId: string): Promise<WebhookEventRow> {
  const event = await lockEvent(ctx, webhookEventId);
  if (!event) throw notFound();
  if (stayOf(WEBHOOK, event.status, "reprocess") === "illegal") throw refuse("webhook_not_authentic", { status: 409 });
  const to = next(WEBHOOK, event.status, "reprocess");
  ctx.enqueue({ name: "payments.process_webhook", payload: { communityId: ctx.communityId, webhookEventId } });
  return to === null ? event : changeEvent(ctx, event.id, { status: to, error: null, processed_at: null });
}
