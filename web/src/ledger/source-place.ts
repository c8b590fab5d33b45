import type { LedgerTransaction } from "../lib/wire.ts";

export interface SourcePlace {
  to: string;
  params: Record<string, string>;
  search?: Record<string, string>;
}

const GOAL = /(?:^|\/)goal\/([0-9a-f-]{36})(?:\/|$)/;

/** The page of what caused a transaction, where the product has one. A goal is known by the accounts that its money went through. */
export function placeOfSource(communityId: string, transaction: LedgerTransaction): SourcePlace | null {
  const { sourceKind, sourceId, entries } = transaction;
  if (sourceId === null) return null;
  const goalId = entries.map(({ accountCode }) => GOAL.exec(accountCode)?.[1]).find((id) => id !== undefined);
  if (sourceKind === "unmatched")
    return { to: "/c/$communityId/payments/unmatched", params: { communityId }, search: { open: sourceId } };
  if (sourceKind === "gift" && goalId)
    return { to: "/c/$communityId/goals/$goalId/gifts", params: { communityId, goalId }, search: { open: sourceId } };
  if (sourceKind === "payout" && goalId)
    return { to: "/c/$communityId/goals/$goalId/payouts", params: { communityId, goalId } };
  if (goalId) return { to: "/c/$communityId/goals/$goalId", params: { communityId, goalId } };
  return null;
}
