import { type Insertable, type Selectable, sql, type Updateable } from "kysely";
import type { CommunityContext } from "../platform/context.ts";
import type { Database, Db } from "../platform/db.ts";

export type ProviderRow = Selectable<Database["payments.provider"]>;
export type SecretRow = Selectable<Database["payments.provider_secret"]>;

/** Null for an address that no provider has. Asked before any community is entered. */
export async function communityOfProvider(db: Db, providerId: string): Promise<string | null> {
  const { rows } = await sql<{
    id: string | null;
  }>`select payments.provider_community(${providerId}::uuid) as id`.execute(db);
  return rows[0]?.id ?? null;
}

export async function insertProvider(
  ctx: CommunityContext,
  row: Insertable<Database["payments.provider"]>,
  secret: Insertable<Database["payments.provider_secret"]>,
): Promise<ProviderRow> {
  const made = await ctx.tx.insertInto("payments.provider").values(row).returningAll().executeTakeFirstOrThrow();
  await ctx.tx.insertInto("payments.provider_secret").values(secret).execute();
  await ctx.tx
    .insertInto("payments.provider_address")
    .values({ provider_id: row.id, community_id: ctx.communityId })
    .execute();
  return made;
}

export async function findProvider(ctx: CommunityContext, id: string): Promise<ProviderRow | undefined> {
  return ctx.tx
    .selectFrom("payments.provider")
    .selectAll()
    .where("community_id", "=", ctx.communityId)
    .where("id", "=", id)
    .executeTakeFirst();
}

export async function lockProvider(ctx: CommunityContext, id: string): Promise<ProviderRow | undefined> {
  return ctx.tx
    .selectFrom("payments.provider")
    .selectAll()
    .where("community_id", "=", ctx.communityId)
    .where("id", "=", id)
    .forNoKeyUpdate()
    .executeTakeFirst();
}

export async function updateProvider(
  ctx: CommunityContext,
  id: string,
  changes: Updateable<Database["payments.provider"]>,
): Promise<ProviderRow> {
  return ctx.tx
    .updateTable("payments.provider")
    .set(changes)
    .set((eb) => ({ version: eb("version", "+", 1), updated_at: ctx.now }))
    .where("community_id", "=", ctx.communityId)
    .where("id", "=", id)
    .returningAll()
    .executeTakeFirstOrThrow();
}

export async function findSecret(ctx: CommunityContext, providerId: string): Promise<SecretRow> {
  return ctx.tx
    .selectFrom("payments.provider_secret")
    .selectAll()
    .where("community_id", "=", ctx.communityId)
    .where("provider_id", "=", providerId)
    .executeTakeFirstOrThrow();
}

/** Which of the providers have a secret of their own for webhooks. */
export async function withWebhookSecret(
  ctx: CommunityContext,
  providerIds: readonly string[],
): Promise<ReadonlySet<string>> {
  if (providerIds.length === 0) return new Set();
  const rows = await ctx.tx
    .selectFrom("payments.provider_secret")
    .select("provider_id")
    .where("community_id", "=", ctx.communityId)
    .where("provider_id", "in", [...providerIds])
    .where("webhook_secret", "is not", null)
    .execute();
  return new Set(rows.map((row) => row.provider_id));
}

export async function updateSecret(
  ctx: CommunityContext,
  providerId: string,
  changes: Updateable<Database["payments.provider_secret"]>,
): Promise<void> {
  await ctx.tx
    .updateTable("payments.provider_secret")
    .set(changes)
    .where("community_id", "=", ctx.communityId)
    .where("provider_id", "=", providerId)
    .execute();
}

/** Newest first, before the id `before`. */
export async function listProviders(
  ctx: CommunityContext,
  page: { before?: string; limit: number },
): Promise<ProviderRow[]> {
  let query = ctx.tx.selectFrom("payments.provider").selectAll().where("community_id", "=", ctx.communityId);
  if (page.before) query = query.where("id", "<", page.before);
  return query.orderBy("id", "desc").limit(page.limit).execute();
}

/**
 * The active ones that take the currency, oldest first: the first is the one offered by default. Where a live one takes it, no
 * test one is offered: money that does not exist must not look like money that does.
 */
export async function listOffered(ctx: CommunityContext, currency: string): Promise<ProviderRow[]> {
  return ctx.tx
    .selectFrom("payments.provider")
    .selectAll()
    .where("community_id", "=", ctx.communityId)
    .where("status", "=", "active")
    .where(sql<boolean>`${currency} = any (currencies)`)
    .where(
      sql<boolean>`(mode = 'live' or not exists (select from payments.provider live where live.community_id = provider.community_id
        and live.status = 'active' and live.mode = 'live' and ${currency} = any (live.currencies)))`,
    )
    .orderBy("created_at")
    .orderBy("id")
    .execute();
}
