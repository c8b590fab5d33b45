import { findUser } from "../identity/index.ts";
import type { CommunityContext } from "../platform/context.ts";
import { tell } from "./events.ts";
import { type Proof, stepProof } from "./proof.ts";
import { lockGoal } from "./queries/goals.ts";
import { findProof, getProof, updateProof } from "./queries/proofs.ts";
import { freezeRoll } from "./queries/votes.ts";
import { scheduleVoteClose } from "./schedule.ts";

const HOUR_MS = 3_600_000;

/** Freezes who may vote and opens the window. With nobody on the roll an operator decides. A job; harmless when repeated. */
export async function openVote(ctx: CommunityContext, input: { proofId: string }): Promise<void> {
  const found = await findProof(ctx, input.proofId);
  if (!found) return;
  const goal = await lockGoal(ctx, found.goalId);
  const proof = await getProof(ctx, input.proofId);
  if (proof.status !== "submitted") return;
  const excludedUsers = [...new Set([goal.ownerId, proof.submittedBy])];
  const voters = await freezeRoll(ctx, {
    proofId: proof.id,
    goalId: goal.id,
    weight: goal.terms.vote.weight,
    excludedUsers,
    excludedEmails: await emailsOf(ctx, excludedUsers),
  });
  if (voters === 0) {
    await updateProof(ctx, proof.id, { status: stepProof(proof.status, "find_no_voter") });
    tell(ctx, "proof_awaits_operator", ids(proof));
    return;
  }
  const closesAt = new Date(ctx.now.getTime() + goal.terms.vote.windowHours * HOUR_MS);
  await updateProof(ctx, proof.id, {
    status: stepProof(proof.status, "open_vote"),
    vote_opened_at: ctx.now,
    vote_closes_at: closesAt,
  });
  scheduleVoteClose(ctx, proof.id, closesAt);
  ctx.enqueue({ name: "fundraising.send_vote_links", payload: { communityId: ctx.communityId, proofId: proof.id } });
  tell(ctx, "vote_opened", ids(proof));
}

async function emailsOf(ctx: CommunityContext, userIds: readonly string[]): Promise<string[]> {
  const emails: string[] = [];
  for (const userId of userIds) {
    const user = await findUser(ctx, userId);
    if (user) emails.push(user.email);
  }
  return emails;
}

function ids(proof: Proof): { goalId: string; proofId: string } {
  return { goalId: proof.goalId, proofId: proof.id };
}
