import { balanceOf } from "../ledger/index.ts";
import type { CommunityContext } from "../platform/context.ts";
import { escrowCode } from "./accounts.ts";
import type { Goal } from "./goal.ts";

/** Whether the milestones to come will never get anything: the escrow is empty, and no gift counts any more. */
export async function nothingLeft(ctx: CommunityContext, goal: Goal): Promise<boolean> {
  if (!goal.closedAt) return false;
  const { posted } = await balanceOf(ctx, escrowCode(goal.id), goal.currency);
  return posted === 0n;
}
