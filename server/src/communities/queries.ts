import { type Insertable, type Selectable, sql } from "kysely";
import type { Database, Tx } from "../platform/db.ts";
import type { Community } from "./community.ts";

type CommunityRow = Selectable<Database["communities.community"]>;

export async function enterNew(tx: Tx, communityId: string): Promise<void> {
  await sql`select communities.enter_new(${communityId}::uuid)`.execute(tx);
}

export async function insertCommunity(tx: Tx, row: Insertable<Database["communities.community"]>): Promise<Community> {
  return communityOf(await tx.insertInto("communities.community").values(row).returningAll().executeTakeFirstOrThrow());
}

/** Takes the short name, for ever; false when another community has it. One's own earlier names may be taken again. */
export async function takeSlug(tx: Tx, communityId: string, slug: string, now: Date): Promise<boolean> {
  const own = await tx
    .selectFrom("communities.slug")
    .select("slug")
    .where("slug", "=", slug)
    .where("community_id", "=", communityId)
    .executeTakeFirst();
  if (own) return true;
  const result = await tx
    .insertInto("communities.slug")
    .values({ slug, community_id: communityId, created_at: now })
    .onConflict((conflict) => conflict.column("slug").doNothing())
    .executeTakeFirst();
  return result.numInsertedOrUpdatedRows === 1n;
}

export async function findCommunityIdBySlug(tx: Tx, slug: string): Promise<string | null> {
  const row = await tx
    .selectFrom("communities.slug")
    .select("community_id")
    .where("slug", "=", slug)
    .executeTakeFirst();
  return row?.community_id ?? null;
}

export async function findCommunityRow(tx: Tx, communityId: string): Promise<Community | null> {
  const row = await tx.selectFrom("communities.community").selectAll().where("id", "=", communityId).executeTakeFirst();
  return row ? communityOf(row) : null;
}

/** Changes of the community, its owners and its roles go through this lock, one after another. */
export async function lockCommunity(tx: Tx, communityId: string): Promise<Community | null> {
  const row = await tx
    .selectFrom("communities.community")
    .selectAll()
    .where("id", "=", communityId)
    .forNoKeyUpdate()
    .executeTakeFirst();
  return row ? communityOf(row) : null;
}

export async function updateCommunityRow(
  tx: Tx,
  communityId: string,
  change: Partial<Insertable<Database["communities.community"]>>,
  now: Date,
): Promise<Community> {
  const row = await tx
    .updateTable("communities.community")
    .set(change)
    .set((eb) => ({ version: eb("version", "+", 1), updated_at: now }))
    .where("id", "=", communityId)
    .returningAll()
    .executeTakeFirstOrThrow();
  return communityOf(row);
}

export async function setShowsPublic(tx: Tx, communityId: string): Promise<void> {
  await tx
    .updateTable("communities.community")
    .set({ shows_public: true })
    .where("id", "=", communityId)
    .where("shows_public", "=", false)
    .execute();
}

/** The user's communities, from the mirror. */
export async function listUserCommunities(tx: Tx, userId: string) {
  return tx
    .selectFrom("communities.user_community")
    .selectAll()
    .where("user_id", "=", userId)
    .where("status", "=", "active")
    .orderBy("name")
    .orderBy("community_id")
    .limit(500)
    .execute();
}

/** Copies one membership into the mirror by user. */
export async function mirrorMembership(tx: Tx, communityId: string, userId: string, now: Date): Promise<void> {
  await sql`
    insert into communities.user_community (user_id, community_id, name, slug, products, currency, status, roles, updated_at)
    select m.user_id, c.id, c.name, c.slug, c.products, c.currency, m.status,
           array(select r.name from communities.membership_role g
                   join communities.role r on r.community_id = g.community_id and r.id = g.role_id
                  where g.community_id = m.community_id and g.user_id = m.user_id order by r.name), ${now}
      from communities.membership m join communities.community c on c.id = m.community_id
     where m.community_id = ${communityId}::uuid and m.user_id = ${userId}::uuid
    on conflict (user_id, community_id) do update
      set name = excluded.name, slug = excluded.slug, products = excluded.products, currency = excluded.currency,
          status = excluded.status, roles = excluded.roles, updated_at = excluded.updated_at`.execute(tx);
}

export async function mirrorCommunity(tx: Tx, community: Community, now: Date): Promise<void> {
  await tx
    .updateTable("communities.user_community")
    .set({ name: community.name, slug: community.slug, products: [...community.products], updated_at: now })
    .where("community_id", "=", community.id)
    .execute();
}

function communityOf(row: CommunityRow): Community {
  return {
    id: row.id,
    name: row.name,
    slug: row.slug,
    products: row.products,
    currency: row.currency,
    locale: row.locale,
    timeZone: row.time_zone,
    showsPublic: row.shows_public,
    version: row.version,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  };
}
