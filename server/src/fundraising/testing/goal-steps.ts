import { cancelGoal } from "../cancel-goal.ts";
import { choose } from "../choose.ts";
import { closeGoal } from "../close-goal.ts";
import { returnsMoney } from "../goal.ts";
import { giftToken } from "../links.ts";
import { findGoal } from "../queries/goals.ts";
import { releaseMilestone } from "../release-milestone.ts";
import { requestPayout } from "../request-payout.ts";
import { returnGifts } from "../return-gifts.ts";
import { giftWhere, goalWhere, milestoneWhere, pick, skip, statusOf } from "./game.ts";
import type { Act } from "./giving-steps.ts";

const PROVABLE = ["funded", "releasing", "withdrawn"];
const DESTINATION = { name: "A", accountNumber: "0123456789", bankCode: "063" };

export const goalSteps = {
  async prove(game, a) {
    await game.world.proveWithVotes((await goalWhere(game, a, PROVABLE)).id);
  },
  async release(game, a) {
    const { world, model } = game;
    const { goal, next } = await milestoneWhere(game, a, "ready");
    const input = { goalId: goal.id, milestoneId: next.id };
    const { releasedAmount } = await world.as(world.ownerId, (ctx) => releaseMilestone(ctx, input));
    if (model.release(goal) !== releasedAmount) throw new Error("the model would have released another amount");
  },
  async "pay out"(game, a) {
    const { world } = game;
    const { goal, next } = await milestoneWhere(game, a, "released");
    const input = { goalId: goal.id, milestoneId: next.id, destination: DESTINATION };
    const payout = await world.as(world.ownerId, (ctx) => requestPayout(ctx, input));
    game.payouts.push({ id: payout.id, goalId: goal.id, amount: payout.amount, status: "asked" });
  },
  async arrive({ world, model, payouts }, a, b) {
    const asked = payouts.filter(({ status }) => status === "asked");
    const payout = pick(asked, a);
    const arrives = b % 4 !== 0;
    await world.payoutEnded(payout.id, arrives ? "succeeded" : "failed");
    payout.status = arrives ? "there" : "over";
    if (arrives) model.paidOut(payout.goalId, payout.amount);
  },
  async "come back"({ world, model, payouts }, a) {
    const there = payouts.filter(({ status }) => status === "there");
    const payout = pick(there, a);
    await world.payoutEnded(payout.id, "reversed");
    payout.status = "over";
    model.paidOut(payout.goalId, -payout.amount);
  },
  async cancel({ world, model, goals }, a, b) {
    if (b % 3 !== 0) skip();
    const goal = pick(goals, a);
    await world.as(world.ownerId, (ctx) => cancelGoal(ctx, { goalId: goal.id }));
    model.end(goal);
  },
  async "pass time"(game, a) {
    const { world, model, goals } = game;
    world.server.clock.advance({ days: 1 + (a % 5) });
    for (const goal of goals) {
      await world.system((ctx) => closeGoal(ctx, { goalId: goal.id }));
      if (!goal.ended && (await statusOf(game, goal.id)) === "failed") model.end(goal);
    }
  },
  async return({ world, model, goals, disputed }, a) {
    const ended = goals.filter((goal) => goal.ended);
    const goal = pick(ended, a);
    const real = (await world.system((ctx) => findGoal(ctx, goal.id))) ?? skip();
    if (!returnsMoney(real.status) || !real.choiceUntil || world.server.clock.now() < real.choiceUntil) skip();
    await world.system((ctx) => returnGifts(ctx, { goalId: goal.id }));
    model.returnAll(goal, disputed);
  },
  async move(game, a, b) {
    const { world, model } = game;
    const gift = giftWhere(game, a, ({ status, due }) => status === "counted" && due !== null);
    const { id: goalId } = await goalWhere(game, b, ["open", "funded"]);
    const token = await world.system(async (ctx) => giftToken(ctx.keys, "choice", ctx.communityId, gift.id));
    const choice = { kind: "move", goalId } as const;
    const moved = await world.outside(world.guest, (ctx) => choose(ctx, { giftId: gift.id, choice, token }));
    model.move(gift, { id: moved.id, goalId, createdAt: moved.createdAt });
  },
} satisfies Record<string, Act>;
