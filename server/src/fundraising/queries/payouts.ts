import { type Selectable, sql } from "kysely";
import type { CommunityContext } from "../../platform/context.ts";
import type { Database } from "../../platform/db.ts";
import { stateOf } from "../state-machine.ts";

type PayoutRow = Selectable<Database["fundraising.payout"]>;

const PAYOUT_STATES = ["requested", "succeeded", "failed", "reversed"] as const;
export type PayoutState = (typeof PAYOUT_STATES)[number];

export interface Payout {
  id: string;
  goalId: string;
  milestoneId: string;
  payoutId: string | null;
  holdId: string;
  amount: bigint;
  currency: string;
  status: PayoutState;
  requestedBy: string;
  endedAt: Date | null;
  version: number;
  createdAt: Date;
  updatedAt: Date;
}

export async function findPayout(ctx: CommunityContext, id: string): Promise<Payout | null> {
  const row = await ctx.tx
    .selectFrom("fundraising.payout")
    .selectAll()
    .where("community_id", "=", ctx.communityId)
    .where("id", "=", id)
    .executeTakeFirst();
  return row ? toPayout(row) : null;
}

export async function listPayouts(
  ctx: CommunityContext,
  filter: { goalId: string; before?: { createdAt: Date; id: string }; limit: number },
): Promise<Payout[]> {
  let query = ctx.tx
    .selectFrom("fundraising.payout")
    .selectAll()
    .where("community_id", "=", ctx.communityId)
    .where("goal_id", "=", filter.goalId)
    .orderBy("created_at", "desc")
    .orderBy("id", "desc")
    .limit(filter.limit);
  const { before } = filter;
  if (before) query = query.where(sql<boolean>`(created_at, id) < (${before.createdAt}, ${before.id}::uuid)`);
  return (await query.execute()).map(toPayout);
}

/** The payout of a milestone that is under way or has arrived. */
export async function currentPayout(ctx: CommunityContext, milestoneId: string): Promise<Payout | null> {
  const row = await ctx.tx
    .selectFrom("fundraising.payout")
    .selectAll()
    .where("community_id", "=", ctx.communityId)
    .where("milestone_id", "=", milestoneId)
    .where("status", "in", ["requested", "succeeded"])
    .executeTakeFirst();
  return row ? toPayout(row) : null;
}

/** The last payout of each proven milestone that a bank sent back and that has not gone out again. */
export async function sentBackAfterProof(
  ctx: CommunityContext,
  goalId: string,
): Promise<{ id: string; title: string }[]> {
  const { rows } = await sql<{ id: string; title: string }>`
    select distinct on (p.milestone_id) p.id, m.title from fundraising.payout p
      join fundraising.milestone m on m.community_id = p.community_id and m.id = p.milestone_id
     where p.community_id = ${ctx.communityId} and p.goal_id = ${goalId}::uuid and p.status = 'reversed' and m.status = 'proven'
       and not exists (select from fundraising.payout o where o.community_id = p.community_id
                          and o.milestone_id = p.milestone_id and o.status = 'succeeded')
     order by p.milestone_id, p.ended_at desc, p.id desc`.execute(ctx.tx);
  return rows;
}

export async function payoutIdsOf(ctx: CommunityContext, milestoneId: string): Promise<string[]> {
  const rows = await ctx.tx
    .selectFrom("fundraising.payout")
    .select("id")
    .where("community_id", "=", ctx.communityId)
    .where("milestone_id", "=", milestoneId)
    .execute();
  return rows.map(({ id }) => id);
}

export async function insertPayout(
  ctx: CommunityContext,
  payout: Pick<Payout, "id" | "goalId" | "milestoneId" | "payoutId" | "holdId" | "amount" | "currency" | "requestedBy">,
): Promise<void> {
  await ctx.tx
    .insertInto("fundraising.payout")
    .values({
      community_id: ctx.communityId,
      id: payout.id,
      goal_id: payout.goalId,
      milestone_id: payout.milestoneId,
      payout_id: payout.payoutId,
      hold_id: payout.holdId,
      amount: payout.amount,
      currency: payout.currency,
      status: "requested",
      requested_by: payout.requestedBy,
      created_at: ctx.now,
      updated_at: ctx.now,
    })
    .execute();
}

export async function setPayoutStatus(ctx: CommunityContext, id: string, status: PayoutState): Promise<void> {
  await ctx.tx
    .updateTable("fundraising.payout")
    .set({ status, ended_at: ctx.now, version: sql`version + 1`, updated_at: ctx.now })
    .where("community_id", "=", ctx.communityId)
    .where("id", "=", id)
    .execute();
}

function toPayout(row: PayoutRow): Payout {
  return {
    id: row.id,
    goalId: row.goal_id,
    milestoneId: row.milestone_id,
    payoutId: row.payout_id,
    holdId: row.hold_id,
    amount: row.amount,
    currency: row.currency,
    status: stateOf(PAYOUT_STATES, row.status),
    requestedBy: row.requested_by,
    endedAt: row.ended_at,
    version: row.version,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  };
}
