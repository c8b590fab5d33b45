import { keysOf } from "../lib/keys.ts";
import type { GiftStatus, GoalStatus, MilestonePayout, MilestoneStatus, ProofStatus } from "../lib/wire.ts";
import type { Tone } from "../ui/status-badge.tsx";

export const GOAL_TONES: Readonly<Record<GoalStatus, Tone>> = {
  draft: "plain",
  open: "busy",
  deciding: "busy",
  funded: "good",
  releasing: "good",
  withdrawn: "busy",
  proven: "good",
  failed: "bad",
  cancelled: "bad",
};

export const MILESTONE_TONES: Readonly<Record<MilestoneStatus, Tone>> = {
  pending: "plain",
  ready: "busy",
  released: "busy",
  paid_out: "warn",
  proven: "good",
};

export const GIFT_TONES: Readonly<Record<GiftStatus, Tone>> = {
  pending: "busy",
  succeeded: "good",
  failed: "plain",
  refunding: "busy",
  refunded: "plain",
  unclaimed: "warn",
  moved: "plain",
  disputed: "warn",
  reversed: "bad",
};

export const PROOF_TONES: Readonly<Record<ProofStatus, Tone>> = {
  submitted: "busy",
  voting: "busy",
  awaiting_operator: "warn",
  approved: "good",
  rejected: "bad",
  withdrawn: "plain",
};

export const PAYOUT_TONES: Readonly<Record<MilestonePayout["status"], Tone>> = {
  requested: "busy",
  succeeded: "good",
  failed: "bad",
  reversed: "warn",
};

/** The states as a filter offers them. */
export const GOAL_STATES = keysOf(GOAL_TONES);
export const GIFT_STATES = keysOf(GIFT_TONES);
