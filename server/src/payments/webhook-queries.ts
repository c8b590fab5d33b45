import { type Insertable, type Selectable, sql, type Updateable } from "kysely";
import type { CommunityContext } from "../platform/context.ts";
import type { Database } from "../platform/db.ts";

export type WebhookEventRow = Selectable<Database["payments.webhook_event"]>;

/** Keeps the event, or counts another delivery of one that is kept. `fresh`: it was not here before. */
export async function keepEvent(
  ctx: CommunityContext,
  row: Insertable<Database["payments.webhook_event"]>,
): Promise<{ id: string; fresh: boolean }> {
  return ctx.tx
    .insertInto("payments.webhook_event")
    .values(row)
    .onConflict((conflict) =>
      conflict.constraint("webhook_event_once").doUpdateSet((eb) => ({
        deliveries: eb("payments.webhook_event.deliveries", "+", 1),
        last_received_at: ctx.now,
      })),
    )
    .returning(["id", sql<boolean>`xmax = 0`.as("fresh")])
    .executeTakeFirstOrThrow();
}

/** Counts a repeated delivery; false when this event was never kept. */
export async function countDelivery(ctx: CommunityContext, providerId: string, dedupeKey: string): Promise<boolean> {
  const { numUpdatedRows } = await ctx.tx
    .updateTable("payments.webhook_event")
    .set((eb) => ({ deliveries: eb("deliveries", "+", 1), last_received_at: ctx.now }))
    .where("community_id", "=", ctx.communityId)
    .where("provider_id", "=", providerId)
    .where("dedupe_key", "=", dedupeKey)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** Takes one of the day's places for a rejected body; false when all `most` are taken. */
export async function takeRejectionPlace(ctx: CommunityContext, providerId: string, most: number): Promise<boolean> {
  const day = ctx.now.toISOString().slice(0, 10);
  const { rows } = await sql`
    insert into payments.rejection_tally as t (community_id, provider_id, day, kept) values (${ctx.communityId}, ${providerId}, ${day}, 1)
    on conflict (community_id, provider_id, day) do update set kept = t.kept + 1 where t.kept < ${most}
    returning kept`.execute(ctx.tx);
  return rows.length > 0;
}

export async function lockEvent(ctx: CommunityContext, id: string): Promise<WebhookEventRow | undefined> {
  return selectEvents(ctx).where("id", "=", id).forNoKeyUpdate().executeTakeFirst();
}

export async function findEvent(ctx: CommunityContext, id: string): Promise<WebhookEventRow | undefined> {
  return selectEvents(ctx).where("id", "=", id).executeTakeFirst();
}

export async function changeEvent(
  ctx: CommunityContext,
  id: string,
  changes: Updateable<Database["payments.webhook_event"]>,
): Promise<WebhookEventRow> {
  return ctx.tx
    .updateTable("payments.webhook_event")
    .set(changes)
    .where("community_id", "=", ctx.communityId)
    .where("id", "=", id)
    .returningAll()
    .executeTakeFirstOrThrow();
}

export async function listEvents(
  ctx: CommunityContext,
  filter: { status?: string; providerId?: string; before?: string; limit: number },
): Promise<WebhookEventRow[]> {
  let query = selectEvents(ctx);
  if (filter.status) query = query.where("status", "=", filter.status);
  if (filter.providerId) query = query.where("provider_id", "=", filter.providerId);
  if (filter.before) query = query.where("id", "<", filter.before);
  return query.orderBy("id", "desc").limit(filter.limit).execute();
}

function selectEvents(ctx: CommunityContext) {
  return ctx.tx.selectFrom("payments.webhook_event").selectAll().where("community_id", "=", ctx.communityId);
}

export async function forgetRejected(tx: CommunityContext["tx"], before: Date): Promise<void> {
  await sql`select payments.forget_rejected(${before})`.execute(tx);
}
