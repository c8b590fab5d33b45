import { cancelGoal } from "../cancel-goal.ts";
import { choose } from "../choose.ts";
import { closeGoal } from "../close-goal.ts";
import type { Gift } from "../gift.ts";
import { returnsMoney } from "../goal.ts";
import { giftToken } from "../links.ts";
import { getGift } from "../queries/gifts.ts";
import { findGoal } from "../queries/goals.ts";
import { milestonesOf } from "../queries/milestones.ts";
import { refundGift } from "../refund-gift.ts";
import { releaseMilestone } from "../release-milestone.ts";
import { requestPayout } from "../request-payout.ts";
import { returnGifts } from "../return-gifts.ts";
import { Model, type ModelGift, type ModelGoal } from "./model.ts";
import { money, refusalOf, type World } from "./world.ts";

export const STEPS = [
  "give",
  "give and pay",
  "pay",
  "refund",
  "deliver",
  "fail refund",
  "dispute",
  "win",
  "lose",
  "prove",
  "release",
  "pay out",
  "arrive",
  "come back",
  "cancel",
  "pass time",
  "return",
  "move",
] as const;
export interface Step {
  kind: (typeof STEPS)[number];
  /** Which one, and how much: taken modulo what there is. */
  a: number;
  b: number;
}

/** Does the same to the real thing and to the model. A refusal leaves both as they are; a fault ends the test. */
export async function startHistory(world: World) {
  const model = new Model(world.providerId);
  const disputed = new Set<string>();
  const payouts: { id: string; goalId: string; amount: bigint; status: "asked" | "there" | "over" }[] = [];
  /** How often each kind of step was carried out. */
  const carried = new Map<string, number>();
  for (const [days, surplus] of [
    [10, "pro_rata"],
    [25, "last_milestone"],
    [300, "pro_rata"],
  ] as const) {
    const goal = await world.goal({
      amounts: [3_000, 2_000],
      days,
      terms: { surplus, stretchAmount: money(9_000), choiceDays: 1 },
    });
    model.goals.set(goal.id, { id: goal.id, surplus, planned: [3_000n, 2_000n], ended: false });
  }
  const goals = [...model.goals.values()];
  const goalAt = (n: number): ModelGoal => pick(goals, n);
  const giftWhere = (n: number, fits: (gift: ModelGift) => boolean): ModelGift => pick(model.gifts.filter(fits), n);
  const goingBack = (gift: ModelGift) => gift.status === "going back" && gift.back > 0n;
  const asOwner = world.ownerId;

  const add = async (gift: Gift, rootId = gift.id): Promise<ModelGift> => {
    const { id, goalId, giverId, amount, platformFee, providerFee, createdAt } = gift;
    const known: ModelGift = {
      id,
      rootId,
      goalId,
      giverId,
      amount,
      platformFee,
      providerFee,
      createdAt,
      status: "pending",
      due: null,
      back: 0n,
    };
    model.gifts.push(known);
    return known;
  };
  const pay = async (gift: ModelGift, b: number): Promise<void> => {
    const took = BigInt(b % 3 === 0 ? b % 200 : Math.floor(Number(gift.amount) * 0.03));
    const { status } = await world.paid(gift.id, { fee: Number(took) });
    model.paid(gift, took, status === "succeeded");
  };
  const statusOf = async (goalId: string) => (await world.system((ctx) => findGoal(ctx, goalId)))?.status ?? "draft";

  const goalWhere = async (n: number, wanted: readonly string[]): Promise<ModelGoal> => {
    const states = await Promise.all(goals.map(({ id }) => statusOf(id)));
    return pick(
      goals.filter((_, index) => wanted.includes(states[index] ?? "")),
      n,
    );
  };
  const milestoneWhere = async (n: number, wanted: string) => {
    const all = await world.system((ctx) => milestonesOf(ctx, ...goals.map(({ id }) => id)));
    const next = pick(
      all.filter(({ status }) => status === wanted),
      n,
    );
    return { next, goal: model.goals.get(next.goalId) ?? skip() };
  };

  const acts: Record<Step["kind"], (a: number, b: number) => Promise<void>> = {
    async give(a, b) {
      await add(await world.begin(goalAt(a).id, 100 + (b % 4_000), { email: `giver${b % 5}@x.example` }));
    },
    async "give and pay"(a, b) {
      await pay(await add(await world.begin(goalAt(a).id, 100 + (b % 4_000), { email: `giver${b % 5}@x.example` })), b);
    },
    async pay(a, b) {
      await pay(
        giftWhere(a, ({ status }) => status === "pending"),
        b,
      );
    },
    async refund(a) {
      const gift = giftWhere(a, ({ status }) => status !== "gone");
      await world.as(asOwner, (ctx) => refundGift(ctx, { goalId: gift.goalId, giftId: gift.id }));
      model.refund(gift);
    },
    async deliver(a) {
      const gift = giftWhere(a, goingBack);
      await world.refundEnded(gift.id, "processed");
      model.delivered(gift);
    },
    async "fail refund"(a) {
      const gift = giftWhere(a, goingBack);
      await world.refundEnded(gift.id, "failed");
      gift.status = "stuck";
    },
    async dispute(a) {
      const gift = giftWhere(a, ({ id, status }) => status === "counted" && !disputed.has(id));
      await world.dispute(gift.rootId, "opened");
      disputed.add(gift.id);
    },
    async win(a) {
      const gift = giftWhere(a, ({ id }) => disputed.has(id));
      await world.dispute(gift.rootId, "won");
      disputed.delete(gift.id);
    },
    async lose(a) {
      const gift = giftWhere(a, ({ status }) => status === "counted" || status === "stuck");
      const { amount } = await world.ref(gift.id);
      await world.dispute(gift.rootId, "lost");
      disputed.delete(gift.id);
      model.lost(gift, amount);
    },
    async prove(a) {
      await world.proveWithVotes((await goalWhere(a, PROVABLE)).id);
    },
    async release(a) {
      const { goal, next } = await milestoneWhere(a, "ready");
      const { releasedAmount } = await world.as(asOwner, (ctx) =>
        releaseMilestone(ctx, { goalId: goal.id, milestoneId: next.id }),
      );
      if (model.release(goal) !== releasedAmount) throw new Error("the model would have released another amount");
    },
    async "pay out"(a) {
      const { goal, next } = await milestoneWhere(a, "released");
      const destination = { name: "A", accountNumber: "0123456789", bankCode: "063" };
      const payout = await world.as(asOwner, (ctx) =>
        requestPayout(ctx, { goalId: goal.id, milestoneId: next.id, destination }),
      );
      payouts.push({ id: payout.id, goalId: goal.id, amount: payout.amount, status: "asked" });
    },
    async arrive(a, b) {
      const payout = pick(
        payouts.filter(({ status }) => status === "asked"),
        a,
      );
      const arrives = b % 4 !== 0;
      await world.payoutEnded(payout.id, arrives ? "succeeded" : "failed");
      payout.status = arrives ? "there" : "over";
      if (arrives) model.paidOut(payout.goalId, payout.amount);
    },
    async "come back"(a) {
      const payout = pick(
        payouts.filter(({ status }) => status === "there"),
        a,
      );
      await world.payoutEnded(payout.id, "reversed");
      payout.status = "over";
      model.paidOut(payout.goalId, -payout.amount);
    },
    async cancel(a, b) {
      if (b % 3 !== 0) skip();
      const goal = goalAt(a);
      await world.as(asOwner, (ctx) => cancelGoal(ctx, { goalId: goal.id }));
      model.end(goal);
    },
    async "pass time"(a) {
      world.server.clock.advance({ days: 1 + (a % 5) });
      for (const goal of goals) {
        await world.system((ctx) => closeGoal(ctx, { goalId: goal.id }));
        if (!goal.ended && (await statusOf(goal.id)) === "failed") model.end(goal);
      }
    },
    async return(a) {
      const goal = pick(
        goals.filter(({ ended }) => ended),
        a,
      );
      const real = (await world.system((ctx) => findGoal(ctx, goal.id))) ?? skip();
      if (!returnsMoney(real.status) || !real.choiceUntil || world.server.clock.now() < real.choiceUntil) skip();
      await world.system((ctx) => returnGifts(ctx, { goalId: goal.id }));
      model.returnAll(goal, disputed);
    },
    async move(a, b) {
      const gift = giftWhere(a, ({ status, due }) => status === "counted" && due !== null);
      const to = await goalWhere(b, ["open", "funded"]);
      const token = await world.system(async (ctx) => giftToken(ctx.keys, "choice", ctx.communityId, gift.id));
      const moved = await world.outside(world.guest, (ctx) =>
        choose(ctx, { giftId: gift.id, choice: { kind: "move", goalId: to.id }, token }),
      );
      model.move(gift, { id: moved.id, goalId: to.id, createdAt: moved.createdAt });
    },
  };

  return {
    model,
    goals,
    carried,
    async step({ kind, a, b }: Step): Promise<void> {
      try {
        const refused = await refusalOf(acts[kind](a, b));
        if (refused === "not refused") carried.set(kind, (carried.get(kind) ?? 0) + 1);
      } catch (error) {
        if (!(error instanceof NotNow)) throw error;
      }
    },
    giftsNow: () => world.system(async (ctx) => Promise.all(model.gifts.map((gift) => getGift(ctx, gift.id)))),
  };
}

const PROVABLE = ["funded", "releasing", "withdrawn"];

/** The step makes no sense now. */
class NotNow extends Error {}

function skip(): never {
  throw new NotNow();
}

function pick<T>(from: readonly T[], n: number): T {
  const found = from[n % Math.max(from.length, 1)];
  if (found === undefined) throw new NotNow();
  return found;
}
