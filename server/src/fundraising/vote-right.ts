import type { CommunityContext } from "../platform/context.ts";
import type { Goal } from "./goal.ts";
import { actingUser } from "./policy.ts";
import { isVoteOpen, type Proof } from "./proof.ts";
import { rollOfUser, type Vote } from "./queries/votes.ts";

/** Why somebody may not vote on a proof now. */
export const NO_VOTE = ["vote_closed", "sign_in_required", "own_proof", "not_a_voter"] as const;
export type NoVote = (typeof NO_VOTE)[number];

/** What one person may do about a proof. */
export interface VoteRight {
  /** The own vote, as it stands. */
  vote: Vote | null;
  /** Null: he may vote. */
  whyNot: NoVote | null;
}

/** The caller's right on each of a goal's proofs: what `castVote` would answer, in one look-up for all. */
export async function voteRights(
  ctx: CommunityContext,
  goal: Goal,
  proofs: readonly Proof[],
): Promise<ReadonlyMap<string, VoteRight>> {
  const userId = actingUser(ctx);
  const ids = proofs.map(({ id }) => id);
  const roll = userId ? await rollOfUser(ctx, userId, ids) : new Map<string, Vote | null>();
  return new Map(
    proofs.map((proof) => {
      const whyNot = reason(proof, ctx.now, { userId, isOwner: userId === goal.ownerId, isVoter: roll.has(proof.id) });
      return [proof.id, { vote: roll.get(proof.id) ?? null, whyNot }];
    }),
  );
}

interface Caller {
  userId: string | null;
  isOwner: boolean;
  isVoter: boolean;
}

function reason(proof: Proof, now: Date, { userId, isOwner, isVoter }: Caller): NoVote | null {
  if (!isVoteOpen(proof, now)) return "vote_closed";
  if (userId === null) return "sign_in_required";
  if (isVoter) return null;
  return isOwner || userId === proof.submittedBy ? "own_proof" : "not_a_voter";
}
