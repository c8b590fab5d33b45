import type { CommunityContext } from "../../platform/context.ts";
import { notFound } from "../../platform/errors.ts";
import type { Gift } from "../gift.ts";
import type { Goal } from "../goal.ts";
import { isVisible } from "../policy.ts";
import { findGift, giftChain } from "./gifts.ts";
import { findGoal, lockGoals } from "./goals.ts";

/** The goal as the caller may see it, else absent. */
export async function visibleGoal(ctx: CommunityContext, goalId: string): Promise<Goal> {
  const goal = await findGoal(ctx, goalId);
  if (!goal || !isVisible(ctx, goal)) throw notFound();
  return goal;
}

/** A gift of this goal, else absent. */
export async function giftOfGoal(ctx: CommunityContext, goalId: string, giftId: string): Promise<Gift> {
  const gift = await findGift(ctx, giftId);
  if (!gift || gift.goalId !== goalId) throw notFound();
  return gift;
}

export interface LockedGift {
  /** Where the money is: the gift itself, or the last one that it became by being moved. */
  gift: Gift;
  goal: Goal;
  /** The goal that the gift was first given to. */
  firstGoalId: string;
}

/**
 * Locks the goals of a gift and of all that it was moved to, in key order, and answers where the money is now. A gift
 * that is moved on while we wait for the lock is followed.
 */
export async function lockGift(ctx: CommunityContext, giftId: string): Promise<LockedGift> {
  for (;;) {
    const before = await giftChain(ctx, giftId);
    const goals = await lockGoals(
      ctx,
      before.map((gift) => gift.goalId),
    );
    const chain = await giftChain(ctx, giftId);
    const gift = chain.at(-1);
    if (!gift) throw notFound();
    const goal = goals.find((candidate) => candidate.id === gift.goalId);
    if (goal) return { gift, goal, firstGoalId: chain[0]?.goalId ?? goal.id };
  }
}
