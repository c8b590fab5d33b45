import { type Selectable, sql } from "kysely";
import type { CommunityContext } from "../../platform/context.ts";
import type { Database } from "../../platform/db.ts";
import { notFound } from "../../platform/errors.ts";
import { OPEN_PROOFS, type Proof, proofKind, proofState } from "../proof.ts";

type ProofRow = Selectable<Database["fundraising.proof"]>;

function proofs(ctx: CommunityContext) {
  return ctx.tx.selectFrom("fundraising.proof as p").selectAll("p").where("p.community_id", "=", ctx.communityId);
}

export async function findProof(ctx: CommunityContext, proofId: string): Promise<Proof | null> {
  const row = await proofs(ctx).where("p.id", "=", proofId).executeTakeFirst();
  return row ? toProof(row) : null;
}

export async function getProof(ctx: CommunityContext, proofId: string): Promise<Proof> {
  const proof = await findProof(ctx, proofId);
  if (!proof) throw notFound();
  return proof;
}

/** Holds the proof against its decision while a vote is cast; many may hold it at once. */
export async function shareProof(ctx: CommunityContext, proofId: string): Promise<Proof> {
  const row = await proofs(ctx).where("p.id", "=", proofId).forShare().executeTakeFirst();
  if (!row) throw notFound();
  return toProof(row);
}

/** Waits for votes that are being cast. The goal is locked before. */
export async function lockProof(ctx: CommunityContext, proofId: string): Promise<Proof> {
  const row = await proofs(ctx).where("p.id", "=", proofId).forNoKeyUpdate().executeTakeFirst();
  if (!row) throw notFound();
  return toProof(row);
}

/** The one that waits for a decision. */
export async function undecidedProof(ctx: CommunityContext, goalId: string): Promise<Proof | null> {
  const row = await proofs(ctx).where("p.goal_id", "=", goalId).where("p.status", "in", OPEN_PROOFS).executeTakeFirst();
  return row ? toProof(row) : null;
}

/** The proof that allowed a milestone's release. */
export async function approvedProof(ctx: CommunityContext, goalId: string): Promise<Proof | null> {
  const row = await proofs(ctx)
    .where("p.goal_id", "=", goalId)
    .where("p.status", "=", "approved")
    .orderBy("p.verified_at", "desc")
    .limit(1)
    .executeTakeFirst();
  return row ? toProof(row) : null;
}

export async function listProofs(
  ctx: CommunityContext,
  filter: { goalId: string; status?: readonly string[]; before?: { submittedAt: Date; id: string }; limit: number },
): Promise<Proof[]> {
  let query = proofs(ctx)
    .where("p.goal_id", "=", filter.goalId)
    .orderBy("p.submitted_at", "desc")
    .orderBy("p.id", "desc")
    .limit(filter.limit);
  if (filter.status) query = query.where("p.status", "in", filter.status);
  const { before } = filter;
  if (before) query = query.where(sql<boolean>`(p.submitted_at, p.id) < (${before.submittedAt}, ${before.id}::uuid)`);
  return (await query.execute()).map(toProof);
}

export async function insertProof(
  ctx: CommunityContext,
  proof: Pick<Proof, "id" | "goalId" | "milestoneId" | "kind" | "submittedBy" | "title" | "description">,
  mediaIds: readonly string[],
): Promise<void> {
  await ctx.tx
    .insertInto("fundraising.proof")
    .values({
      community_id: ctx.communityId,
      id: proof.id,
      goal_id: proof.goalId,
      milestone_id: proof.milestoneId,
      kind: proof.kind,
      submitted_by: proof.submittedBy,
      title: proof.title,
      description: proof.description,
      status: "submitted",
      submitted_at: ctx.now,
      created_at: ctx.now,
      updated_at: ctx.now,
    })
    .execute();
  if (mediaIds.length === 0) return;
  await ctx.tx
    .insertInto("fundraising.proof_media")
    .values(
      mediaIds.map((mediaId, index) => ({
        community_id: ctx.communityId,
        proof_id: proof.id,
        media_id: mediaId,
        position: index + 1,
      })),
    )
    .execute();
}

export async function updateProof(
  ctx: CommunityContext,
  proofId: string,
  changes: {
    status: string;
    vote_opened_at?: Date;
    vote_closes_at?: Date;
    verified_at?: Date;
    verified_by?: string | null;
  },
): Promise<void> {
  await ctx.tx
    .updateTable("fundraising.proof")
    .set({ ...changes, version: sql`version + 1`, updated_at: ctx.now })
    .where("community_id", "=", ctx.communityId)
    .where("id", "=", proofId)
    .execute();
}

/** Media of each proof, in their order. */
export async function mediaOfProofs(
  ctx: CommunityContext,
  proofIds: readonly string[],
): Promise<ReadonlyMap<string, { id: string; contentType: string }[]>> {
  const found = new Map<string, { id: string; contentType: string }[]>();
  if (proofIds.length === 0) return found;
  const rows = await ctx.tx
    .selectFrom("fundraising.proof_media as p")
    .innerJoin("fundraising.media as m", (join) =>
      join.onRef("m.community_id", "=", "p.community_id").onRef("m.id", "=", "p.media_id"),
    )
    .select(["p.proof_id", "m.id", "m.content_type"])
    .where("p.community_id", "=", ctx.communityId)
    .where("p.proof_id", "in", proofIds)
    .orderBy("p.position")
    .execute();
  for (const row of rows) {
    const list = found.get(row.proof_id) ?? [];
    found.set(row.proof_id, [...list, { id: row.id, contentType: row.content_type }]);
  }
  return found;
}

function toProof(row: ProofRow): Proof {
  return {
    id: row.id,
    goalId: row.goal_id,
    milestoneId: row.milestone_id,
    kind: proofKind(row.kind),
    submittedBy: row.submitted_by,
    title: row.title,
    description: row.description,
    status: proofState(row.status),
    submittedAt: row.submitted_at,
    voteOpenedAt: row.vote_opened_at,
    voteClosesAt: row.vote_closes_at,
    verifiedAt: row.verified_at,
    verifiedBy: row.verified_by,
    version: row.version,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  };
}
