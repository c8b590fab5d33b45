import Type from "typebox";
import { pageOf } from "../../platform/cursor.ts";
import { type Route, route } from "../../platform/route.ts";
import { moneyOfGoal } from "../money.ts";
import { requireOwnerOr } from "../policy.ts";
import { visibleGoal } from "../queries/load.ts";
import { listPayouts } from "../queries/payouts.ts";
import { requestPayout } from "../request-payout.ts";
import { DEFAULT_LIMIT, figureOut, GoalParams, listOf, Page } from "../schemas/common.ts";
import { GoalMoney, MilestonePayout, NewPayout, payoutOut } from "../schemas/money.ts";
import { createdBefore, createdKey } from "./answers.ts";

const BASE = "/v1/communities/{communityId}/goals/{goalId}";

const money = route({
  method: "GET",
  path: `${BASE}/money`,
  operationId: "getGoalMoney",
  summary: "Where the money is: figures with the entries that make them, and the flow between them",
  entry: "visitor",
  params: GoalParams,
  response: GoalMoney,
  async handle(ctx, { params }) {
    const goal = await visibleGoal(ctx, params.goalId);
    const { figures, sankey } = await moneyOfGoal(ctx, goal);
    const out = (amount: bigint) => figureOut(amount, goal.currency);
    return {
      goalId: goal.id,
      currency: goal.currency,
      figures: figures.map(({ name, amount, entries }) => ({ name, amount: out(amount), entries: [...entries] })),
      nodes: sankey.nodes.map(({ id, amount }) => ({ id, amount: out(amount) })),
      links: sankey.links.map(({ from, to, amount }) => ({ from, to, amount: out(amount) })),
    };
  },
});

const pay = route({
  method: "POST",
  path: `${BASE}/payouts`,
  operationId: "requestPayout",
  summary: "Pay a milestone's released money out",
  entry: "member",
  idempotent: true,
  params: GoalParams,
  body: NewPayout,
  status: 201,
  response: MilestonePayout,
  handle: async (ctx, { params, body }) => payoutOut(await requestPayout(ctx, { goalId: params.goalId, ...body })),
});

const payouts = route({
  method: "GET",
  path: `${BASE}/payouts`,
  operationId: "listMilestonePayouts",
  summary: "Payouts of a goal, newest first",
  entry: "member",
  params: GoalParams,
  query: Type.Object(Page),
  response: listOf(MilestonePayout),
  async handle(ctx, { params, query }) {
    const goal = await visibleGoal(ctx, params.goalId);
    requireOwnerOr(ctx, goal, "fundraising.pay_out");
    const limit = query.limit ?? DEFAULT_LIMIT;
    const rows = await listPayouts(ctx, { goalId: goal.id, limit: limit + 1, ...createdBefore(query.after) });
    const page = pageOf(rows, limit, createdKey);
    return { items: page.rows.map(payoutOut), next: page.next };
  },
});

export const moneyRoutes: readonly Route[] = [money, pay, payouts];
