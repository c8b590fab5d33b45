import { captureHold, post, releaseHold } from "../ledger/index.ts";
import type { EndedPayout } from "../payments/index.ts";
import type { CommunityContext } from "../platform/context.ts";
import { tell } from "./events.ts";
import { type Goal, nextGoalState } from "./goal.ts";
import { type Milestone, nextMilestoneState } from "./milestone.ts";
import { nothingLeft } from "./nothing-left.ts";
import { payoutPosting, payoutReversedPosting } from "./postings.ts";
import { lockGoal, updateGoal } from "./queries/goals.ts";
import { milestonesOf, setMilestoneStatus } from "./queries/milestones.ts";
import { findPayout, type Payout, setPayoutStatus } from "./queries/payouts.ts";

/** The money arrived, did not, or came back days later. */
export async function recordPayoutEnded(ctx: CommunityContext, ended: EndedPayout): Promise<void> {
  const payout = await findPayout(ctx, ended.purposeId);
  if (!payout) throw new Error(`payout ${ended.purposeId} is unknown`);
  const goal = await lockGoal(ctx, payout.goalId);
  const milestones = await milestonesOf(ctx, goal.id);
  const milestone = milestones.find(({ id }) => id === payout.milestoneId);
  if (!milestone) throw new Error(`payout ${payout.id} is for no milestone`);
  if (ended.status === "succeeded") await arrived(ctx, goal, milestones, milestone, payout, ended);
  else if (ended.status === "reversed" && payout.status === "succeeded")
    await cameBack(ctx, goal, milestone, payout, ended);
  else if (payout.status === "requested") {
    releaseHold(ctx, payout.holdId);
    await setPayoutStatus(ctx, payout.id, "failed");
  }
  tell(ctx, "payout_ended", { goalId: goal.id, milestoneId: milestone.id, payoutId: payout.id });
}

async function arrived(
  ctx: CommunityContext,
  goal: Goal,
  milestones: readonly Milestone[],
  milestone: Milestone,
  payout: Payout,
  ended: EndedPayout,
): Promise<void> {
  if (payout.status !== "requested") throw new Error(`payout ${payout.id} had ended as ${payout.status}`);
  const { providerId } = ended;
  captureHold(ctx, {
    holdId: payout.holdId,
    transaction: payoutPosting({ ...payout, payoutId: payout.id, providerId }),
  });
  await setPayoutStatus(ctx, payout.id, "succeeded");
  const status = nextMilestoneState(milestone.status, "pay_out") ?? milestone.status;
  await setMilestoneStatus(ctx, milestone.id, status);
  const after = milestones.map((other) => (other.id === milestone.id ? { ...other, status } : other));
  const to = nextGoalState(goal.status, "pay_out_last");
  if (to && (await isLast(ctx, goal, after))) {
    await updateGoal(ctx, goal.id, { status: to });
    tell(ctx, "goal_withdrawn", { goalId: goal.id });
  }
}

/** All milestones are paid out, or those that are not will find nothing in escrow. */
async function isLast(ctx: CommunityContext, goal: Goal, milestones: readonly Milestone[]): Promise<boolean> {
  const open = milestones.filter(({ status }) => status !== "paid_out" && status !== "proven");
  if (open.length === 0) return true;
  return open.every(({ status }) => status !== "released") && (await nothingLeft(ctx, goal));
}

async function cameBack(
  ctx: CommunityContext,
  goal: Goal,
  milestone: Milestone,
  payout: Payout,
  ended: EndedPayout,
): Promise<void> {
  post(ctx, payoutReversedPosting({ ...payout, payoutId: payout.id, providerId: ended.providerId }));
  await setPayoutStatus(ctx, payout.id, "reversed");
  const status = nextMilestoneState(milestone.status, "reverse_payout");
  if (status) await setMilestoneStatus(ctx, milestone.id, status);
  const to = nextGoalState(goal.status, "reverse_payout");
  if (to && to !== goal.status) await updateGoal(ctx, goal.id, { status: to });
}
