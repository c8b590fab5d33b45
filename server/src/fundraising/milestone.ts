import { splitByWeights } from "../platform/money.ts";
import type { ProofKind } from "./proof.ts";
import { next, stateOf, step, type Transitions } from "./state-machine.ts";

export const MILESTONE_STATES = ["pending", "ready", "released", "paid_out", "proven"] as const;
export type MilestoneState = (typeof MILESTONE_STATES)[number];

export const MILESTONE_EVENTS = [
  /** The proof that its release needs was approved. */
  "allow",
  "release",
  "pay_out",
  "reverse_payout",
  /** The proof of its use was approved. */
  "prove",
] as const;
export type MilestoneEvent = (typeof MILESTONE_EVENTS)[number];

export const MILESTONE_TRANSITIONS: Transitions<MilestoneState, MilestoneEvent> = {
  pending: { allow: "ready" },
  ready: { release: "released" },
  released: { pay_out: "paid_out" },
  paid_out: { reverse_payout: "released", prove: "proven" },
  // Its use was accepted; whether the bank then sent the money back and it went out again changes nothing about that.
  proven: { reverse_payout: "proven", pay_out: "proven" },
};

export function milestoneState(word: string): MilestoneState {
  return stateOf(MILESTONE_STATES, word);
}

export function nextMilestoneState(from: MilestoneState, event: MilestoneEvent): MilestoneState | null {
  return next(MILESTONE_TRANSITIONS, from, event);
}

export function stepMilestone(from: MilestoneState, event: MilestoneEvent): MilestoneState {
  return step(MILESTONE_TRANSITIONS, from, event, "milestone_state");
}

/** Whether the money has left the escrow. */
export function isReleased(state: MilestoneState): boolean {
  return state === "released" || state === "paid_out" || state === "proven";
}

/** What happens to gifts above the target, and to fees and gaps below it. Fixed in the terms. */
export type SurplusRule = "pro_rata" | "last_milestone";

/**
 * What a milestone gets when it is released: the escrow holds the gifts less fees, refunds and disputes, so the planned
 * amounts seldom fit exactly. `planned` are the amounts of the milestones still in escrow, this one first.
 * - `pro_rata`: what is there is shared in proportion to the plan. - `last_milestone`: each gets its plan while it lasts
 * and the last one gets all that is left, be it more or less.
 * Computed at each release, so gifts and disputes between two releases are shared by what is still to come.
 */
export function releaseAmount(escrow: bigint, planned: readonly bigint[], rule: SurplusRule): bigint {
  const [own] = planned;
  if (own === undefined) throw new RangeError("no milestone to release");
  if (planned.length === 1) return escrow;
  if (rule === "last_milestone") return own < escrow ? own : escrow;
  return splitByWeights(escrow, planned)[0] ?? 0n;
}

/** What the milestone that is ready would take out of escrow now. `null`: none is ready. */
export function nextRelease(
  escrow: bigint,
  milestones: readonly { status: MilestoneState; amount: bigint }[],
  rule: SurplusRule,
): bigint | null {
  const waiting = milestones.filter(({ status }) => !isReleased(status));
  if (waiting[0]?.status !== "ready") return null;
  // A bank may have taken back more than there was.
  if (escrow <= 0n) return 0n;
  return releaseAmount(
    escrow,
    waiting.map(({ amount }) => amount),
    rule,
  );
}

/** The proof that comes next. `null`: all is proven, or the last milestone's money has not been paid out yet. */
export function nextProof(
  milestones: readonly { id: string; status: MilestoneState }[],
): { kind: ProofKind; milestoneId: string } | null {
  const [first] = milestones;
  if (first?.status === "pending") return { kind: "plan", milestoneId: first.id };
  const unproven = milestones.find((milestone) => milestone.status !== "proven");
  if (unproven?.status !== "paid_out") return null;
  return { kind: "use", milestoneId: unproven.id };
}

export interface Milestone {
  id: string;
  goalId: string;
  position: number;
  title: string;
  description: string;
  amount: bigint;
  status: MilestoneState;
  /** What left the escrow for it; null before. */
  releasedAmount: bigint | null;
  version: number;
}
