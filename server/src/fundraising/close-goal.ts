import type { CommunityContext } from "../platform/context.ts";
import { endGoal } from "./end-goal.ts";
import { tell } from "./events.ts";
import { DECISION_GRACE_MS, decision, type Goal, mayDecide, nextGoalState, stepGoal } from "./goal.ts";
import { figuresOfGoal } from "./queries/figures.ts";
import { countPending } from "./queries/gifts.ts";
import { findGoal, lockGoal, updateGoal } from "./queries/goals.ts";
import { scheduleClose } from "./schedule.ts";

/**
 * At the deadline: gifts are no longer taken; once all payments that began before it are final, or after 24 hours, the goal
 * is decided. Run by a job, and by the end of each payment that was waited for; harmless when there is nothing to do.
 */
export async function closeGoal(ctx: CommunityContext, input: { goalId: string }): Promise<void> {
  if (!(await findGoal(ctx, input.goalId))) return;
  await closeLockedGoal(ctx, await lockGoal(ctx, input.goalId));
}

export async function closeLockedGoal(ctx: CommunityContext, goal: Goal): Promise<void> {
  if (goal.closedAt || !goal.publishedAt) return;
  if (ctx.now < goal.deadline) {
    // The deadline was moved after the job was planned.
    scheduleClose(ctx, goal.id, goal.deadline);
    return;
  }
  const status = goal.status === "open" ? stepGoal(goal.status, "pass_deadline") : goal.status;
  if (status !== goal.status) await updateGoal(ctx, goal.id, { status });
  const waiting = { ...goal, status };
  if (!mayDecide(waiting, ctx.now, await countPending(ctx, goal.id))) {
    scheduleClose(ctx, goal.id, new Date(goal.deadline.getTime() + DECISION_GRACE_MS));
    return;
  }
  await decide(ctx, waiting);
}

async function decide(ctx: CommunityContext, goal: Goal): Promise<void> {
  if (goal.status !== "deciding") {
    // Funded before its deadline: only the counting of late gifts ends.
    await updateGoal(ctx, goal.id, { closed_at: ctx.now });
    return;
  }
  const { raised } = await figuresOfGoal(ctx, goal);
  const event = decision(goal.terms.mode, raised, goal.targetAmount);
  const status = nextGoalState(goal.status, event);
  if (status === "funded") {
    await updateGoal(ctx, goal.id, { status, closed_at: ctx.now });
    tell(ctx, "goal_funded", { goalId: goal.id });
    return;
  }
  await endGoal(ctx, goal, { status: "failed", reason: null });
  tell(ctx, "goal_failed", { goalId: goal.id });
}
