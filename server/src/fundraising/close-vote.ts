import type { CommunityContext } from "../platform/context.ts";
import { lockGoal } from "./queries/goals.ts";
import { findProof, lockProof } from "./queries/proofs.ts";
import { talliesOf } from "./queries/votes.ts";
import { scheduleVoteClose } from "./schedule.ts";
import { settleProof } from "./settle-proof.ts";
import { countVotes } from "./vote-count.ts";

/** Counts, at the end of the window. A job; harmless when repeated or early. */
export async function closeVote(ctx: CommunityContext, input: { proofId: string }): Promise<void> {
  const found = await findProof(ctx, input.proofId);
  if (!found) return;
  const goal = await lockGoal(ctx, found.goalId);
  const proof = await lockProof(ctx, input.proofId);
  if (proof.status !== "voting" || !proof.voteClosesAt) return;
  if (ctx.now < proof.voteClosesAt) {
    scheduleVoteClose(ctx, proof.id, proof.voteClosesAt);
    return;
  }
  const tally = (await talliesOf(ctx, [proof.id])).get(proof.id);
  if (!tally) throw new Error(`the vote on ${proof.id} has no roll`);
  await settleProof(ctx, goal, proof, { approved: countVotes(tally, goal.terms.vote).approved, by: null });
}
