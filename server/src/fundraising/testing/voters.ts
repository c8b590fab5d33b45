import { sql } from "kysely";
import { castVote } from "../cast-vote.ts";
import { closeVote } from "../close-vote.ts";
import { voteToken } from "../links.ts";
import { openVote } from "../open-vote.ts";
import type { Proof } from "../proof.ts";
import { getProof } from "../queries/proofs.ts";
import { submitProof } from "../submit-proof.ts";
import { type Doors, GUEST } from "./doors.ts";

/** Proofs are shown and voted on. */
export function votersOf(world: Doors) {
  const { server, system } = world;
  const owner = server.database.owner;
  const submit = (goalId: string, by = world.ownerId): Promise<Proof> =>
    world.as(by, (ctx) => submitProof(ctx, { goalId, title: "Proof", description: "", mediaIds: [] }));
  return {
    submit,
    /** Submits, opens, lets everybody on the roll vote, and closes. */
    async proveWithVotes(goalId: string, isApproved = true): Promise<Proof> {
      const { id: proofId } = await submit(goalId);
      await system((ctx) => openVote(ctx, { proofId }));
      const { rows } = await sql<{ giver_id: string }>`
        select giver_id from fundraising.voter where proof_id = ${proofId}`.execute(owner);
      for (const { giver_id: giverId } of rows) {
        await world.outside(GUEST, (ctx) =>
          castVote(ctx, { proofId, isApproved, token: voteToken(ctx.keys, ctx.communityId, proofId, giverId) }),
        );
      }
      await sql`update fundraising.proof set vote_closes_at = ${server.clock.now()}
                 where id = ${proofId} and status = 'voting'`.execute(owner);
      await system((ctx) => closeVote(ctx, { proofId }));
      return system((ctx) => getProof(ctx, proofId));
    },
  };
}
