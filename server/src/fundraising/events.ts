import type { CommunityContext } from "../platform/context.ts";

export type FundraisingEvent =
  | "goal_created"
  | "goal_changed"
  | "goal_published"
  | "goal_funded"
  | "goal_failed"
  | "goal_cancelled"
  | "goal_withdrawn"
  | "goal_proven"
  | "gift_succeeded"
  | "gift_failed"
  | "gift_refunded"
  | "gift_unclaimed"
  | "gift_moved"
  | "gift_disputed"
  | "gift_dispute_ended"
  | "gift_reversed"
  | "proof_submitted"
  | "proof_awaits_operator"
  | "vote_opened"
  | "vote_cast"
  | "proof_decided"
  | "milestone_released"
  | "payout_requested"
  | "payout_ended"
  | "update_posted"
  | "comment_posted"
  | "comment_changed"
  | "comment_reported";

/** Something that happened to a goal: pages that show it hear of it, `app/` wires it to others. Ids only. */
export function tell(
  ctx: CommunityContext,
  event: FundraisingEvent,
  ids: { goalId: string } & Readonly<Record<string, string>>,
): void {
  ctx.emit({ name: `fundraising.${event}`, payload: { communityId: ctx.communityId, ...ids }, live: true });
}
