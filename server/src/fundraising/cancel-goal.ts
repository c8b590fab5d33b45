import type { CommunityContext } from "../platform/context.ts";
import { refuse, staleVersion } from "../platform/errors.ts";
import { endGoal } from "./end-goal.ts";
import { tell } from "./events.ts";
import { type Goal, stepGoal } from "./goal.ts";
import { requireOwnerOr } from "./policy.ts";
import { lockGoal, updateGoal } from "./queries/goals.ts";
import { milestonesOf } from "./queries/milestones.ts";
import { currentPayout } from "./queries/payouts.ts";

/** Ends a goal that will not be carried through: what is still in escrow goes back to the givers, or where they choose. */
export async function cancelGoal(
  ctx: CommunityContext,
  input: { goalId: string; reason?: string; version?: number },
): Promise<Goal> {
  const goal = await lockGoal(ctx, input.goalId);
  requireOwnerOr(ctx, goal, "fundraising.cancel");
  if (input.version !== undefined && input.version !== goal.version) throw staleVersion();
  const status = stepGoal(goal.status, "cancel");
  await requireNoPayoutUnderWay(ctx, goal.id);
  if (goal.publishedAt) {
    await endGoal(ctx, goal, { status: "cancelled", reason: input.reason?.trim() || null });
  } else {
    // A draft has no givers: nothing to give back.
    await updateGoal(ctx, goal.id, { status, ended_at: ctx.now, end_reason: input.reason?.trim() || null });
  }
  tell(ctx, "goal_cancelled", { goalId: goal.id });
  return lockGoal(ctx, goal.id);
}

async function requireNoPayoutUnderWay(ctx: CommunityContext, goalId: string): Promise<void> {
  for (const milestone of await milestonesOf(ctx, goalId)) {
    const payout = await currentPayout(ctx, milestone.id);
    if (payout?.status === "requested") throw refuse("payout_under_way", { status: 409 });
  }
}
