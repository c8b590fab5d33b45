import type { Goal, Milestone, MilestonePayout, Proof } from "../lib/wire.ts";

export type NextStep =
  | { kind: "publish" }
  | { kind: "share" }
  | { kind: "wait_for_decision" }
  | { kind: "choices" }
  | { kind: "prove"; proof: "plan" | "use"; milestone: Milestone }
  | { kind: "vote"; proof: Proof }
  | { kind: "decide"; proof: Proof }
  | { kind: "release"; milestone: Milestone }
  | { kind: "pay_out"; milestone: Milestone }
  | { kind: "payout_under_way"; milestone: Milestone }
  | { kind: "done" };

/** What a goal waits for. The server decides what may be done; this only points the way. */
export function nextStep(goal: Goal, proofs: readonly Proof[], payouts: readonly MilestonePayout[]): NextStep {
  switch (goal.status) {
    case "draft":
      return { kind: "publish" };
    case "open":
      return { kind: "share" };
    case "deciding":
      return { kind: "wait_for_decision" };
    case "failed":
    case "cancelled":
      return { kind: "choices" };
    case "proven":
      return { kind: "done" };
    default:
      return stepOfMilestones(goal, proofs, payouts);
  }
}

function stepOfMilestones(goal: Goal, proofs: readonly Proof[], payouts: readonly MilestonePayout[]): NextStep {
  const open = proofs.find(
    ({ status }) => status === "submitted" || status === "voting" || status === "awaiting_operator",
  );
  if (open) return { kind: open.status === "awaiting_operator" ? "decide" : "vote", proof: open };
  const milestone = goal.milestones.find(({ status }) => status !== "proven");
  if (!milestone) return { kind: "done" };
  if (milestone.status === "pending") return { kind: "prove", proof: "plan", milestone };
  if (milestone.status === "ready") return { kind: "release", milestone };
  if (milestone.status === "paid_out") return { kind: "prove", proof: "use", milestone };
  const isUnderWay = payouts.some((payout) => payout.milestoneId === milestone.id && payout.status === "requested");
  return { kind: isUnderWay ? "payout_under_way" : "pay_out", milestone };
}
