import Type, { type Static } from "typebox";
import { PROOF_STATES, type Proof } from "../proof.ts";
import type { Vote } from "../queries/votes.ts";
import { countVotes, type Tally, type VoteRules } from "../vote-count.ts";
import { NO_VOTE, type VoteRight } from "../vote-right.ts";
import { Id, Instant, instantOut, Nullable, text } from "./common.ts";
import { mediaUrl } from "./goal.ts";

const Weight = Type.Integer({ description: "Heads, or minor units where votes weigh by amount" });

export const VoteOutcome = Type.Object(
  { total: Weight, yes: Weight, no: Weight, quorumMet: Type.Boolean(), approved: Type.Boolean() },
  { $id: "VoteOutcome" },
);

export const VoteSchema = Type.Object(
  {
    id: Id,
    proofId: Id,
    voterId: Id,
    weight: Weight,
    isApproved: Type.Boolean(),
    comment: Nullable(Type.String()),
    votedAt: Instant,
    version: Type.Integer(),
  },
  { $id: "Vote" },
);

export const ProofSchema = Type.Object(
  {
    id: Id,
    goalId: Id,
    milestoneId: Id,
    kind: Type.Enum(["plan", "use"]),
    submittedBy: Id,
    title: Type.String(),
    description: Type.String(),
    mediaUrls: Type.Array(Type.String()),
    media: Type.Array(Type.Object({ id: Id, url: Type.String(), contentType: Type.String() })),
    status: Type.Enum([...PROOF_STATES]),
    submittedAt: Instant,
    voteOpenedAt: Nullable(Instant),
    voteClosesAt: Nullable(Instant),
    verifiedAt: Nullable(Instant),
    voters: Type.Integer(),
    votes: Type.Integer(),
    outcome: Nullable(VoteOutcome),
    myVote: Nullable(VoteSchema),
    mayVote: Type.Boolean({ description: "Whether you may vote now, or change your vote" }),
    mayNotVote: Nullable(Type.Enum([...NO_VOTE], { description: "Why not" })),
    version: Type.Integer(),
    createdAt: Instant,
    updatedAt: Instant,
  },
  { $id: "Proof", description: "`outcome` is told after the vote, so that nobody votes with the crowd" },
);

export const NewProof = Type.Object({
  title: text(120),
  description: Type.String({ maxLength: 10_000 }),
  mediaIds: Type.Optional(Type.Array(Id, { maxItems: 20 })),
});

export const NewVote = Type.Object({
  isApproved: Type.Boolean(),
  comment: Type.Optional(Nullable(text(2000))),
  token: Type.Optional(Type.String({ maxLength: 300, description: "Of the link in the voter's mail" })),
});

export type ProofOut = Static<typeof ProofSchema>;

export interface ProofContext {
  communityId: string;
  media: readonly { id: string; contentType: string }[];
  tally: (Tally & { voters: number; votes: number }) | undefined;
  rules: VoteRules;
  right: VoteRight;
}

export function proofOut(proof: Proof, about: ProofContext): ProofOut {
  const { tally, communityId, right } = about;
  const media = about.media.map(({ id, contentType }) => ({ id, contentType, url: mediaUrl(communityId, id) }));
  const decided = proof.status === "approved" || proof.status === "rejected";
  return {
    id: proof.id,
    goalId: proof.goalId,
    milestoneId: proof.milestoneId,
    kind: proof.kind,
    submittedBy: proof.submittedBy,
    title: proof.title,
    description: proof.description,
    mediaUrls: media.map(({ url }) => url),
    media,
    status: proof.status,
    submittedAt: instantOut(proof.submittedAt),
    voteOpenedAt: instantOut(proof.voteOpenedAt),
    voteClosesAt: instantOut(proof.voteClosesAt),
    verifiedAt: instantOut(proof.verifiedAt),
    voters: tally?.voters ?? 0,
    votes: tally?.votes ?? 0,
    outcome: decided && tally ? outcomeOut(tally, about.rules) : null,
    myVote: right.vote ? voteOut(right.vote) : null,
    mayVote: right.whyNot === null,
    mayNotVote: right.whyNot,
    version: proof.version,
    createdAt: instantOut(proof.createdAt),
    updatedAt: instantOut(proof.updatedAt),
  };
}

function outcomeOut(tally: Tally, rules: VoteRules): Static<typeof VoteOutcome> {
  const { total, yes, no, quorumMet, approved } = countVotes(tally, rules);
  return { total: Number(total), yes: Number(yes), no: Number(no), quorumMet, approved };
}

export function voteOut(vote: Vote): Static<typeof VoteSchema> {
  const { id, proofId, voterId, isApproved, comment, version } = vote;
  return {
    id,
    proofId,
    voterId,
    isApproved,
    comment,
    version,
    weight: Number(vote.weight),
    votedAt: instantOut(vote.votedAt),
  };
}
