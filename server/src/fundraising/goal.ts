import { next, stateOf, step, type Transitions } from "./state-machine.ts";
import type { Terms } from "./terms.ts";

export const GOAL_STATES = [
  "draft",
  "open",
  "deciding",
  "funded",
  "failed",
  "cancelled",
  "releasing",
  "withdrawn",
  "proven",
] as const;
export type GoalState = (typeof GOAL_STATES)[number];

export const GOAL_EVENTS = [
  /** The owner shows it to the world: terms are fixed, gifts may come. */
  "publish",
  /** The gifts that count have reached the target. */
  "reach_target",
  /** The deadline is over; payments that began before it may still be under way. */
  "pass_deadline",
  /** All payments are final, or 24 hours have gone: it is enough, by the terms. */
  "decide_success",
  /** … or it is not enough: the givers get their money back or give it to another goal. */
  "decide_failure",
  "cancel",
  /** A milestone's money left the escrow. */
  "release",
  /** The last milestone's money reached its payee. */
  "pay_out_last",
  /** A provider took a payout back. */
  "reverse_payout",
  /** The proof of the last milestone's use was approved. */
  "prove",
] as const;
export type GoalEvent = (typeof GOAL_EVENTS)[number];

/** The life of a goal. Once funded it stays so: a later refund or dispute does not undo a decision people rely on. */
export const GOAL_TRANSITIONS: Transitions<GoalState, GoalEvent> = {
  draft: { publish: "open", cancel: "cancelled" },
  open: { reach_target: "funded", pass_deadline: "deciding", cancel: "cancelled" },
  deciding: {
    reach_target: "funded",
    decide_success: "funded",
    decide_failure: "failed",
    cancel: "cancelled",
  },
  funded: { release: "releasing", cancel: "cancelled" },
  releasing: {
    release: "releasing",
    pay_out_last: "withdrawn",
    reverse_payout: "releasing",
    cancel: "cancelled",
  },
  withdrawn: { reverse_payout: "releasing", prove: "proven" },
  // What was paid before stays booked; a payout that comes back later waits on the goal's account.
  proven: { reverse_payout: "proven" },
  failed: {},
  cancelled: { reverse_payout: "cancelled" },
};

export function goalState(word: string): GoalState {
  return stateOf(GOAL_STATES, word);
}

export function nextGoalState(from: GoalState, event: GoalEvent): GoalState | null {
  return next(GOAL_TRANSITIONS, from, event);
}

export function stepGoal(from: GoalState, event: GoalEvent): GoalState {
  return step(GOAL_TRANSITIONS, from, event, "goal_state");
}

/** How long a payment that began before the deadline is waited for. */
export const DECISION_GRACE_MS = 24 * 60 * 60 * 1000;

/** What is asked about a goal before money may come or has come. */
export interface GoalMoment {
  status: GoalState;
  deadline: Date;
  /** When counting ended for good; null while payments that began in time may still count. */
  closedAt: Date | null;
}

/**
 * Whether a gift may begin now. A funded goal takes more only towards a stretch target that it has not reached:
 * without one it is closed for new gifts the moment it is funded.
 */
export function takesGifts(goal: GoalMoment, now: Date, raised: bigint, stretchAmount: bigint | null): boolean {
  if (now >= goal.deadline || goal.closedAt !== null) return false;
  if (goal.status === "open") return true;
  return goal.status === "funded" && stretchAmount !== null && raised < stretchAmount;
}

/**
 * Whether money that has come counts: paid before the deadline, and the goal not decided yet. Else it is refunded.
 * `unreleased`: milestones whose money is still in escrow; without any, a late gift would never leave it.
 */
export function countsGift(goal: GoalMoment, paidAt: Date, unreleased: number): boolean {
  if (paidAt >= goal.deadline || goal.closedAt !== null) return false;
  if (goal.status === "open" || goal.status === "deciding" || goal.status === "funded") return true;
  return goal.status === "releasing" && unreleased > 0;
}

/** Whether the wait for payments under way is over. */
export function mayDecide(goal: GoalMoment, now: Date, pendingGifts: number): boolean {
  if (now < goal.deadline) return false;
  return pendingGifts === 0 || now.getTime() >= goal.deadline.getTime() + DECISION_GRACE_MS;
}

/** The decision at the deadline. Keep-what-comes succeeds with anything at all; nothing at all fails either way. */
export function decision(
  mode: "all_or_nothing" | "keep_what_comes",
  raised: bigint,
  target: bigint,
): "decide_success" | "decide_failure" {
  if (raised >= target) return "decide_success";
  return mode === "keep_what_comes" && raised > 0n ? "decide_success" : "decide_failure";
}

/** Goals whose givers have money to choose about: it goes back, or to another goal. */
export function returnsMoney(status: GoalState): boolean {
  return status === "failed" || status === "cancelled";
}

export interface Goal extends GoalMoment {
  id: string;
  ownerId: string;
  title: string;
  description: string;
  photoId: string | null;
  targetAmount: bigint;
  currency: string;
  slug: string;
  publishedAt: Date | null;
  termsLockedAt: Date | null;
  endedAt: Date | null;
  endReason: string | null;
  choiceUntil: Date | null;
  version: number;
  createdAt: Date;
  updatedAt: Date;
  terms: Terms;
}
