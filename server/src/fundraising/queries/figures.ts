import { sql } from "kysely";
import { turnoversOf } from "../../ledger/index.ts";
import type { CommunityContext } from "../../platform/context.ts";
import { escrowCode, goalCode, receivableCode } from "../accounts.ts";
import { type Figures, figuresOf, type GoalTurnover, NO_TURNOVER } from "../figures.ts";
import { type MilestoneState, milestoneState } from "../milestone.ts";

type Labels = ReadonlyMap<string, { debit: bigint; credit: bigint }>;
const NONE: Labels = new Map();

/** Figures of one goal, from the books. */
export async function figuresOfGoal(ctx: CommunityContext, goal: { id: string; currency: string }): Promise<Figures> {
  return (await figuresOfGoals(ctx, [goal])).get(goal.id) ?? figuresOf(NO_TURNOVER);
}

/** Figures of many goals in one statement for each currency. */
export async function figuresOfGoals(
  ctx: CommunityContext,
  goals: readonly { id: string; currency: string }[],
): Promise<ReadonlyMap<string, Figures>> {
  const found = new Map<string, Figures>();
  for (const currency of new Set(goals.map((goal) => goal.currency))) {
    const ids = goals.filter((goal) => goal.currency === currency).map((goal) => goal.id);
    const totals = await labelled(ctx, ids, currency);
    for (const id of ids) found.set(id, figuresOf(turnoverOfGoal(totals, id)));
  }
  return found;
}

function turnoverOfGoal(totals: ReadonlyMap<string, Labels>, goalId: string): GoalTurnover {
  return {
    escrow: totals.get(escrowCode(goalId)) ?? NONE,
    goal: totals.get(goalCode(goalId)) ?? NONE,
    receivable: totals.get(receivableCode(goalId)) ?? NONE,
  };
}

/** The public may not read the books: it gets the labelled totals of published goals through a function of the database. */
async function labelled(
  ctx: CommunityContext,
  ids: readonly string[],
  currency: string,
): Promise<ReadonlyMap<string, Labels>> {
  if (ctx.access !== "public") {
    const codes = ids.flatMap((id) => [escrowCode(id), goalCode(id), receivableCode(id)]);
    return turnoversOf(ctx, codes, currency);
  }
  const { rows } = await sql<{ code: string; label: string; debit: bigint; credit: bigint }>`
    select code, label, debit, credit from fundraising.public_turnover(${[...ids]}::uuid[])`.execute(ctx.tx);
  const found = new Map<string, Map<string, { debit: bigint; credit: bigint }>>();
  for (const { code, label, debit, credit } of rows) {
    const labels = found.get(code) ?? new Map<string, { debit: bigint; credit: bigint }>();
    found.set(code, labels.set(label, { debit, credit }));
  }
  return found;
}

/** A milestone's money on its way out of the escrow. */
export interface Release {
  milestoneId: string;
  title: string;
  amount: bigint;
  /** How far its milestone has come since. */
  status: MilestoneState;
}

export async function releasesOf(ctx: CommunityContext, goalId: string): Promise<Release[]> {
  const rows = await ctx.tx
    .selectFrom("fundraising.release as r")
    .innerJoin("fundraising.milestone as m", (join) =>
      join.onRef("m.community_id", "=", "r.community_id").onRef("m.id", "=", "r.milestone_id"),
    )
    .select(["r.milestone_id", "m.title", "r.amount", "m.status"])
    .where("r.community_id", "=", ctx.communityId)
    .where("r.goal_id", "=", goalId)
    .orderBy("m.position")
    .execute();
  return rows.map((row) => ({
    milestoneId: row.milestone_id,
    title: row.title,
    amount: row.amount,
    status: milestoneState(row.status),
  }));
}

/**
 * Paid out for milestones whose use has been proven. A bank may send a payout back after that: its milestone stays proven,
 * and what waits to be paid out beyond the released ones is of such milestones.
 */
export function provenAmount(
  { awaitingPayout }: Pick<Figures, "awaitingPayout">,
  releases: readonly Release[],
): bigint {
  const sumOf = (wanted: MilestoneState) =>
    releases.filter(({ status }) => status === wanted).reduce((sum, { amount }) => sum + amount, 0n);
  return sumOf("proven") - (awaitingPayout - sumOf("released"));
}

/** Money on givers' accounts: on its way back, or waiting because it could not be delivered. */
export async function waitingRefunds(
  ctx: CommunityContext,
  goalId: string,
): Promise<{ underWay: bigint; unclaimed: bigint }> {
  const row = await ctx.tx
    .selectFrom("fundraising.gift")
    .select([
      sql<bigint>`coalesce(sum(refund_amount) filter (where status = 'refunding'), 0)::bigint`.as("under_way"),
      sql<bigint>`coalesce(sum(refund_amount) filter (where status = 'unclaimed'), 0)::bigint`.as("unclaimed"),
    ])
    .where("community_id", "=", ctx.communityId)
    .where("goal_id", "=", goalId)
    .executeTakeFirstOrThrow();
  return { underWay: row.under_way, unclaimed: row.unclaimed };
}

/** The newest gifts whose refund is under way or unclaimed, at most `limit` of each. */
export async function giftsWaiting(
  ctx: CommunityContext,
  goalId: string,
  limit: number,
): Promise<{ id: string; status: string }[]> {
  const { rows } = await sql<{ id: string; status: string }>`
    select id, status from (
      select id, status, row_number() over (partition by status order by updated_at desc, id desc) as n
        from fundraising.gift
       where community_id = ${ctx.communityId} and goal_id = ${goalId}::uuid and status in ('refunding', 'unclaimed')
    ) g where n <= ${limit} order by n`.execute(ctx.tx);
  return rows;
}

/** Ids of the goal's accounts in the books, by code; those that were never posted to are absent. */
export async function accountIdsOf(ctx: CommunityContext, goalId: string): Promise<ReadonlyMap<string, string>> {
  const { rows } = await sql<{ code: string; account_id: string }>`
    select distinct code, account_id from fundraising.public_turnover(array[${goalId}]::uuid[])`.execute(ctx.tx);
  return new Map(rows.map((row) => [row.code, row.account_id]));
}
