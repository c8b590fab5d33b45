import type { Insertable, Selectable, Updateable } from "kysely";
import type { CommunityContext } from "../platform/context.ts";
import type { Database } from "../platform/db.ts";

export type UnmatchedRow = Selectable<Database["payments.unmatched"]>;

/** Null when this movement is here already: it is booked once. */
export async function insertUnmatched(
  ctx: CommunityContext,
  row: Insertable<Database["payments.unmatched"]>,
): Promise<UnmatchedRow | undefined> {
  return ctx.tx
    .insertInto("payments.unmatched")
    .values(row)
    .onConflict((conflict) => conflict.constraint("unmatched_once").doNothing())
    .returningAll()
    .executeTakeFirst();
}

export async function lockMovement(
  ctx: CommunityContext,
  providerId: string,
  movement: string,
): Promise<UnmatchedRow | undefined> {
  return selectUnmatched(ctx)
    .where("provider_id", "=", providerId)
    .where("movement", "=", movement)
    .forNoKeyUpdate()
    .executeTakeFirst();
}

/** The oldest booked movement of the same money the other way that is not known yet to have been undone at the provider. */
export async function lockOpposite(
  ctx: CommunityContext,
  providerId: string,
  money: { direction: string; reference: string; amount: bigint; currency: string },
): Promise<UnmatchedRow | undefined> {
  return selectUnmatched(ctx)
    .where("provider_id", "=", providerId)
    .where("reference", "=", money.reference)
    .where("direction", "<>", money.direction)
    .where("amount", "=", money.amount)
    .where("currency", "=", money.currency)
    .where("booked", "=", true)
    .where("counterpart_id", "is", null)
    .where((eb) => eb.or([eb("status", "=", "open"), eb("resolution", "in", ["returned", "recovered"])]))
    .orderBy("id")
    .limit(1)
    .forNoKeyUpdate()
    .executeTakeFirst();
}

export async function lockUnmatched(ctx: CommunityContext, id: string): Promise<UnmatchedRow | undefined> {
  return selectUnmatched(ctx).where("id", "=", id).forNoKeyUpdate().executeTakeFirst();
}

export async function findUnmatched(ctx: CommunityContext, id: string): Promise<UnmatchedRow | undefined> {
  return selectUnmatched(ctx).where("id", "=", id).executeTakeFirst();
}

export async function changeUnmatched(
  ctx: CommunityContext,
  id: string,
  changes: Updateable<Database["payments.unmatched"]>,
): Promise<UnmatchedRow> {
  return ctx.tx
    .updateTable("payments.unmatched")
    .set({ ...changes, updated_at: ctx.now })
    .set((eb) => ({ version: eb("version", "+", 1) }))
    .where("community_id", "=", ctx.communityId)
    .where("id", "=", id)
    .returningAll()
    .executeTakeFirstOrThrow();
}

export async function listUnmatched(
  ctx: CommunityContext,
  filter: { status?: string; reason?: string; before?: string; limit: number },
): Promise<UnmatchedRow[]> {
  let query = selectUnmatched(ctx);
  if (filter.status) query = query.where("status", "=", filter.status);
  if (filter.reason) query = query.where("reason", "=", filter.reason);
  if (filter.before) query = query.where("id", "<", filter.before);
  return query.orderBy("id", "desc").limit(filter.limit).execute();
}

function selectUnmatched(ctx: CommunityContext) {
  return ctx.tx.selectFrom("payments.unmatched").selectAll().where("community_id", "=", ctx.communityId);
}
