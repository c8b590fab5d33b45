import Type from "typebox";
import { pageOf } from "../../platform/cursor.ts";
import { type Route, route } from "../../platform/route.ts";
import { approveComment, deleteComment, reportComment } from "../moderate-comment.ts";
import { actingUser, isOwner, may } from "../policy.ts";
import { postComment } from "../post-comment.ts";
import { postUpdate } from "../post-update.ts";
import { visibleGoal } from "../queries/load.ts";
import { listComments, listGoalUpdates, reportsOf } from "../queries/talk.ts";
import { DEFAULT_LIMIT, GoalParams, Id, listOf, Page } from "../schemas/common.ts";
import {
  CommentSchema,
  commentOut,
  GoalUpdateSchema,
  NewComment,
  NewGoalUpdate,
  NewReport,
  updateOut,
} from "../schemas/talk.ts";
import { createdBefore, createdKey } from "./answers.ts";

const BASE = "/v1/communities/{communityId}/goals/{goalId}";
const CommentParams = Type.Object({ communityId: Id, goalId: Id, commentId: Id });
const TALK_A_MINUTE = 10;

const updates = route({
  method: "GET",
  path: `${BASE}/updates`,
  operationId: "listGoalUpdates",
  summary: "News from the owner, newest first",
  entry: "visitor",
  params: GoalParams,
  query: Type.Object(Page),
  response: listOf(GoalUpdateSchema),
  async handle(ctx, { params, query }) {
    const goal = await visibleGoal(ctx, params.goalId);
    const limit = query.limit ?? DEFAULT_LIMIT;
    const rows = await listGoalUpdates(ctx, { goalId: goal.id, limit: limit + 1, ...createdBefore(query.after) });
    const page = pageOf(rows, limit, createdKey);
    return { items: page.rows.map((row) => updateOut(row, ctx.communityId)), next: page.next };
  },
});

const newUpdate = route({
  method: "POST",
  path: `${BASE}/updates`,
  operationId: "postGoalUpdate",
  summary: "Tell news of one's goal",
  entry: "member",
  params: GoalParams,
  body: NewGoalUpdate,
  status: 201,
  response: GoalUpdateSchema,
  handle: async (ctx, { params, body }) =>
    updateOut(await postUpdate(ctx, { goalId: params.goalId, ...body }), ctx.communityId),
});

const comments = route({
  method: "GET",
  path: `${BASE}/comments`,
  operationId: "listComments",
  summary: "Comments, newest first; held ones and reports for whoever moderates",
  entry: "visitor",
  params: GoalParams,
  query: Type.Object({ ...Page, status: Type.Optional(Type.Enum(["held", "shown"])) }),
  response: listOf(CommentSchema),
  async handle(ctx, { params, query }) {
    const goal = await visibleGoal(ctx, params.goalId);
    const moderates = isOwner(ctx, goal) || may(ctx, "fundraising.moderate");
    const limit = query.limit ?? DEFAULT_LIMIT;
    const status = moderates ? (query.status ? [query.status] : ["held", "shown"]) : ["shown"];
    const rows = await listComments(ctx, { goalId: goal.id, status, limit: limit + 1, ...createdBefore(query.after) });
    const page = pageOf(rows, limit, createdKey);
    const reports = moderates
      ? await reportsOf(
          ctx,
          page.rows.map((row) => row.id),
        )
      : new Map();
    const userId = actingUser(ctx);
    return {
      items: page.rows.map((row) => commentOut(row, { userId, reports: reports.get(row.id) ?? [] })),
      next: page.next,
    };
  },
});

const newComment = route({
  method: "POST",
  path: `${BASE}/comments`,
  operationId: "postComment",
  summary: "Comment on a goal; a user's first comment and all of a guest's wait for approval",
  entry: "guest",
  params: GoalParams,
  body: NewComment,
  status: 201,
  response: CommentSchema,
  rateLimit: TALK_A_MINUTE,
  async handle(ctx, { params, body }) {
    const comment = await postComment(ctx, { goalId: params.goalId, ...body });
    return commentOut(comment, { userId: actingUser(ctx), reports: [] });
  },
});

const approve = route({
  method: "POST",
  path: `${BASE}/comments/{commentId}/approval`,
  operationId: "approveComment",
  summary: "Show a held comment",
  entry: "member",
  params: CommentParams,
  response: CommentSchema,
  handle: async (ctx, { params }) =>
    commentOut(await approveComment(ctx, params), { userId: actingUser(ctx), reports: [] }),
});

const report = route({
  method: "POST",
  path: `${BASE}/comments/{commentId}/reports`,
  operationId: "reportComment",
  summary: "Report a comment to whoever moderates",
  entry: "guest",
  params: CommentParams,
  body: NewReport,
  status: 202,
  response: Type.Object({ accepted: Type.Boolean() }),
  rateLimit: TALK_A_MINUTE,
  async handle(ctx, { params, body }, { facts }) {
    await reportComment(ctx, { ...params, reason: body.reason, reporter: facts.ip });
    return { accepted: true };
  },
});

const remove = route({
  method: "DELETE",
  path: `${BASE}/comments/{commentId}`,
  operationId: "deleteComment",
  summary: "Take a comment away, for good",
  entry: "member",
  params: CommentParams,
  status: 204,
  response: Type.Null(),
  async handle(ctx, { params }) {
    await deleteComment(ctx, params);
    return null;
  },
});

export const talkRoutes: readonly Route[] = [updates, newUpdate, comments, newComment, approve, report, remove];
