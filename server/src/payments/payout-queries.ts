import { type Insertable, type Selectable, sql, type Updateable } from "kysely";
import type { CommunityContext } from "../platform/context.ts";
import type { Database } from "../platform/db.ts";

export type PayoutRow = Selectable<Database["payments.payout"]>;

export async function insertPayout(
  ctx: CommunityContext,
  row: Insertable<Database["payments.payout"]>,
): Promise<PayoutRow> {
  return ctx.tx.insertInto("payments.payout").values(row).returningAll().executeTakeFirstOrThrow();
}

export async function findPayout(ctx: CommunityContext, id: string): Promise<PayoutRow | undefined> {
  return selectPayouts(ctx).where("id", "=", id).executeTakeFirst();
}

export async function findPayoutByReference(
  ctx: CommunityContext,
  providerId: string,
  reference: string,
): Promise<PayoutRow | undefined> {
  return selectPayouts(ctx).where("provider_id", "=", providerId).where("reference", "=", reference).executeTakeFirst();
}

/** Taken after the purpose's own row is locked: everybody does it in this order. */
export async function lockPayout(ctx: CommunityContext, id: string): Promise<PayoutRow> {
  return selectPayouts(ctx).where("id", "=", id).forNoKeyUpdate().executeTakeFirstOrThrow();
}

export async function changePayout(
  ctx: CommunityContext,
  id: string,
  changes: Updateable<Database["payments.payout"]>,
): Promise<PayoutRow> {
  return ctx.tx
    .updateTable("payments.payout")
    .set(changes)
    .set((eb) => ({ version: eb("version", "+", 1), updated_at: ctx.now }))
    .where("community_id", "=", ctx.communityId)
    .where("id", "=", id)
    .returningAll()
    .executeTakeFirstOrThrow();
}

export async function notePayoutCheck(
  ctx: CommunityContext,
  id: string,
  attempts: number,
  nextCheckAt: Date | null,
): Promise<void> {
  await ctx.tx
    .updateTable("payments.payout")
    .set({ attempts, next_check_at: nextCheckAt })
    .where("community_id", "=", ctx.communityId)
    .where("id", "=", id)
    .execute();
}

/**
 * Whether money of these purposes may be out: a payout that has not ended, or one that arrived without a home. Another one
 * now could pay twice.
 */
export async function hasPayoutAstray(
  ctx: CommunityContext,
  purposeKind: string,
  purposeIds: readonly string[],
): Promise<boolean> {
  if (purposeIds.length === 0) return false;
  const { rows } = await sql<{ id: string }>`
    select p.id from payments.payout p
     where p.community_id = ${ctx.communityId} and p.purpose_kind = ${purposeKind} and p.purpose_id = any(${[...purposeIds]}::uuid[])
       and (p.status in ('preparing', 'pending', 'needs_attention') or exists (
             select from payments.unmatched u
              where u.community_id = p.community_id and u.provider_id = p.provider_id and u.reference = p.reference
                and u.direction = 'out' and u.status = 'open'))
     limit 1`.execute(ctx.tx);
  return rows.length > 0;
}

export interface PayoutFilter {
  status?: string;
  purposeKind?: string;
  purposeId?: string;
  subjectId?: string;
  before?: string;
  limit: number;
}

export async function listPayouts(ctx: CommunityContext, filter: PayoutFilter): Promise<PayoutRow[]> {
  let query = selectPayouts(ctx);
  if (filter.status) query = query.where("status", "=", filter.status);
  if (filter.purposeKind) query = query.where("purpose_kind", "=", filter.purposeKind);
  if (filter.purposeId) query = query.where("purpose_id", "=", filter.purposeId);
  if (filter.subjectId) query = query.where("subject_id", "=", filter.subjectId);
  if (filter.before) query = query.where("id", "<", filter.before);
  return query.orderBy("id", "desc").limit(filter.limit).execute();
}

function selectPayouts(ctx: CommunityContext) {
  return ctx.tx.selectFrom("payments.payout").selectAll().where("community_id", "=", ctx.communityId);
}
