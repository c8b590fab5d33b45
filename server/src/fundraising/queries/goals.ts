import { type Selectable, sql } from "kysely";
import type { CommunityContext } from "../../platform/context.ts";
import type { Database } from "../../platform/db.ts";
import { notFound } from "../../platform/errors.ts";
import { anywhere } from "../../platform/like.ts";
import { type Goal, goalState } from "../goal.ts";
import { stateOf } from "../state-machine.ts";
import type { Terms } from "../terms.ts";

type GoalRow = Selectable<Database["fundraising.goal"]>;
type TermsRow = Selectable<Database["fundraising.terms"]>;
type Joined = GoalRow & Omit<TermsRow, "published_at">;

const TERMS = [
  "t.goal_id",
  "t.mode",
  "t.stretch_amount",
  "t.surplus",
  "t.vote_window_hours",
  "t.vote_quorum_bps",
  "t.vote_threshold_bps",
  "t.vote_weight",
  "t.vote_silence",
  "t.platform_fee_bps",
  "t.provider_fee_bps",
  "t.provider_fee_flat",
  "t.provider_fee_flat_from",
  "t.provider_fee_cap",
  "t.fees_borne_by",
  "t.refund_fee_borne_by",
  "t.choice_days",
  "t.min_gift",
  "t.max_gift",
] as const;

function goals(ctx: CommunityContext) {
  return ctx.tx
    .selectFrom("fundraising.goal as g")
    .innerJoin("fundraising.terms as t", (join) =>
      join.onRef("t.community_id", "=", "g.community_id").onRef("t.goal_id", "=", "g.id"),
    )
    .selectAll("g")
    .select(TERMS)
    .where("g.community_id", "=", ctx.communityId);
}

export async function findGoal(ctx: CommunityContext, goalId: string): Promise<Goal | null> {
  const row = await goals(ctx).where("g.id", "=", goalId).executeTakeFirst();
  return row ? toGoal(row) : null;
}

/** Titles of goals that are published, by their ids: only these have accounts. */
export async function goalTitles(ctx: CommunityContext, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await ctx.tx
    .selectFrom("fundraising.goal")
    .select(["id", "title"])
    .where("community_id", "=", ctx.communityId)
    .where("id", "in", ids)
    .where("published_at", "is not", null)
    .execute();
  return new Map(rows.map(({ id, title }) => [id, title]));
}

/** Waits for whoever changes the goal now. Every command that moves its money does this first. */
export async function lockGoal(ctx: CommunityContext, goalId: string): Promise<Goal> {
  const locked = await ctx.tx
    .selectFrom("fundraising.goal")
    .select("id")
    .where("community_id", "=", ctx.communityId)
    .where("id", "=", goalId)
    .forNoKeyUpdate()
    .executeTakeFirst();
  // Read by a statement of its own: one that waited for the lock would see the goal as it is and its terms as they were.
  const goal = locked ? await findGoal(ctx, goalId) : null;
  if (!goal) throw notFound();
  return goal;
}

/** Two goals at once, in key order, so that two who move gifts in opposite directions wait instead of deadlocking. */
export async function lockGoals(ctx: CommunityContext, goalIds: readonly string[]): Promise<Goal[]> {
  const locked: Goal[] = [];
  for (const goalId of [...new Set(goalIds)].sort()) locked.push(await lockGoal(ctx, goalId));
  return locked;
}

export interface GoalFilter {
  status?: readonly string[];
  ownerId?: string;
  q?: string;
  /** Drafts of this user are shown beside what is published; all drafts where `drafts` is true. */
  viewerId: string | null;
  drafts: boolean;
  before?: { createdAt: Date; id: string };
  limit: number;
}

/** Newest first. */
export async function listGoals(ctx: CommunityContext, filter: GoalFilter): Promise<Goal[]> {
  let query = goals(ctx).orderBy("g.created_at", "desc").orderBy("g.id", "desc").limit(filter.limit);
  if (filter.status) query = query.where("g.status", "in", filter.status);
  if (filter.ownerId) query = query.where("g.owner_id", "=", filter.ownerId);
  if (filter.q) query = query.where("g.title", "ilike", anywhere(filter.q));
  const { viewerId, before } = filter;
  if (!filter.drafts) {
    query = query.where((eb) =>
      viewerId
        ? eb.or([eb("g.published_at", "is not", null), eb("g.owner_id", "=", viewerId)])
        : eb("g.published_at", "is not", null),
    );
  }
  if (before) {
    query = query.where(sql<boolean>`(g.created_at, g.id) < (${before.createdAt}, ${before.id}::uuid)`);
  }
  return (await query.execute()).map(toGoal);
}

export interface GoalChanges {
  title?: string;
  description?: string;
  photo_id?: string | null;
  target_amount?: bigint;
  currency?: string;
  deadline?: Date;
  status?: string;
  slug?: string;
  published_at?: Date;
  terms_locked_at?: Date;
  closed_at?: Date;
  ended_at?: Date;
  end_reason?: string | null;
  choice_until?: Date | null;
}

/** The goal's row is locked by the caller. */
export async function updateGoal(ctx: CommunityContext, goalId: string, changes: GoalChanges): Promise<void> {
  await ctx.tx
    .updateTable("fundraising.goal")
    .set({ ...changes, version: sql`version + 1`, updated_at: ctx.now })
    .where("community_id", "=", ctx.communityId)
    .where("id", "=", goalId)
    .execute();
}

/** False where a goal of this community has the address already, drafts included. */
export async function insertGoal(
  ctx: CommunityContext,
  goal: Pick<
    Goal,
    "id" | "ownerId" | "title" | "description" | "photoId" | "targetAmount" | "currency" | "deadline" | "slug"
  >,
): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await ctx.tx
    .insertInto("fundraising.goal")
    .values({
      community_id: ctx.communityId,
      id: goal.id,
      owner_id: goal.ownerId,
      title: goal.title,
      description: goal.description,
      photo_id: goal.photoId,
      target_amount: goal.targetAmount,
      currency: goal.currency,
      deadline: goal.deadline,
      status: "draft",
      slug: goal.slug,
      created_at: ctx.now,
      updated_at: ctx.now,
    })
    .onConflict((oc) => oc.constraint("goal_slug_key").doNothing())
    .executeTakeFirstOrThrow();
  return numInsertedOrUpdatedRows === 1n;
}

export async function writeTerms(ctx: CommunityContext, goalId: string, terms: Terms): Promise<void> {
  const values = termsColumns(terms);
  await ctx.tx
    .insertInto("fundraising.terms")
    .values({ community_id: ctx.communityId, goal_id: goalId, ...values })
    .onConflict((oc) => oc.columns(["community_id", "goal_id"]).doUpdateSet(values))
    .execute();
}

/** From now on the public may read them. */
export async function publishTerms(ctx: CommunityContext, goalId: string): Promise<void> {
  await ctx.tx
    .updateTable("fundraising.terms")
    .set({ published_at: ctx.now })
    .where("community_id", "=", ctx.communityId)
    .where("goal_id", "=", goalId)
    .execute();
}

function termsColumns(terms: Terms) {
  return {
    mode: terms.mode,
    stretch_amount: terms.stretchAmount,
    surplus: terms.surplus,
    vote_window_hours: terms.vote.windowHours,
    vote_quorum_bps: Number(terms.vote.quorumBps),
    vote_threshold_bps: Number(terms.vote.thresholdBps),
    vote_weight: terms.vote.weight,
    vote_silence: terms.vote.silence,
    platform_fee_bps: Number(terms.fees.platformBps),
    provider_fee_bps: Number(terms.fees.providerBps),
    provider_fee_flat: terms.fees.providerFlat,
    provider_fee_flat_from: terms.fees.providerFlatFrom ?? null,
    provider_fee_cap: terms.fees.providerCap ?? null,
    fees_borne_by: terms.fees.borneBy,
    refund_fee_borne_by: terms.refundFeeBorneBy,
    choice_days: terms.choiceDays,
    min_gift: terms.minGift,
    max_gift: terms.maxGift,
  };
}

function toTerms(row: Omit<TermsRow, "published_at" | "community_id">): Terms {
  return {
    mode: stateOf(["all_or_nothing", "keep_what_comes"] as const, row.mode),
    stretchAmount: row.stretch_amount,
    surplus: stateOf(["pro_rata", "last_milestone"] as const, row.surplus),
    vote: {
      windowHours: row.vote_window_hours,
      quorumBps: BigInt(row.vote_quorum_bps),
      thresholdBps: BigInt(row.vote_threshold_bps),
      weight: stateOf(["head", "amount"] as const, row.vote_weight),
      silence: stateOf(["abstain", "yes", "no"] as const, row.vote_silence),
    },
    fees: {
      platformBps: BigInt(row.platform_fee_bps),
      providerBps: BigInt(row.provider_fee_bps),
      providerFlat: row.provider_fee_flat,
      providerFlatFrom: row.provider_fee_flat_from,
      providerCap: row.provider_fee_cap,
      borneBy: stateOf(["goal", "giver"] as const, row.fees_borne_by),
    },
    refundFeeBorneBy: stateOf(["platform", "giver"] as const, row.refund_fee_borne_by),
    choiceDays: row.choice_days,
    minGift: row.min_gift,
    maxGift: row.max_gift,
  };
}

function toGoal(row: Joined): Goal {
  return {
    id: row.id,
    ownerId: row.owner_id,
    title: row.title,
    description: row.description,
    photoId: row.photo_id,
    targetAmount: row.target_amount,
    currency: row.currency,
    deadline: row.deadline,
    status: goalState(row.status),
    slug: row.slug,
    publishedAt: row.published_at,
    termsLockedAt: row.terms_locked_at,
    closedAt: row.closed_at,
    endedAt: row.ended_at,
    endReason: row.end_reason,
    choiceUntil: row.choice_until,
    version: row.version,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    terms: toTerms(row),
  };
}
