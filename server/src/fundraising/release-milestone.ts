import { balanceOf, post } from "../ledger/index.ts";
import type { CommunityContext } from "../platform/context.ts";
import { notFound, refuse } from "../platform/errors.ts";
import { escrowCode } from "./accounts.ts";
import { tell } from "./events.ts";
import { stepGoal } from "./goal.ts";
import { isReleased, type Milestone, releaseAmount, stepMilestone } from "./milestone.ts";
import { requireOwnerOr } from "./policy.ts";
import { releasePosting } from "./postings.ts";
import { lockGoal, updateGoal } from "./queries/goals.ts";
import { insertRelease, milestonesOf, setMilestoneStatus } from "./queries/milestones.ts";
import { approvedProof } from "./queries/proofs.ts";

/** Moves a milestone's money out of the escrow, after the proof that it needs was approved. */
export async function releaseMilestone(
  ctx: CommunityContext,
  input: { goalId: string; milestoneId: string },
): Promise<Milestone> {
  const goal = await lockGoal(ctx, input.goalId);
  requireOwnerOr(ctx, goal, "fundraising.release");
  const milestones = await milestonesOf(ctx, goal.id);
  const milestone = milestones.find(({ id }) => id === input.milestoneId);
  if (!milestone) throw notFound();
  const status = stepMilestone(milestone.status, "release");
  const goalStatus = stepGoal(goal.status, "release");
  const proof = await approvedProof(ctx, goal.id);
  if (!proof) throw new Error(`milestone ${milestone.id} is ready without a proof`);
  const { available } = await balanceOf(ctx, escrowCode(goal.id), goal.currency);
  const planned = milestones.filter((other) => !isReleased(other.status)).map(({ amount }) => amount);
  const amount = releaseAmount(available, planned, goal.terms.surplus);
  if (amount === 0n) throw refuse("escrow_empty", { status: 409 });
  const { currency } = goal;
  post(ctx, releasePosting({ goalId: goal.id, milestoneId: milestone.id, currency, amount }));
  await insertRelease(ctx, { goalId: goal.id, milestoneId: milestone.id, proofId: proof.id, amount, currency });
  await setMilestoneStatus(ctx, milestone.id, status);
  await updateGoal(ctx, goal.id, { status: goalStatus });
  tell(ctx, "milestone_released", { goalId: goal.id, milestoneId: milestone.id });
  return { ...milestone, status, releasedAmount: amount };
}
