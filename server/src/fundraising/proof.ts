import { next, stateOf, step, type Transitions } from "./state-machine.ts";

export const PROOF_STATES = [
  "submitted",
  "voting",
  /** Nobody may vote (no giver but the owner, say): an operator decides. */
  "awaiting_operator",
  "approved",
  "rejected",
  /** Taken back by its author, or the goal ended before a decision. */
  "withdrawn",
] as const;
export type ProofState = (typeof PROOF_STATES)[number];

export const PROOF_EVENTS = ["open_vote", "find_no_voter", "approve", "reject", "withdraw"] as const;
export type ProofEvent = (typeof PROOF_EVENTS)[number];

export const PROOF_TRANSITIONS: Transitions<ProofState, ProofEvent> = {
  submitted: { open_vote: "voting", find_no_voter: "awaiting_operator", withdraw: "withdrawn" },
  voting: { approve: "approved", reject: "rejected", withdraw: "withdrawn" },
  awaiting_operator: { approve: "approved", reject: "rejected", withdraw: "withdrawn" },
  approved: {},
  rejected: {},
  withdrawn: {},
};

/** A proof that waits for a decision: a goal has one at a time. */
export const OPEN_PROOFS: readonly ProofState[] = ["submitted", "voting", "awaiting_operator"];

export function proofState(word: string): ProofState {
  return stateOf(PROOF_STATES, word);
}

export function nextProofState(from: ProofState, event: ProofEvent): ProofState | null {
  return next(PROOF_TRANSITIONS, from, event);
}

export function stepProof(from: ProofState, event: ProofEvent): ProofState {
  return step(PROOF_TRANSITIONS, from, event, "proof_state");
}

/** `plan`: what the first milestone's money will buy (a quote). `use`: what a milestone's money has bought. */
export type ProofKind = "plan" | "use";

export function proofKind(word: string): ProofKind {
  return stateOf<ProofKind>(["plan", "use"], word);
}

export interface Proof {
  id: string;
  goalId: string;
  milestoneId: string;
  kind: ProofKind;
  submittedBy: string;
  title: string;
  description: string;
  status: ProofState;
  submittedAt: Date;
  voteOpenedAt: Date | null;
  voteClosesAt: Date | null;
  verifiedAt: Date | null;
  verifiedBy: string | null;
  version: number;
  createdAt: Date;
  updatedAt: Date;
}

/** Whether votes are taken now: the close is carried out by a job, which may be late. */
export function isVoteOpen(proof: Pick<Proof, "status" | "voteClosesAt">, now: Date): boolean {
  return proof.status === "voting" && proof.voteClosesAt !== null && now < proof.voteClosesAt;
}
