import { sql } from "kysely";
import type { CommunityContext } from "../../platform/context.ts";
import { type Milestone, type MilestoneState, milestoneState } from "../milestone.ts";

/** In their order. With what was released for each, of the goals named. */
export async function milestonesOf(ctx: CommunityContext, ...goalIds: readonly string[]): Promise<Milestone[]> {
  if (goalIds.length === 0) return [];
  const rows = await ctx.tx
    .selectFrom("fundraising.milestone as m")
    .leftJoin("fundraising.release as r", (join) =>
      join.onRef("r.community_id", "=", "m.community_id").onRef("r.milestone_id", "=", "m.id"),
    )
    .select(["m.id", "m.goal_id", "m.position", "m.title", "m.description", "m.amount", "m.status", "m.version"])
    .select("r.amount as released_amount")
    .where("m.community_id", "=", ctx.communityId)
    .where("m.goal_id", "in", goalIds)
    .orderBy("m.goal_id")
    .orderBy("m.position")
    .execute();
  return rows.map((row) => ({
    id: row.id,
    goalId: row.goal_id,
    position: row.position,
    title: row.title,
    description: row.description,
    amount: row.amount,
    status: milestoneState(row.status),
    releasedAmount: row.released_amount,
    version: row.version,
  }));
}

export interface MilestonePlan {
  title: string;
  description: string;
  amount: bigint;
}

/** Writes the plan anew. Only while no gift has begun: the database refuses later. */
export async function replaceMilestones(
  ctx: CommunityContext,
  goalId: string,
  plan: readonly MilestonePlan[],
  publishedAt: Date | null,
): Promise<void> {
  await ctx.tx
    .deleteFrom("fundraising.milestone")
    .where("community_id", "=", ctx.communityId)
    .where("goal_id", "=", goalId)
    .execute();
  await ctx.tx
    .insertInto("fundraising.milestone")
    .values(
      plan.map((milestone, index) => ({
        community_id: ctx.communityId,
        id: ctx.newId(),
        goal_id: goalId,
        position: index + 1,
        title: milestone.title,
        description: milestone.description,
        amount: milestone.amount,
        status: "pending",
        published_at: publishedAt,
        created_at: ctx.now,
        updated_at: ctx.now,
      })),
    )
    .execute();
}

export async function publishMilestones(ctx: CommunityContext, goalId: string): Promise<void> {
  await ctx.tx
    .updateTable("fundraising.milestone")
    .set({ published_at: ctx.now })
    .where("community_id", "=", ctx.communityId)
    .where("goal_id", "=", goalId)
    .execute();
}

export async function setMilestoneStatus(
  ctx: CommunityContext,
  milestoneId: string,
  status: MilestoneState,
): Promise<void> {
  await ctx.tx
    .updateTable("fundraising.milestone")
    .set({ status, version: sql`version + 1`, updated_at: ctx.now })
    .where("community_id", "=", ctx.communityId)
    .where("id", "=", milestoneId)
    .execute();
}

export async function insertRelease(
  ctx: CommunityContext,
  release: { goalId: string; milestoneId: string; proofId: string; amount: bigint; currency: string },
): Promise<string> {
  const id = ctx.newId();
  await ctx.tx
    .insertInto("fundraising.release")
    .values({
      community_id: ctx.communityId,
      id,
      goal_id: release.goalId,
      milestone_id: release.milestoneId,
      proof_id: release.proofId,
      amount: release.amount,
      currency: release.currency,
      released_by: ctx.actor.kind === "user" ? ctx.actor.userId : null,
      released_at: ctx.now,
    })
    .execute();
  return id;
}
