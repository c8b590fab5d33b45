import type { CommunityContext } from "../platform/context.ts";

/** Jobs that time brings about. Each has a key, so that planning it anew replaces it, and a sweep that finds what was missed. */

/** At the deadline, and again when the wait for payments under way is over. */
export function scheduleClose(ctx: CommunityContext, goalId: string, runAt: Date): void {
  ctx.enqueue({
    name: "fundraising.close_goal",
    payload: { communityId: ctx.communityId, goalId },
    key: `fundraising.close_goal:${ctx.communityId}:${goalId}`,
    runAt,
  });
}

/** Gives back what the givers of an ended goal have not given to another one, a batch at a time. */
export function scheduleReturn(ctx: CommunityContext, goalId: string, runAt?: Date): void {
  ctx.enqueue({
    name: "fundraising.return_gifts",
    payload: { communityId: ctx.communityId, goalId },
    key: `fundraising.return_gifts:${ctx.communityId}:${goalId}`,
    ...(runAt ? { runAt } : {}),
  });
}

export function scheduleVoteOpening(ctx: CommunityContext, proofId: string): void {
  ctx.enqueue({ name: "fundraising.open_vote", payload: { communityId: ctx.communityId, proofId } });
}

export function scheduleVoteClose(ctx: CommunityContext, proofId: string, runAt: Date): void {
  ctx.enqueue({
    name: "fundraising.close_vote",
    payload: { communityId: ctx.communityId, proofId },
    key: `fundraising.close_vote:${ctx.communityId}:${proofId}`,
    runAt,
  });
}

export function scheduleReceipt(ctx: CommunityContext, giftId: string): void {
  ctx.enqueue({ name: "fundraising.send_receipt", payload: { communityId: ctx.communityId, giftId } });
}
