import { findGoal } from "../queries/goals.ts";
import { milestonesOf } from "../queries/milestones.ts";
import { money } from "./doors.ts";
import { Model, type ModelGift, type ModelGoal } from "./model.ts";
import type { World } from "./world.ts";

/** The real thing and the model, side by side, and how a step finds what it acts on. */
export interface Game {
  world: World;
  model: Model;
  goals: readonly ModelGoal[];
  disputed: Set<string>;
  /** Payments of which a bank took a part: a dispute is lost once. */
  parted: Set<string>;
  payouts: { id: string; goalId: string; amount: bigint; status: "asked" | "there" | "over" }[];
}

export async function newGame(world: World): Promise<Game> {
  const model = new Model(world.providerId);
  const plans = [
    { days: 10, surplus: "pro_rata" },
    { days: 25, surplus: "last_milestone" },
    { days: 300, surplus: "pro_rata" },
  ] as const;
  for (const { days, surplus } of plans) {
    const terms = { surplus, stretchAmount: money(9_000), choiceDays: 1 };
    const goal = await world.goal({ amounts: [3_000, 2_000], days, terms });
    model.goals.set(goal.id, { id: goal.id, surplus, planned: [3_000n, 2_000n], ended: false });
  }
  return { world, model, goals: [...model.goals.values()], disputed: new Set(), parted: new Set(), payouts: [] };
}

/** The step makes no sense now. */
export class NotNow extends Error {}

export function skip(): never {
  throw new NotNow();
}

export function pick<T>(from: readonly T[], n: number): T {
  return from[n % Math.max(from.length, 1)] ?? skip();
}

export function giftWhere(game: Game, n: number, fits: (gift: ModelGift) => boolean): ModelGift {
  return pick(game.model.gifts.filter(fits), n);
}

export async function statusOf({ world }: Game, goalId: string): Promise<string> {
  return (await world.system((ctx) => findGoal(ctx, goalId)))?.status ?? skip();
}

export async function goalWhere(game: Game, n: number, wanted: readonly string[]): Promise<ModelGoal> {
  const states = await Promise.all(game.goals.map(({ id }) => statusOf(game, id)));
  const fitting = game.goals.filter((_, index) => wanted.includes(states[index] ?? ""));
  return pick(fitting, n);
}

export async function milestoneWhere(game: Game, n: number, wanted: string) {
  const ids = game.goals.map(({ id }) => id);
  const all = await game.world.system((ctx) => milestonesOf(ctx, ...ids));
  const next = pick(
    all.filter(({ status }) => status === wanted),
    n,
  );
  return { next, goal: game.model.goals.get(next.goalId) ?? skip() };
}
