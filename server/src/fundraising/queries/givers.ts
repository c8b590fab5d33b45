import { sql } from "kysely";
import type { CommunityContext } from "../../platform/context.ts";

/** What the sealed address of a giver is bound to. */
const EMAIL = "fundraising.giver.email";

export interface Giver {
  id: string;
  userId: string | null;
  email: string;
  locale: string;
}

/** NFKC and lower case, as the address of an account is compared. */
export function normalEmail(email: string): string {
  return email.normalize("NFKC").trim().toLowerCase();
}

type Person = { userId: string } | { email: string };

/** Finds a person again without storing who it is: the same for the same address as long as the key ring's first key. */
export function personKey(ctx: CommunityContext, person: Person): string {
  return personKeys(ctx, person)[0];
}

/** By every key of the ring, the current one first: what was written before a new key came stands under an older one. */
export function personKeys(ctx: CommunityContext, person: Person): readonly [string, ...string[]] {
  const message = "userId" in person ? `user:${person.userId}` : `email:${normalEmail(person.email)}`;
  return ctx.keys.signatures(`${ctx.communityId}:${message}`, "fundraising.person");
}

/** The giver of this user or, for a guest, of this address; made if new. */
export async function giverFor(
  ctx: CommunityContext,
  person: { userId: string | null; email: string; locale: string },
): Promise<Giver> {
  const { userId, email, locale } = person;
  const [key, ...olderKeys] = personKeys(ctx, { email });
  if (!userId && olderKeys.length > 0) await bringGuestUnder(ctx, key, olderKeys);
  const target = userId
    ? sql`(community_id, user_id) where user_id is not null`
    : sql`(community_id, email_key) where user_id is null`;
  const { rows } = await sql<{ id: string }>`
    insert into fundraising.giver (community_id, id, user_id, email_sealed, email_key, locale, created_at, updated_at)
    values (${ctx.communityId}, ${ctx.newId()}, ${userId}, ${ctx.keys.seal(email, EMAIL)}, ${key}, ${locale}, ${ctx.now}, ${ctx.now})
    on conflict ${target} do update
       set email_sealed = excluded.email_sealed, email_key = excluded.email_key, locale = excluded.locale, updated_at = excluded.updated_at
    returning id`.execute(ctx.tx);
  const [row] = rows;
  if (!row) throw new Error("the giver was not written");
  return { id: row.id, userId, email, locale };
}

/** A guest whose address was last keyed by an older key of the ring stays the same giver. */
async function bringGuestUnder(ctx: CommunityContext, key: string, olderKeys: readonly string[]): Promise<void> {
  await sql`
    update fundraising.giver set email_key = ${key}, updated_at = ${ctx.now}
     where community_id = ${ctx.communityId}
       and id = (select old.id from fundraising.giver old
                  where old.community_id = ${ctx.communityId} and old.user_id is null and old.email_key = any(${[...olderKeys]}::text[])
                  order by old.created_at, old.id limit 1)
       and not exists (select from fundraising.giver now
                        where now.community_id = ${ctx.communityId} and now.user_id is null and now.email_key = ${key})`.execute(
    ctx.tx,
  );
}

/** Brings all of a goal's givers under the ring's current key: only then are two with one address seen to be one person. */
export async function bringGiversUnderNewestKey(ctx: CommunityContext, goalId: string): Promise<void> {
  const { rows } = await sql<{ id: string; email_sealed: string }>`
    select p.id, p.email_sealed from fundraising.giver p
     where p.community_id = ${ctx.communityId} and not starts_with(p.email_sealed, ${`${ctx.keys.newestId}.`})
       and exists (select from fundraising.gift g
                    where g.community_id = p.community_id and g.giver_id = p.id and g.goal_id = ${goalId}::uuid)
     order by p.id for no key update of p`.execute(ctx.tx);
  for (const { id, email_sealed } of rows) {
    const email = ctx.keys.open(email_sealed, EMAIL);
    const key = personKey(ctx, { email });
    await sql`
      update fundraising.giver p
         set email_key = ${key}, email_sealed = ${ctx.keys.seal(email, EMAIL)}, updated_at = ${ctx.now}
       where p.community_id = ${ctx.communityId} and p.id = ${id}
         and (p.user_id is not null or not exists (
               select from fundraising.giver o
                where o.community_id = p.community_id and o.user_id is null and o.email_key = ${key} and o.id <> p.id))`.execute(
      ctx.tx,
    );
  }
}

export async function findGiver(ctx: CommunityContext, giverId: string): Promise<Giver | null> {
  const row = await ctx.tx
    .selectFrom("fundraising.giver")
    .select(["id", "user_id", "email_sealed", "locale"])
    .where("community_id", "=", ctx.communityId)
    .where("id", "=", giverId)
    .executeTakeFirst();
  if (!row) return null;
  return { id: row.id, userId: row.user_id, email: ctx.keys.open(row.email_sealed, EMAIL), locale: row.locale };
}

export async function giverOfUser(ctx: CommunityContext, userId: string): Promise<string | null> {
  const row = await ctx.tx
    .selectFrom("fundraising.giver")
    .select("id")
    .where("community_id", "=", ctx.communityId)
    .where("user_id", "=", userId)
    .executeTakeFirst();
  return row?.id ?? null;
}

/** The users among the givers, by the givers' ids. */
export async function usersOfGivers(
  ctx: CommunityContext,
  giverIds: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (giverIds.length === 0) return new Map();
  const rows = await ctx.tx
    .selectFrom("fundraising.giver")
    .select(["id", "user_id"])
    .where("community_id", "=", ctx.communityId)
    .where("id", "in", [...giverIds])
    .execute();
  return new Map(rows.flatMap(({ id, user_id: userId }) => (userId ? [[id, userId] as const] : [])));
}

/**
 * The names under which people gave last, by their ids as givers. Where not `all`: only of those who never gave
 * without showing their name.
 */
export async function giverNames(
  ctx: CommunityContext,
  ids: readonly string[],
  all: boolean,
): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map();
  const { rows } = await sql<{ id: string; name: string | null }>`
    select giver_id as id, (array_agg(public_name order by created_at desc, id) filter (where public_name is not null))[1] as name
      from fundraising.gift
     where community_id = ${ctx.communityId} and giver_id = any(${[...ids]}::uuid[])
     group by giver_id having ${all} or not bool_or(is_anonymous)`.execute(ctx.tx);
  return new Map(rows.flatMap(({ id, name }) => (name === null ? [] : [[id, name] as const])));
}

/** Who gave each of the gifts, and the name that it was given under; where not `all`, no name that the giver hid. */
export async function giversOfGifts(
  ctx: CommunityContext,
  giftIds: readonly string[],
  all: boolean,
): Promise<{ id: string; giverId: string; name: string | null }[]> {
  if (giftIds.length === 0) return [];
  const { rows } = await sql<{ id: string; giverId: string; name: string | null }>`
    select id, giver_id as "giverId", case when ${all} or not is_anonymous then public_name end as name
      from fundraising.gift where community_id = ${ctx.communityId} and id = any(${[...giftIds]}::uuid[])`.execute(
    ctx.tx,
  );
  return rows;
}
