import type { CommunityContext } from "../platform/context.ts";
import { refuse } from "../platform/errors.ts";
import { tell } from "./events.ts";
import { nextProof } from "./milestone.ts";
import { requireOwnerOr, requireUser } from "./policy.ts";
import type { Proof } from "./proof.ts";
import { lockGoal } from "./queries/goals.ts";
import { publishMedia, requireMedia } from "./queries/media.ts";
import { milestonesOf } from "./queries/milestones.ts";
import { getProof, insertProof, undecidedProof } from "./queries/proofs.ts";
import { scheduleVoteOpening } from "./schedule.ts";

export interface SubmitProof {
  goalId: string;
  title: string;
  description: string;
  mediaIds: readonly string[];
}

const SUCCESSFUL = new Set(["funded", "releasing", "withdrawn"]);

/** Shows what the next milestone will buy, or what the last one bought. Which of the two it is follows from the goal. */
export async function submitProof(ctx: CommunityContext, input: SubmitProof): Promise<Proof> {
  const goal = await lockGoal(ctx, input.goalId);
  requireOwnerOr(ctx, goal, "fundraising.release");
  const submittedBy = requireUser(ctx);
  if (!SUCCESSFUL.has(goal.status))
    throw refuse("goal_state", { status: 409, params: { state: goal.status, event: "submit_proof" } });
  if (await undecidedProof(ctx, goal.id)) throw refuse("proof_undecided", { status: 409 });
  const wanted = nextProof(await milestonesOf(ctx, goal.id));
  if (!wanted) throw refuse("proof_not_due", { status: 409 });
  const mediaIds = [...new Set(input.mediaIds)];
  await requireMedia(ctx, mediaIds, { pointer: "#/mediaIds", pictures: false, uploadedBy: submittedBy });
  const id = ctx.newId();
  const { kind, milestoneId } = wanted;
  const [title, description] = [input.title.trim(), input.description.trim()];
  await insertProof(ctx, { id, goalId: goal.id, milestoneId, kind, submittedBy, title, description }, mediaIds);
  await publishMedia(ctx, mediaIds);
  scheduleVoteOpening(ctx, id);
  tell(ctx, "proof_submitted", { goalId: goal.id, proofId: id });
  return getProof(ctx, id);
}
