import Type from "typebox";
import { pageOf } from "../../platform/cursor.ts";
import { type Route, route } from "../../platform/route.ts";
import { cancelGoal } from "../cancel-goal.ts";
import { offeredFor } from "../choose-provider.ts";
import { createGoal } from "../create-goal.ts";
import { GOAL_STATES } from "../goal.ts";
import { actingUser, may } from "../policy.ts";
import { publishGoal } from "../publish-goal.ts";
import { listGoals } from "../queries/goals.ts";
import { visibleGoal } from "../queries/load.ts";
import {
  CommunityParams,
  DEFAULT_LIMIT,
  GoalParams,
  Id,
  listOf,
  moneyIn,
  Page,
  text,
  Version,
} from "../schemas/common.ts";
import { GoalChange, GoalProvider, GoalSchema, milestonesIn, NewGoal } from "../schemas/goal.ts";
import { termsIn } from "../schemas/terms.ts";
import { updateGoal } from "../update-goal.ts";
import { createdBefore, createdKey, goalAnswer, goalAnswers } from "./answers.ts";

const BASE = "/v1/communities/{communityId}/goals";

const list = route({
  method: "GET",
  path: BASE,
  operationId: "listGoals",
  summary: "Goals, newest first; drafts only of one's own",
  entry: "visitor",
  params: CommunityParams,
  query: Type.Object({
    ...Page,
    status: Type.Optional(Type.Enum([...GOAL_STATES])),
    ownerId: Type.Optional(Id),
    q: Type.Optional(Type.String({ maxLength: 100, description: "Part of the title" })),
  }),
  response: listOf(GoalSchema),
  async handle(ctx, { query }) {
    const limit = query.limit ?? DEFAULT_LIMIT;
    const rows = await listGoals(ctx, {
      viewerId: ctx.access === "member" ? actingUser(ctx) : null,
      drafts: may(ctx, "fundraising.view_drafts"),
      limit: limit + 1,
      ...(query.status ? { status: [query.status] } : {}),
      ...(query.ownerId ? { ownerId: query.ownerId } : {}),
      ...(query.q ? { q: query.q } : {}),
      ...createdBefore(query.after),
    });
    const page = pageOf(rows, limit, createdKey);
    return { items: await goalAnswers(ctx, page.rows), next: page.next };
  },
});

const create = route({
  method: "POST",
  path: BASE,
  operationId: "createGoal",
  summary: "Draft a goal",
  description:
    "Terms that are left out are as usual: all or nothing, fees out of the gift, a vote of three days by heads.",
  entry: "member",
  permission: "fundraising.create",
  params: CommunityParams,
  body: NewGoal,
  status: 201,
  response: GoalSchema,
  async handle(ctx, { body }) {
    const { terms, milestones, targetAmount, deadline, ...words } = body;
    const goal = await createGoal(ctx, {
      ...words,
      targetAmount: moneyIn(targetAmount),
      deadline: new Date(deadline),
      milestones: milestonesIn(milestones),
      ...(terms ? { terms: termsIn(terms) } : {}),
    });
    return goalAnswer(ctx, goal);
  },
});

const get = route({
  method: "GET",
  path: `${BASE}/{goalId}`,
  operationId: "getGoal",
  summary: "One goal with its milestones, terms and figures",
  entry: "visitor",
  params: GoalParams,
  response: GoalSchema,
  handle: async (ctx, { params }) => goalAnswer(ctx, await visibleGoal(ctx, params.goalId)),
});

const providers = route({
  method: "GET",
  path: `${BASE}/{goalId}/providers`,
  operationId: "listGoalProviders",
  summary: "With what one may give to the goal, the usual one first; without any, nobody can",
  entry: "visitor",
  params: GoalParams,
  response: Type.Object({ items: Type.Array(GoalProvider) }),
  async handle(ctx, { params }) {
    const offered = await offeredFor(ctx, await visibleGoal(ctx, params.goalId));
    return { items: offered.map(({ providerId, name, mode }) => ({ id: providerId, name, mode })) };
  },
});

const update = route({
  method: "PATCH",
  path: `${BASE}/{goalId}`,
  operationId: "updateGoal",
  summary: "Change a goal: its story at any time, its terms before the first gift",
  entry: "member",
  params: GoalParams,
  body: GoalChange,
  response: GoalSchema,
  async handle(ctx, { params, body }) {
    const { terms, milestones, targetAmount, deadline, ...words } = body;
    const goal = await updateGoal(ctx, {
      ...words,
      goalId: params.goalId,
      ...(targetAmount ? { targetAmount: moneyIn(targetAmount) } : {}),
      ...(deadline ? { deadline: new Date(deadline) } : {}),
      ...(milestones ? { milestones: milestonesIn(milestones) } : {}),
      ...(terms ? { terms: termsIn(terms) } : {}),
    });
    return goalAnswer(ctx, goal);
  },
});

const publish = route({
  method: "POST",
  path: `${BASE}/{goalId}/publication`,
  operationId: "publishGoal",
  summary: "Show a goal to the world and take gifts",
  entry: "member",
  permission: "fundraising.create",
  params: GoalParams,
  body: Type.Object({ version: Type.Optional(Version) }),
  response: GoalSchema,
  handle: async (ctx, { params, body }) => goalAnswer(ctx, await publishGoal(ctx, { goalId: params.goalId, ...body })),
});

const cancel = route({
  method: "POST",
  path: `${BASE}/{goalId}/cancellation`,
  operationId: "cancelGoal",
  summary: "Cancel a goal: what is in escrow goes back to the givers",
  entry: "member",
  idempotent: true,
  params: GoalParams,
  body: Type.Object({ reason: Type.Optional(text(500)), version: Type.Optional(Version) }),
  response: GoalSchema,
  handle: async (ctx, { params, body }) => goalAnswer(ctx, await cancelGoal(ctx, { goalId: params.goalId, ...body })),
});

export const goalRoutes: readonly Route[] = [list, create, get, providers, update, publish, cancel];
