import type { CommunityContext } from "../platform/context.ts";

/** As the poster tells: the pages that show the community's books look again. */
export function tellPosted({ communityId, emit }: CommunityContext): void {
  emit({ name: "ledger.transactions_posted", payload: { communityId }, live: true });
}

type AccountEvent = "account_opened" | "account_changed" | "account_closed" | "account_reopened";
type HoldEvent = "hold_placed" | "hold_captured" | "hold_released";

/** Who did what to which account, or reserved and gave back what on it. Ids only. */
export function tell(ctx: CommunityContext, event: AccountEvent, ids: { accountId: string }): void;
export function tell(ctx: CommunityContext, event: HoldEvent, ids: { accountId: string; holdId: string }): void;
export function tell(ctx: CommunityContext, event: string, ids: Readonly<Record<string, string>>): void {
  const actorId = ctx.actor.kind === "user" ? ctx.actor.userId : null;
  ctx.emit({ name: `ledger.${event}`, payload: { communityId: ctx.communityId, actorId, ...ids }, live: true });
}
