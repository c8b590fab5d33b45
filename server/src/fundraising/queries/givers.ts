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

/** Finds a person again without storing who it is: the same for the same address as long as the key ring's first key. */
export function personKey(ctx: CommunityContext, person: { userId: string } | { email: string }): string {
  const message = "userId" in person ? `user:${person.userId}` : `email:${normalEmail(person.email)}`;
  return ctx.keys.sign(`${ctx.communityId}:${message}`, "fundraising.person");
}

/** The giver of this user or, for a guest, of this address; made if new. */
export async function giverFor(
  ctx: CommunityContext,
  person: { userId: string | null; email: string; locale: string },
): Promise<Giver> {
  const { userId, email, locale } = person;
  const key = personKey(ctx, { email });
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
