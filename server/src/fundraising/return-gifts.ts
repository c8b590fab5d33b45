import type { CommunityContext } from "../platform/context.ts";
import { returnsMoney } from "./goal.ts";
import { giftsToReturnAfter } from "./queries/gifts.ts";
import { findGoal, lockGoal } from "./queries/goals.ts";
import { returnGift } from "./return-gift.ts";
import { scheduleReturn } from "./schedule.ts";

const BATCH = 50;

/** One batch of the refunds of an ended goal, once its givers' time to choose is over. Calls itself until none is left. */
export async function returnGifts(ctx: CommunityContext, input: { goalId: string }): Promise<void> {
  if (!(await findGoal(ctx, input.goalId))) return;
  const goal = await lockGoal(ctx, input.goalId);
  if (!returnsMoney(goal.status) || !goal.choiceUntil) return;
  if (ctx.now < goal.choiceUntil) {
    scheduleReturn(ctx, goal.id, goal.choiceUntil);
    return;
  }
  const gifts = await giftsToReturnAfter(ctx, goal.id, null, BATCH);
  for (const gift of gifts) {
    if (gift.due) await returnGift(ctx, gift, gift.due, 0n);
  }
  if (gifts.length === BATCH) scheduleReturn(ctx, goal.id);
}
