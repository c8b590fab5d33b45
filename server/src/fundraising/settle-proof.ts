import type { CommunityContext } from "../platform/context.ts";
import { tell } from "./events.ts";
import { type Goal, type GoalState, nextGoalState, stepGoal } from "./goal.ts";
import { stepMilestone } from "./milestone.ts";
import { nothingLeft } from "./nothing-left.ts";
import { type Proof, stepProof } from "./proof.ts";
import { updateGoal } from "./queries/goals.ts";
import { milestonesOf, setMilestoneStatus } from "./queries/milestones.ts";
import { updateProof } from "./queries/proofs.ts";

/**
 * Writes the decision and what follows. An approved plan makes the first milestone ready; an approved use proves its
 * milestone and makes the next one ready, or, after the last one, proves the goal. A rejected proof may be followed by another.
 */
export async function settleProof(
  ctx: CommunityContext,
  goal: Goal,
  proof: Proof,
  decision: { approved: boolean; by: string | null },
): Promise<void> {
  await updateProof(ctx, proof.id, {
    status: stepProof(proof.status, decision.approved ? "approve" : "reject"),
    verified_at: ctx.now,
    verified_by: decision.by,
  });
  if (decision.approved) await followApproval(ctx, goal, proof);
  tell(ctx, "proof_decided", { goalId: goal.id, proofId: proof.id });
}

async function followApproval(ctx: CommunityContext, goal: Goal, proof: Proof): Promise<void> {
  const milestones = await milestonesOf(ctx, goal.id);
  const milestone = milestones.find(({ id }) => id === proof.milestoneId);
  if (!milestone) throw new Error(`proof ${proof.id} is of no milestone`);
  if (proof.kind === "plan") {
    await setMilestoneStatus(ctx, milestone.id, stepMilestone(milestone.status, "allow"));
    return;
  }
  await setMilestoneStatus(ctx, milestone.id, stepMilestone(milestone.status, "prove"));
  const upcoming = milestones.find(({ status }) => status === "pending");
  if (upcoming && !(await nothingLeft(ctx, goal))) {
    await setMilestoneStatus(ctx, upcoming.id, stepMilestone(upcoming.status, "allow"));
    return;
  }
  await updateGoal(ctx, goal.id, { status: provenFrom(goal.status) });
  tell(ctx, "goal_proven", { goalId: goal.id });
}

/** Where the escrow ran dry before the last milestone, the goal had not been marked as withdrawn yet. */
function provenFrom(status: GoalState): GoalState {
  const withdrawn = nextGoalState(status, "pay_out_last") ?? status;
  return stepGoal(withdrawn, "prove");
}
