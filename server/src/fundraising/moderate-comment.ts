import type { CommunityContext } from "../platform/context.ts";
import { notFound, refuse } from "../platform/errors.ts";
import { tell } from "./events.ts";
import { actingUser, requireOwnerOr } from "./policy.ts";
import { personKey } from "./queries/givers.ts";
import { visibleGoal } from "./queries/load.ts";
import { type Comment, findComment, insertReport, lockComment, reportsOf, updateComment } from "./queries/talk.ts";

interface CommentRef {
  goalId: string;
  commentId: string;
}

/** Shows a held comment; the next ones of the user who wrote it are shown at once. */
export async function approveComment(ctx: CommunityContext, input: CommentRef): Promise<Comment> {
  const goal = await visibleGoal(ctx, input.goalId);
  const comment = await commentOf(ctx, input);
  requireOwnerOr(ctx, goal, "fundraising.moderate");
  if (comment.status === "deleted") throw refuse("comment_deleted", { status: 409 });
  await updateComment(ctx, comment.id, { status: "shown", decided_by: actingUser(ctx) });
  tell(ctx, "comment_changed", { goalId: goal.id, commentId: comment.id });
  return { ...comment, status: "shown", version: comment.version + 1 };
}

/** Takes the words away, for good. By the goal's owner, a moderator, or who wrote them. */
export async function deleteComment(ctx: CommunityContext, input: CommentRef): Promise<void> {
  const goal = await visibleGoal(ctx, input.goalId);
  const comment = await commentOf(ctx, input);
  const userId = actingUser(ctx);
  if (!userId || comment.authorUserId !== userId) requireOwnerOr(ctx, goal, "fundraising.moderate");
  await updateComment(ctx, comment.id, { status: "deleted", body: "", decided_by: userId });
  tell(ctx, "comment_changed", { goalId: goal.id, commentId: comment.id });
}

/** Somebody finds a comment wrong: whoever moderates sees it. One report a person (a guest: by address); the first of all is told. */
export async function reportComment(
  ctx: CommunityContext,
  input: CommentRef & { reason: string; reporter: string },
): Promise<void> {
  const goal = await visibleGoal(ctx, input.goalId);
  const comment = await commentOf(ctx, input);
  if (comment.status !== "shown") throw notFound();
  const userId = actingUser(ctx);
  const reporterKey = personKey(ctx, userId ? { userId } : { email: input.reporter });
  await lockComment(ctx, comment.id);
  const isFirst = !(await reportsOf(ctx, [comment.id])).has(comment.id);
  await insertReport(ctx, { commentId: comment.id, reporterKey, reason: input.reason.trim() });
  if (isFirst) tell(ctx, "comment_reported", { goalId: goal.id, commentId: comment.id });
}

async function commentOf(ctx: CommunityContext, input: CommentRef): Promise<Comment> {
  const comment = await findComment(ctx, input.commentId);
  if (!comment || comment.goalId !== input.goalId) throw notFound();
  return comment;
}
