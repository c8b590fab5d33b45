import { type Selectable, sql } from "kysely";
import type { CommunityContext } from "../../platform/context.ts";
import type { Database } from "../../platform/db.ts";
import { notFound } from "../../platform/errors.ts";
import { COUNTED_GIFTS, type Gift, giftState } from "../gift.ts";
import type { Due } from "../refunds.ts";

type GiftRow = Selectable<Database["fundraising.gift"]>;

function gifts(ctx: CommunityContext) {
  return ctx.tx.selectFrom("fundraising.gift as g").selectAll("g").where("g.community_id", "=", ctx.communityId);
}

export async function findGift(ctx: CommunityContext, giftId: string): Promise<Gift | null> {
  const row = await gifts(ctx).where("g.id", "=", giftId).executeTakeFirst();
  return row ? toGift(row) : null;
}

export async function getGift(ctx: CommunityContext, giftId: string): Promise<Gift> {
  const gift = await findGift(ctx, giftId);
  if (!gift) throw notFound();
  return gift;
}

/** The gift of this id and all that it became by being moved: they share one payment. The last one is where the money is. */
export async function giftChain(ctx: CommunityContext, giftId: string): Promise<Gift[]> {
  const { rows } = await sql<GiftRow>`
    with recursive chain as (
      select g.*, 0 as depth from fundraising.gift g where g.community_id = ${ctx.communityId} and g.id = ${giftId}::uuid
      union all
      select n.*, c.depth + 1 from fundraising.gift n join chain c on n.community_id = c.community_id and n.moved_from_id = c.id
    ) select * from chain order by depth`.execute(ctx.tx);
  return rows.map(toGift);
}

export interface NewGift {
  id: string;
  goalId: string;
  giverId: string;
  userId: string | null;
  amount: bigint;
  currency: string;
  feeCover: bigint;
  platformFee: bigint;
  providerFee: bigint;
  publicName: string | null;
  message: string | null;
  isAnonymous: boolean;
  locale: string;
}

export async function insertGift(
  ctx: CommunityContext,
  gift: NewGift & Partial<Pick<Gift, "status" | "paymentId" | "providerId" | "movedFromId" | "paidAt">>,
): Promise<void> {
  await ctx.tx
    .insertInto("fundraising.gift")
    .values({
      community_id: ctx.communityId,
      id: gift.id,
      goal_id: gift.goalId,
      giver_id: gift.giverId,
      user_id: gift.userId,
      payment_id: gift.paymentId ?? null,
      provider_id: gift.providerId ?? null,
      moved_from_id: gift.movedFromId ?? null,
      amount: gift.amount,
      currency: gift.currency,
      fee_cover: gift.feeCover,
      platform_fee: gift.platformFee,
      provider_fee: gift.providerFee,
      status: gift.status ?? "pending",
      public_name: gift.publicName,
      message: gift.message,
      is_anonymous: gift.isAnonymous,
      locale: gift.locale,
      paid_at: gift.paidAt ?? null,
      created_at: ctx.now,
      updated_at: ctx.now,
    })
    .execute();
}

/** Which of the providers have brought money to the goal, directly or by gifts that were moved to it. */
export async function paidThrough(
  ctx: CommunityContext,
  goalId: string,
  providerIds: readonly string[],
): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select p.id from unnest(${[...providerIds]}::uuid[]) as p (id)
     where exists (select from fundraising.gift g where g.community_id = ${ctx.communityId} and g.goal_id = ${goalId}::uuid
                      and g.provider_id = p.id and g.paid_at is not null)`.execute(ctx.tx);
  return rows.map(({ id }) => id);
}

export interface GiftChanges {
  status?: string;
  payment_id?: string;
  provider_id?: string;
  platform_fee?: bigint;
  provider_fee?: bigint;
  paid_at?: Date;
  refund_id?: string;
  refund_amount?: bigint;
  amount?: bigint;
  fee_cover?: bigint;
  reversed_amount?: bigint;
  due_escrow?: bigint;
  due_platform_fee?: bigint;
  due_provider_fee?: bigint;
}

/** The gift's goal is locked by the caller. */
export async function updateGift(ctx: CommunityContext, giftId: string, changes: GiftChanges): Promise<void> {
  await ctx.tx
    .updateTable("fundraising.gift")
    .set({ ...changes, version: sql`version + 1`, updated_at: ctx.now })
    .where("community_id", "=", ctx.communityId)
    .where("id", "=", giftId)
    .execute();
}

export async function countPending(ctx: CommunityContext, goalId: string): Promise<number> {
  const row = await ctx.tx
    .selectFrom("fundraising.gift")
    .select((eb) => eb.fn.countAll<bigint>().as("pending"))
    .where("community_id", "=", ctx.communityId)
    .where("goal_id", "=", goalId)
    .where("status", "=", "pending")
    .executeTakeFirstOrThrow();
  return Number(row.pending);
}

/** What all counted gifts together put into the escrow. */
export async function owedToGivers(ctx: CommunityContext, goalId: string): Promise<bigint> {
  const row = await ctx.tx
    .selectFrom("fundraising.gift")
    .select(sql<bigint>`coalesce(sum(amount - platform_fee - provider_fee), 0)::bigint`.as("owed"))
    .where("community_id", "=", ctx.communityId)
    .where("goal_id", "=", goalId)
    .where("status", "in", COUNTED_GIFTS)
    .executeTakeFirstOrThrow();
  return row.owed;
}

export async function countedGifts(ctx: CommunityContext, goalId: string): Promise<Gift[]> {
  const rows = await gifts(ctx)
    .where("g.goal_id", "=", goalId)
    .where("g.status", "in", COUNTED_GIFTS)
    .orderBy("g.created_at")
    .orderBy("g.id")
    .execute();
  return rows.map(toGift);
}

/** What each gift gets back, for all of them in one statement. */
export async function writeDues(ctx: CommunityContext, owed: readonly { giftId: string; due: Due }[]): Promise<void> {
  if (owed.length === 0) return;
  const column = (pick: (due: Due) => bigint) => owed.map(({ due }) => pick(due).toString());
  await sql`
    update fundraising.gift g
       set due_escrow = d.escrow, due_platform_fee = d.platform, due_provider_fee = d.provider,
           version = g.version + 1, updated_at = ${ctx.now}
      from unnest(${owed.map(({ giftId }) => giftId)}::uuid[], ${column((due) => due.escrow)}::bigint[],
                  ${column((due) => due.platformFee)}::bigint[], ${column((due) => due.providerFee)}::bigint[])
           as d (id, escrow, platform, provider)
     where g.community_id = ${ctx.communityId} and g.id = d.id`.execute(ctx.tx);
}

/**
 * Gifts of an ended goal that have not gone back yet, by id. A share of nothing (all was released before) leaves the gift
 * as it is: it was used as promised.
 */
export async function giftsToReturnAfter(
  ctx: CommunityContext,
  goalId: string,
  after: string | null,
  limit: number,
): Promise<Gift[]> {
  let query = gifts(ctx)
    .where("g.goal_id", "=", goalId)
    .where("g.status", "=", "succeeded")
    .where(sql<boolean>`g.due_escrow + g.due_platform_fee + g.due_provider_fee > 0`)
    .orderBy("g.id")
    .limit(limit);
  if (after) query = query.where("g.id", ">", after);
  return (await query.execute()).map(toGift);
}

/** Signed-in givers whose gifts count, or waited for the goal's end. */
export async function givingUsers(ctx: CommunityContext, goalId: string): Promise<string[]> {
  const rows = await ctx.tx
    .selectFrom("fundraising.gift")
    .select("user_id")
    .distinct()
    .where("community_id", "=", ctx.communityId)
    .where("goal_id", "=", goalId)
    .where("status", "in", COUNTED_GIFTS)
    .where("user_id", "is not", null)
    .execute();
  return rows.flatMap((row) => (row.user_id ? [row.user_id] : []));
}

export interface GiftFilter {
  goalId?: string;
  giverId?: string;
  userId?: string;
  status?: readonly string[];
  before?: { createdAt: Date; id: string };
  limit: number;
}

/** Newest first. */
export async function listGifts(ctx: CommunityContext, filter: GiftFilter): Promise<Gift[]> {
  let query = gifts(ctx).orderBy("g.created_at", "desc").orderBy("g.id", "desc").limit(filter.limit);
  if (filter.goalId) query = query.where("g.goal_id", "=", filter.goalId);
  if (filter.giverId) query = query.where("g.giver_id", "=", filter.giverId);
  if (filter.userId) query = query.where("g.user_id", "=", filter.userId);
  if (filter.status) query = query.where("g.status", "in", filter.status);
  const { before } = filter;
  if (before) query = query.where(sql<boolean>`(g.created_at, g.id) < (${before.createdAt}, ${before.id}::uuid)`);
  return (await query.execute()).map(toGift);
}

/** How many people's gifts count for each goal. */
export async function giverCounts(
  ctx: CommunityContext,
  goalIds: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  if (goalIds.length === 0) return new Map();
  const rows = await ctx.tx
    .selectFrom("fundraising.gift")
    .select(["goal_id", sql<bigint>`count(distinct giver_id)`.as("givers")])
    .where("community_id", "=", ctx.communityId)
    .where("goal_id", "in", goalIds)
    .where("status", "in", COUNTED_GIFTS)
    .groupBy("goal_id")
    .execute();
  return new Map(rows.map((row) => [row.goal_id, Number(row.givers)]));
}

function toGift(row: GiftRow): Gift {
  const { due_escrow: escrow, due_platform_fee: platformFee, due_provider_fee: providerFee } = row;
  return {
    id: row.id,
    goalId: row.goal_id,
    giverId: row.giver_id,
    userId: row.user_id,
    paymentId: row.payment_id,
    providerId: row.provider_id,
    movedFromId: row.moved_from_id,
    amount: row.amount,
    currency: row.currency,
    feeCover: row.fee_cover,
    reversedAmount: row.reversed_amount,
    platformFee: row.platform_fee,
    providerFee: row.provider_fee,
    status: giftState(row.status),
    publicName: row.public_name,
    message: row.message,
    isAnonymous: row.is_anonymous,
    locale: row.locale,
    paidAt: row.paid_at,
    due: escrow === null || platformFee === null || providerFee === null ? null : { escrow, platformFee, providerFee },
    refundId: row.refund_id,
    refundAmount: row.refund_amount,
    version: row.version,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  };
}
