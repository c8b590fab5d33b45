import { finishActivity } from "../communities/index.ts";
import type { CommunityContext } from "../platform/context.ts";
import { notFound, refuse } from "../platform/errors.ts";
import { tell } from "./events.ts";
import { readVoteToken } from "./links.ts";
import { actingUser } from "./policy.ts";
import { isVoteOpen } from "./proof.ts";
import { giverOfUser } from "./queries/givers.ts";
import { shareProof } from "./queries/proofs.ts";
import { findVote, isVoter, type Vote, writeVote } from "./queries/votes.ts";

export interface CastVote {
  goalId?: string;
  proofId: string;
  isApproved: boolean;
  comment?: string | null;
  /** The signed link of a voter who is not signed in. */
  token?: string;
}

/** One vote each, changeable until the close. The proof is held against the close while the vote is written. */
export async function castVote(ctx: CommunityContext, input: CastVote): Promise<Vote> {
  const proof = await shareProof(ctx, input.proofId);
  if (input.goalId && proof.goalId !== input.goalId) throw notFound();
  const giverId = await voterOf(ctx, input);
  if (!giverId || !(await isVoter(ctx, proof.id, giverId))) throw refuse("not_a_voter", { status: 403 });
  if (!isVoteOpen(proof, ctx.now)) throw refuse("vote_closed", { status: 409 });
  await writeVote(ctx, {
    proofId: proof.id,
    giverId,
    isApproved: input.isApproved,
    comment: input.comment?.trim() || null,
  });
  tell(ctx, "vote_cast", { goalId: proof.goalId, proofId: proof.id });
  const userId = actingUser(ctx);
  if (userId) await finishActivity(ctx, { communityId: ctx.communityId, subject: `proof/${proof.id}`, userId });
  const vote = await findVote(ctx, proof.id, giverId);
  if (!vote) throw new Error("the vote was not written");
  return vote;
}

async function voterOf(ctx: CommunityContext, input: CastVote): Promise<string | null> {
  if (input.token !== undefined) {
    const opened = readVoteToken(ctx.keys, input.proofId, input.token);
    return opened?.communityId === ctx.communityId ? opened.giverId : null;
  }
  const userId = actingUser(ctx);
  return userId ? giverOfUser(ctx, userId) : null;
}
