import Type from "typebox";
import { pageOf } from "../../platform/cursor.ts";
import { notFound } from "../../platform/errors.ts";
import { type Route, route } from "../../platform/route.ts";
import { castVote } from "../cast-vote.ts";
import { decideProof } from "../decide-proof.ts";
import { PROOF_STATES } from "../proof.ts";
import { visibleGoal } from "../queries/load.ts";
import { getProof, listProofs } from "../queries/proofs.ts";
import { listVotes } from "../queries/votes.ts";
import { releaseMilestone } from "../release-milestone.ts";
import { DEFAULT_LIMIT, GoalParams, Id, listOf, Page } from "../schemas/common.ts";
import { GoalMilestone, milestoneOut } from "../schemas/goal.ts";
import { NewProof, NewVote, ProofSchema, VoteSchema, voteOut } from "../schemas/proof.ts";
import { submitProof } from "../submit-proof.ts";
import { placeIn, proofAnswer, proofAnswers } from "./answers.ts";

const BASE = "/v1/communities/{communityId}/goals/{goalId}";
const ProofParams = Type.Object({ communityId: Id, goalId: Id, proofId: Id });

const list = route({
  method: "GET",
  path: `${BASE}/proofs`,
  operationId: "listProofs",
  summary: "Proofs of a goal, newest first",
  entry: "visitor",
  params: GoalParams,
  query: Type.Object({ ...Page, status: Type.Optional(Type.Enum([...PROOF_STATES])) }),
  response: listOf(ProofSchema),
  async handle(ctx, { params, query }) {
    const goal = await visibleGoal(ctx, params.goalId);
    const limit = query.limit ?? DEFAULT_LIMIT;
    const place = placeIn(query.after);
    const rows = await listProofs(ctx, {
      goalId: goal.id,
      limit: limit + 1,
      ...(query.status ? { status: [query.status] } : {}),
      ...(place ? { before: { submittedAt: place.at, id: place.id } } : {}),
    });
    const page = pageOf(rows, limit, (row) => [row.submittedAt.toISOString(), row.id]);
    return { items: await proofAnswers(ctx, goal, page.rows), next: page.next };
  },
});

const submit = route({
  method: "POST",
  path: `${BASE}/proofs`,
  operationId: "submitProof",
  summary: "Submit the proof that comes next: the plan before the first milestone, then the use of each",
  entry: "member",
  params: GoalParams,
  body: NewProof,
  status: 201,
  response: ProofSchema,
  async handle(ctx, { params, body }) {
    const proof = await submitProof(ctx, { goalId: params.goalId, mediaIds: [], ...body });
    return proofAnswer(ctx, await visibleGoal(ctx, params.goalId), proof);
  },
});

const get = route({
  method: "GET",
  path: `${BASE}/proofs/{proofId}`,
  operationId: "getProof",
  summary: "One proof; its outcome once it is decided",
  entry: "visitor",
  params: ProofParams,
  response: ProofSchema,
  async handle(ctx, { params }) {
    const goal = await visibleGoal(ctx, params.goalId);
    const proof = await getProof(ctx, params.proofId);
    if (proof.goalId !== goal.id) throw notFound();
    return proofAnswer(ctx, goal, proof);
  },
});

const vote = route({
  method: "PUT",
  path: `${BASE}/proofs/{proofId}/vote`,
  operationId: "castVote",
  summary: "Vote on a proof, or change one's vote, until the close",
  description:
    "By a giver whose gift counted when the vote opened: signed in, or with the token of the link in his mail.",
  entry: "guest",
  params: ProofParams,
  body: NewVote,
  response: VoteSchema,
  handle: async (ctx, { params, body }) =>
    voteOut(await castVote(ctx, { goalId: params.goalId, proofId: params.proofId, ...body })),
});

const votes = route({
  method: "GET",
  path: `${BASE}/proofs/{proofId}/votes`,
  operationId: "listVotes",
  summary: "Votes on a decided proof, newest first; while the vote is open there is nothing to see",
  entry: "visitor",
  params: ProofParams,
  query: Type.Object(Page),
  response: listOf(VoteSchema),
  async handle(ctx, { params, query }) {
    const goal = await visibleGoal(ctx, params.goalId);
    const proof = await getProof(ctx, params.proofId);
    if (proof.goalId !== goal.id) throw notFound();
    if (proof.status !== "approved" && proof.status !== "rejected") return { items: [], next: null };
    const limit = query.limit ?? DEFAULT_LIMIT;
    const place = placeIn(query.after);
    const before = place ? { before: { votedAt: place.at, id: place.id } } : {};
    const rows = await listVotes(ctx, { proofId: proof.id, limit: limit + 1, ...before });
    const page = pageOf(rows, limit, (row) => [row.votedAt.toISOString(), row.id]);
    return { items: page.rows.map(voteOut), next: page.next };
  },
});

const decide = route({
  method: "POST",
  path: `${BASE}/proofs/{proofId}/decision`,
  operationId: "decideProof",
  summary: "Decide on a proof that nobody may vote on",
  entry: "member",
  permission: "fundraising.decide_proof",
  params: ProofParams,
  body: Type.Object({ isApproved: Type.Boolean() }),
  response: ProofSchema,
  async handle(ctx, { params, body }) {
    const proof = await decideProof(ctx, { ...params, isApproved: body.isApproved });
    return proofAnswer(ctx, await visibleGoal(ctx, params.goalId), proof);
  },
});

const release = route({
  method: "POST",
  path: `${BASE}/milestones/{milestoneId}/release`,
  operationId: "releaseMilestone",
  summary: "Release a milestone's money from escrow, after an approved proof",
  entry: "member",
  idempotent: true,
  params: Type.Object({ communityId: Id, goalId: Id, milestoneId: Id }),
  response: GoalMilestone,
  async handle(ctx, { params }) {
    const milestone = await releaseMilestone(ctx, params);
    const { currency } = await visibleGoal(ctx, params.goalId);
    return milestoneOut(milestone, currency);
  },
});

export const proofRoutes: readonly Route[] = [list, submit, get, vote, votes, decide, release];
