import { sql } from "kysely";
import type { CommunityContext } from "../../platform/context.ts";
import type { Tally } from "../vote-count.ts";
import { bringGiversUnderNewestKey, giverOfUser, personKeys } from "./givers.ts";

/**
 * Freezes who may vote: givers whose gifts count now, with one voice each or the sum of what they gave.
 * Not the goal's owner nor the proof's author, nor a guest who gave with the address of one of them (`excludedEmails`).
 */
export async function freezeRoll(
  ctx: CommunityContext,
  roll: {
    proofId: string;
    goalId: string;
    weight: "head" | "amount";
    excludedUsers: readonly string[];
    excludedEmails: readonly string[];
  },
): Promise<number> {
  await bringGiversUnderNewestKey(ctx, roll.goalId);
  const keys = roll.excludedEmails.flatMap((email) => personKeys(ctx, { email }));
  const { rows } = await sql<{ giver_id: string }>`
    insert into fundraising.voter (community_id, proof_id, giver_id, weight)
    select g.community_id, ${roll.proofId}::uuid, (array_agg(g.giver_id order by p.user_id, g.giver_id))[1], ${roll.weight === "head" ? sql`1` : sql`sum(g.amount)::bigint`}
      from fundraising.gift g
      join fundraising.giver p on p.community_id = g.community_id and p.id = g.giver_id
     where g.community_id = ${ctx.communityId} and g.goal_id = ${roll.goalId}::uuid and g.status = 'succeeded'
       and (p.user_id is null or p.user_id <> all(${[...roll.excludedUsers]}::uuid[]))
       and p.email_key <> all(${keys}::text[])
     group by g.community_id, p.email_key
    returning giver_id`.execute(ctx.tx);
  return rows.length;
}

export async function isVoter(ctx: CommunityContext, proofId: string, giverId: string): Promise<boolean> {
  const row = await ctx.tx
    .selectFrom("fundraising.voter")
    .select("giver_id")
    .where("community_id", "=", ctx.communityId)
    .where("proof_id", "=", proofId)
    .where("giver_id", "=", giverId)
    .executeTakeFirst();
  return row !== undefined;
}

export interface Vote {
  id: string;
  proofId: string;
  /** The giver. */
  voterId: string;
  weight: bigint;
  isApproved: boolean;
  comment: string | null;
  votedAt: Date;
  version: number;
}

/** A voter's vote, changed as often as he likes until the close. */
export async function writeVote(
  ctx: CommunityContext,
  vote: { proofId: string; giverId: string; isApproved: boolean; comment: string | null },
): Promise<void> {
  const { proofId, giverId, isApproved, comment } = vote;
  await ctx.tx
    .insertInto("fundraising.vote")
    .values({
      community_id: ctx.communityId,
      id: ctx.newId(),
      proof_id: proofId,
      giver_id: giverId,
      is_approved: isApproved,
      comment,
      voted_at: ctx.now,
      created_at: ctx.now,
      updated_at: ctx.now,
    })
    .onConflict((oc) =>
      oc.columns(["community_id", "proof_id", "giver_id"]).doUpdateSet({
        is_approved: isApproved,
        comment,
        voted_at: ctx.now,
        updated_at: ctx.now,
        version: sql`vote.version + 1`,
      }),
    )
    .execute();
}

function votes(ctx: CommunityContext, proofIds: readonly string[]) {
  return ctx.tx
    .selectFrom("fundraising.vote as v")
    .innerJoin("fundraising.voter as r", (join) =>
      join
        .onRef("r.community_id", "=", "v.community_id")
        .onRef("r.proof_id", "=", "v.proof_id")
        .onRef("r.giver_id", "=", "v.giver_id"),
    )
    .select(["v.id", "v.proof_id", "v.giver_id", "r.weight", "v.is_approved", "v.comment", "v.voted_at", "v.version"])
    .where("v.community_id", "=", ctx.communityId)
    .where("v.proof_id", "in", [...proofIds]);
}

export async function findVote(ctx: CommunityContext, proofId: string, giverId: string): Promise<Vote | null> {
  const row = await votes(ctx, [proofId]).where("v.giver_id", "=", giverId).executeTakeFirst();
  return row ? toVote(row) : null;
}

/** Of these proofs those on whose roll the user stands, each with his vote, if he has cast it. */
export async function rollOfUser(
  ctx: CommunityContext,
  userId: string,
  proofIds: readonly string[],
): Promise<Map<string, Vote | null>> {
  if (proofIds.length === 0) return new Map();
  const giverId = await giverOfUser(ctx, userId);
  if (!giverId) return new Map();
  const rows = await ctx.tx
    .selectFrom("fundraising.voter")
    .select("proof_id")
    .where("community_id", "=", ctx.communityId)
    .where("proof_id", "in", [...proofIds])
    .where("giver_id", "=", giverId)
    .execute();
  const cast = await votes(ctx, proofIds).where("v.giver_id", "=", giverId).execute();
  const vote = new Map(cast.map((row) => [row.proof_id, toVote(row)]));
  return new Map(rows.map(({ proof_id: proofId }) => [proofId, vote.get(proofId) ?? null]));
}

export async function listVotes(
  ctx: CommunityContext,
  filter: { proofId: string; before?: { votedAt: Date; id: string }; limit: number },
): Promise<Vote[]> {
  let query = votes(ctx, [filter.proofId]).orderBy("v.voted_at", "desc").orderBy("v.id", "desc").limit(filter.limit);
  const { before } = filter;
  if (before) query = query.where(sql<boolean>`(v.voted_at, v.id) < (${before.votedAt}, ${before.id}::uuid)`);
  return (await query.execute()).map(toVote);
}

/** Counted from the roll and the votes each time: both stand still once the vote is closed. */
export async function talliesOf(
  ctx: CommunityContext,
  proofIds: readonly string[],
): Promise<ReadonlyMap<string, Tally & { voters: number; votes: number }>> {
  if (proofIds.length === 0) return new Map();
  const { rows } = await sql<{
    proof_id: string;
    total: bigint;
    yes: bigint;
    no: bigint;
    voters: bigint;
    votes: bigint;
  }>`
    select r.proof_id, sum(r.weight)::bigint as total,
           coalesce(sum(r.weight) filter (where v.is_approved), 0)::bigint as yes,
           coalesce(sum(r.weight) filter (where not v.is_approved), 0)::bigint as no,
           count(*) as voters, count(v.id) as votes
      from fundraising.voter r
      left join fundraising.vote v on v.community_id = r.community_id and v.proof_id = r.proof_id and v.giver_id = r.giver_id
     where r.community_id = ${ctx.communityId} and r.proof_id = any(${[...proofIds]}::uuid[])
     group by r.proof_id`.execute(ctx.tx);
  return new Map(
    rows.map(({ proof_id, total, yes, no, voters, votes: cast }) => [
      proof_id,
      { total, yes, no, voters: Number(voters), votes: Number(cast) },
    ]),
  );
}

/** Voters who can be told by mail, in pages by id. */
export async function votersAfter(
  ctx: CommunityContext,
  proofId: string,
  after: string | null,
  limit: number,
): Promise<string[]> {
  let query = ctx.tx
    .selectFrom("fundraising.voter")
    .select("giver_id")
    .where("community_id", "=", ctx.communityId)
    .where("proof_id", "=", proofId)
    .orderBy("giver_id")
    .limit(limit);
  if (after) query = query.where("giver_id", ">", after);
  return (await query.execute()).map((row) => row.giver_id);
}

/** Signed-in people on the roll. */
export async function votingUsers(ctx: CommunityContext, proofId: string): Promise<string[]> {
  const rows = await ctx.tx
    .selectFrom("fundraising.voter as v")
    .innerJoin("fundraising.giver as g", (join) =>
      join.onRef("g.community_id", "=", "v.community_id").onRef("g.id", "=", "v.giver_id"),
    )
    .select("g.user_id")
    .where("v.community_id", "=", ctx.communityId)
    .where("v.proof_id", "=", proofId)
    .where("g.user_id", "is not", null)
    .execute();
  return rows.flatMap((row) => (row.user_id ? [row.user_id] : []));
}

function toVote(row: {
  id: string;
  proof_id: string;
  giver_id: string;
  weight: bigint;
  is_approved: boolean;
  comment: string | null;
  voted_at: Date;
  version: number;
}): Vote {
  return {
    id: row.id,
    proofId: row.proof_id,
    voterId: row.giver_id,
    weight: row.weight,
    isApproved: row.is_approved,
    comment: row.comment,
    votedAt: row.voted_at,
    version: row.version,
  };
}
