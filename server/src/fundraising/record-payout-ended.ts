import { captureHold, post, releaseHold } from "../ledger/index.ts";
import { type EndedPayout, type Home, withdrawPayout } from "../payments/index.ts";
import type { CommunityContext } from "../platform/context.ts";
import { tell } from "./events.ts";
import { type Goal, nextGoalState } from "./goal.ts";
import { type Milestone, nextMilestoneState } from "./milestone.ts";
import { nothingLeft } from "./nothing-left.ts";
import { payoutPosting, payoutReversedPosting } from "./postings.ts";
import { lockGoal, updateGoal } from "./queries/goals.ts";
import { milestonesOf, setMilestoneStatus } from "./queries/milestones.ts";
import { currentPayout, findPayout, type Payout, setPayoutStatus } from "./queries/payouts.ts";

/**
 * The money arrived, did not, or came back days later. A payout that was given up and asked for again may arrive twice:
 * whichever arrives first is the milestone's, the other one has no home here.
 */
export async function recordPayoutEnded(ctx: CommunityContext, ended: EndedPayout): Promise<Home> {
  const payout = await findPayout(ctx, ended.purposeId);
  if (!payout) throw new Error(`payout ${ended.purposeId} is unknown`);
  const goal = await lockGoal(ctx, payout.goalId);
  const milestones = await milestonesOf(ctx, goal.id);
  const milestone = milestones.find(({ id }) => id === payout.milestoneId);
  if (!milestone) throw new Error(`payout ${payout.id} is for no milestone`);
  if (ended.status === "succeeded") {
    if (!(await takesPlace(ctx, milestone, payout))) return "no_home";
    await arrived(ctx, goal, milestones, milestone, payout, ended);
  } else if (ended.status === "reversed") {
    if (payout.status !== "succeeded") return "no_home";
    await cameBack(ctx, goal, milestone, payout, ended);
  } else if (payout.status === "requested") await giveUp(ctx, payout);
  tell(ctx, "payout_ended", { goalId: goal.id, milestoneId: milestone.id, payoutId: payout.id });
  return "booked";
}

async function giveUp(ctx: CommunityContext, payout: Payout): Promise<void> {
  releaseHold(ctx, payout.holdId);
  await setPayoutStatus(ctx, payout.id, "failed");
}

/** Whether the milestone still waits for money. One that was given up and arrives takes the place of its successor. */
async function takesPlace(ctx: CommunityContext, milestone: Milestone, payout: Payout): Promise<boolean> {
  if (payout.status === "requested") return true;
  if (payout.status !== "failed" || nextMilestoneState(milestone.status, "pay_out") === null) return false;
  const successor = await currentPayout(ctx, milestone.id);
  if (successor?.status === "succeeded") return false;
  if (successor) await giveUp(ctx, successor);
  if (successor?.payoutId) await withdrawPayout(ctx, successor.payoutId);
  return true;
}

async function arrived(
  ctx: CommunityContext,
  goal: Goal,
  milestones: readonly Milestone[],
  milestone: Milestone,
  payout: Payout,
  ended: EndedPayout,
): Promise<void> {
  const transaction = payoutPosting({ ...payout, payoutId: payout.id, providerId: ended.providerId });
  if (payout.status === "requested") captureHold(ctx, { holdId: payout.holdId, transaction });
  else post(ctx, transaction);
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
