import Type from "typebox";
import { waitForCheckout } from "../../payments/index.ts";
import { pageOf } from "../../platform/cursor.ts";
import { notFound, refuse } from "../../platform/errors.ts";
import { bestLocale } from "../../platform/i18n.ts";
import { type Route, route } from "../../platform/route.ts";
import { choose } from "../choose.ts";
import { COUNTED_GIFTS, GIFT_STATES } from "../gift.ts";
import { give, quoteFor } from "../give.ts";
import { actingUser, requireMay } from "../policy.ts";
import { listGifts } from "../queries/gifts.ts";
import { findGoal } from "../queries/goals.ts";
import { giftOfGoal, visibleGoal } from "../queries/load.ts";
import { refundGift } from "../refund-gift.ts";
import { quoteRefund } from "../refund-quote.ts";
import { CommunityParams, Currency, DEFAULT_LIMIT, GoalParams, Id, listOf, moneyIn, Page } from "../schemas/common.ts";
import {
  Contribution,
  GiftChoice,
  GiftQuote,
  giftOut,
  NewGift,
  quoteOut,
  RefundQuoteSchema,
  refundQuoteOut,
} from "../schemas/gift.ts";
import { createdBefore, createdKey, giftAnswer, giftAnswers, seesGifts } from "./answers.ts";

const BASE = "/v1/communities/{communityId}/goals/{goalId}";
const GiftParams = Type.Object({ communityId: Id, goalId: Id, giftId: Id });
const Filter = Type.Object({
  ...Page,
  status: Type.Optional(Type.Enum([...GIFT_STATES])),
  mine: Type.Optional(Type.Boolean({ description: "Only one's own" })),
});
const GIFTS_A_MINUTE = 20;

const list = route({
  method: "GET",
  path: `${BASE}/gifts`,
  operationId: "listGifts",
  summary: "Gifts of a goal, newest first",
  description:
    "The public sees gifts that count; the owner and whoever may see gifts see all of them, a giver his own.",
  entry: "visitor",
  params: GoalParams,
  query: Filter,
  response: listOf(Contribution),
  async handle(ctx, { params, query }) {
    const goal = await visibleGoal(ctx, params.goalId);
    const userId = actingUser(ctx);
    if (query.mine && !userId) return { items: [], next: null };
    const whole = seesGifts(ctx, goal) || query.mine;
    const wanted = query.status ? [query.status] : null;
    const status = whole ? wanted : (wanted ?? COUNTED_GIFTS).filter((state) => COUNTED_GIFTS.includes(state));
    const limit = query.limit ?? DEFAULT_LIMIT;
    const rows = await listGifts(ctx, {
      goalId: goal.id,
      limit: limit + 1,
      ...(query.mine && userId ? { userId } : {}),
      ...(status ? { status } : {}),
      ...createdBefore(query.after),
    });
    const page = pageOf(rows, limit, createdKey);
    return { items: await giftAnswers(ctx, goal, page.rows), next: page.next };
  },
});

const listAll = route({
  method: "GET",
  path: "/v1/communities/{communityId}/gifts",
  operationId: "listCommunityGifts",
  summary:
    "Gifts to all goals: one's own, or, for an operator, all; `status=unclaimed` are refunds that did not arrive",
  entry: "member",
  params: CommunityParams,
  query: Filter,
  response: listOf(Contribution),
  async handle(ctx, { query }) {
    const userId = actingUser(ctx);
    if (!query.mine) requireMay(ctx, "fundraising.view_gifts");
    const limit = query.limit ?? DEFAULT_LIMIT;
    const rows = await listGifts(ctx, {
      limit: limit + 1,
      ...(query.mine && userId ? { userId } : {}),
      ...(query.status ? { status: [query.status] } : {}),
      ...createdBefore(query.after),
    });
    const page = pageOf(rows, limit, createdKey);
    return { items: await giftAnswers(ctx, null, page.rows), next: page.next };
  },
});

const get = route({
  method: "GET",
  path: `${BASE}/gifts/{giftId}`,
  operationId: "getGift",
  summary: "One gift",
  entry: "visitor",
  params: GiftParams,
  response: Contribution,
  async handle(ctx, { params }) {
    const goal = await visibleGoal(ctx, params.goalId);
    const gift = await giftOfGoal(ctx, goal.id, params.giftId);
    const isMine = gift.userId !== null && gift.userId === actingUser(ctx);
    if (!isMine && !seesGifts(ctx, goal) && !COUNTED_GIFTS.includes(gift.status)) throw notFound();
    return giftAnswer(ctx, goal, gift);
  },
});

const quote = route({
  method: "GET",
  path: `${BASE}/gift-quote`,
  operationId: "quoteGift",
  summary: "What a gift costs and brings, fees included",
  entry: "visitor",
  params: GoalParams,
  query: Type.Object({ amount: Type.Integer({ minimum: 1, description: "Minor units" }), currency: Currency }),
  response: GiftQuote,
  async handle(ctx, { params, query }) {
    const goal = await visibleGoal(ctx, params.goalId);
    return quoteOut(quoteFor(goal, moneyIn(query)), goal.currency, goal.terms.fees.borneBy);
  },
});

const create = route({
  method: "POST",
  path: `${BASE}/gifts`,
  operationId: "giveGift",
  summary: "Give: begins a gift and its payment",
  description: "By a member, another signed-in user, or a guest with an e-mail. Answers with the page on which to pay.",
  entry: "guest",
  idempotent: true,
  params: GoalParams,
  body: NewGift,
  status: 201,
  response: Contribution,
  rateLimit: GIFTS_A_MINUTE,
  async handle(ctx, { params, body }, { facts }) {
    const { id, amount, locale, ...rest } = body;
    const { gift, paymentId } = await give(ctx, {
      ...rest,
      ...(id ? { giftId: id } : {}),
      goalId: params.goalId,
      amount: moneyIn(amount),
      locale: bestLocale([locale, ...facts.languages]),
    });
    const answer = giftOut(gift, { communityId: ctx.communityId, full: true });
    return { ...answer, payment: { id: paymentId, status: "preparing", checkoutUrl: null } };
  },
  async after(services, answer) {
    if (!answer.payment || answer.payment.checkoutUrl) return answer;
    const payment = await waitForCheckout(services, { communityId: answer.communityId, paymentId: answer.payment.id });
    if (!payment) return answer;
    return { ...answer, payment: { id: payment.paymentId, status: payment.status, checkoutUrl: payment.checkoutUrl } };
  },
});

const refundQuote = route({
  method: "GET",
  path: `${BASE}/gifts/{giftId}/refund-quote`,
  operationId: "quoteRefund",
  summary: "What a refund of this gift would bring its giver now, and who bears which fee",
  entry: "member",
  params: GiftParams,
  response: RefundQuoteSchema,
  async handle(ctx, { params }) {
    const goal = await visibleGoal(ctx, params.goalId);
    const gift = await giftOfGoal(ctx, goal.id, params.giftId);
    return refundQuoteOut(await quoteRefund(ctx, goal, gift), goal.currency);
  },
});

const refund = route({
  method: "POST",
  path: `${BASE}/gifts/{giftId}/refund`,
  operationId: "refundGift",
  summary: "Give one gift back, or try an unclaimed refund again",
  entry: "member",
  idempotent: true,
  params: GiftParams,
  response: Contribution,
  async handle(ctx, { params }) {
    const gift = await refundGift(ctx, params);
    return giftAnswer(ctx, await findGoal(ctx, gift.goalId), gift);
  },
});

const choice = route({
  method: "POST",
  path: `${BASE}/gifts/{giftId}/choice`,
  operationId: "chooseForGift",
  summary: "After a goal has ended: take the gift back, or give it to another goal",
  entry: "guest",
  idempotent: true,
  params: GiftParams,
  body: GiftChoice,
  response: Contribution,
  async handle(ctx, { params, body }) {
    await giftOfGoal(ctx, params.goalId, params.giftId);
    if (body.choice === "move" && !body.goalId) throw refuse("choice_goal_missing", { pointer: "#/goalId" });
    const gift = await choose(ctx, {
      giftId: params.giftId,
      choice: body.choice === "move" && body.goalId ? { kind: "move", goalId: body.goalId } : { kind: "refund" },
      ...(body.token ? { token: body.token } : {}),
    });
    return giftOut(gift, { communityId: ctx.communityId, full: true });
  },
});

export const giftRoutes: readonly Route[] = [list, listAll, get, quote, create, refundQuote, refund, choice];
