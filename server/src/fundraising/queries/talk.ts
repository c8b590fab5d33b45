import { type Selectable, sql } from "kysely";
import type { CommunityContext } from "../../platform/context.ts";
import type { Database } from "../../platform/db.ts";

/** What is said about a goal: its owner's updates, and everybody's comments. */

export interface GoalUpdate {
  id: string;
  goalId: string;
  authorId: string;
  title: string;
  body: string;
  photoId: string | null;
  createdAt: Date;
}

export interface Before {
  createdAt: Date;
  id: string;
}

export async function insertGoalUpdate(ctx: CommunityContext, update: Omit<GoalUpdate, "createdAt">): Promise<void> {
  await ctx.tx
    .insertInto("fundraising.goal_update")
    .values({
      community_id: ctx.communityId,
      id: update.id,
      goal_id: update.goalId,
      author_id: update.authorId,
      title: update.title,
      body: update.body,
      photo_id: update.photoId,
      created_at: ctx.now,
    })
    .execute();
}

export async function listGoalUpdates(
  ctx: CommunityContext,
  filter: { goalId: string; before?: Before; limit: number },
): Promise<GoalUpdate[]> {
  let query = ctx.tx
    .selectFrom("fundraising.goal_update")
    .selectAll()
    .where("community_id", "=", ctx.communityId)
    .where("goal_id", "=", filter.goalId)
    .orderBy("created_at", "desc")
    .orderBy("id", "desc")
    .limit(filter.limit);
  const { before } = filter;
  if (before) query = query.where(sql<boolean>`(created_at, id) < (${before.createdAt}, ${before.id}::uuid)`);
  return (await query.execute()).map((row) => ({
    id: row.id,
    goalId: row.goal_id,
    authorId: row.author_id,
    title: row.title,
    body: row.body,
    photoId: row.photo_id,
    createdAt: row.created_at,
  }));
}

export interface Comment {
  id: string;
  goalId: string;
  authorUserId: string | null;
  publicName: string;
  body: string;
  status: string;
  version: number;
  createdAt: Date;
  updatedAt: Date;
}

export async function insertComment(
  ctx: CommunityContext,
  comment: Pick<Comment, "id" | "goalId" | "authorUserId" | "publicName" | "body" | "status">,
): Promise<void> {
  await ctx.tx
    .insertInto("fundraising.comment")
    .values({
      community_id: ctx.communityId,
      id: comment.id,
      goal_id: comment.goalId,
      author_user_id: comment.authorUserId,
      public_name: comment.publicName,
      body: comment.body,
      status: comment.status,
      created_at: ctx.now,
      updated_at: ctx.now,
    })
    .execute();
}

/** Held until the end of the transaction against others who act on it. */
export async function lockComment(ctx: CommunityContext, id: string): Promise<void> {
  await ctx.tx
    .selectFrom("fundraising.comment")
    .select("id")
    .where("community_id", "=", ctx.communityId)
    .where("id", "=", id)
    .forNoKeyUpdate()
    .execute();
}

export async function findComment(ctx: CommunityContext, id: string): Promise<Comment | null> {
  const row = await ctx.tx
    .selectFrom("fundraising.comment")
    .selectAll()
    .where("community_id", "=", ctx.communityId)
    .where("id", "=", id)
    .executeTakeFirst();
  return row ? toComment(row) : null;
}

/** Whether one comment of this user was approved before. */
export async function isKnownAuthor(ctx: CommunityContext, userId: string): Promise<boolean> {
  const row = await ctx.tx
    .selectFrom("fundraising.comment")
    .select("id")
    .where("community_id", "=", ctx.communityId)
    .where("author_user_id", "=", userId)
    .where("status", "=", "shown")
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

export async function listComments(
  ctx: CommunityContext,
  filter: { goalId: string; status: readonly string[]; before?: Before; limit: number },
): Promise<Comment[]> {
  let query = ctx.tx
    .selectFrom("fundraising.comment")
    .selectAll()
    .where("community_id", "=", ctx.communityId)
    .where("goal_id", "=", filter.goalId)
    .where("status", "in", filter.status)
    .orderBy("created_at", "desc")
    .orderBy("id", "desc")
    .limit(filter.limit);
  const { before } = filter;
  if (before) query = query.where(sql<boolean>`(created_at, id) < (${before.createdAt}, ${before.id}::uuid)`);
  return (await query.execute()).map(toComment);
}

/** A deleted comment keeps its row, not its words. */
export async function updateComment(
  ctx: CommunityContext,
  id: string,
  changes: { status: string; body?: string; decided_by?: string | null },
): Promise<void> {
  await ctx.tx
    .updateTable("fundraising.comment")
    .set({ ...changes, decided_at: ctx.now, version: sql`version + 1`, updated_at: ctx.now })
    .where("community_id", "=", ctx.communityId)
    .where("id", "=", id)
    .execute();
}

/** One report a person. */
export async function insertReport(
  ctx: CommunityContext,
  report: { commentId: string; reporterKey: string; reason: string },
): Promise<void> {
  await ctx.tx
    .insertInto("fundraising.comment_report")
    .values({
      community_id: ctx.communityId,
      comment_id: report.commentId,
      reporter_key: report.reporterKey,
      reason: report.reason,
      created_at: ctx.now,
    })
    .onConflict((oc) => oc.doNothing())
    .execute();
}

/** Reports of each comment, for whoever moderates. */
export async function reportsOf(
  ctx: CommunityContext,
  commentIds: readonly string[],
): Promise<ReadonlyMap<string, { reason: string; createdAt: Date }[]>> {
  const found = new Map<string, { reason: string; createdAt: Date }[]>();
  if (commentIds.length === 0) return found;
  const rows = await ctx.tx
    .selectFrom("fundraising.comment_report")
    .select(["comment_id", "reason", "created_at"])
    .where("community_id", "=", ctx.communityId)
    .where("comment_id", "in", commentIds)
    .orderBy("created_at")
    .execute();
  for (const { comment_id, reason, created_at } of rows) {
    found.set(comment_id, [...(found.get(comment_id) ?? []), { reason, createdAt: created_at }]);
  }
  return found;
}

function toComment(row: Selectable<Database["fundraising.comment"]>): Comment {
  return {
    id: row.id,
    goalId: row.goal_id,
    authorUserId: row.author_user_id,
    publicName: row.public_name,
    body: row.body,
    status: row.status,
    version: row.version,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  };
}
