import type { CommunityContext } from "../platform/context.ts";
import { notFound, refuse } from "../platform/errors.ts";
import { requireMay, requireUser } from "./policy.ts";
import type { Proof } from "./proof.ts";
import { lockGoal } from "./queries/goals.ts";
import { getProof, lockProof } from "./queries/proofs.ts";
import { settleProof } from "./settle-proof.ts";

/** An operator decides where nobody may vote. Never the owner or the proof's author, whatever their role. */
export async function decideProof(
  ctx: CommunityContext,
  input: { goalId: string; proofId: string; isApproved: boolean },
): Promise<Proof> {
  const goal = await lockGoal(ctx, input.goalId);
  const proof = await lockProof(ctx, input.proofId);
  if (proof.goalId !== goal.id) throw notFound();
  requireMay(ctx, "fundraising.decide_proof");
  const userId = requireUser(ctx);
  if (userId === goal.ownerId || userId === proof.submittedBy) throw refuse("own_proof", { status: 403 });
  if (proof.status !== "awaiting_operator") {
    throw refuse("proof_state", { status: 409, params: { state: proof.status, event: "decide" } });
  }
  await settleProof(ctx, goal, proof, { approved: input.isApproved, by: userId });
  return getProof(ctx, proof.id);
}
