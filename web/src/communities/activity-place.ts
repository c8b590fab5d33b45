import type { Activity } from "../lib/wire.ts";

export interface ActivityPlace {
  to: string;
  params: Record<string, string>;
  search?: Record<string, string>;
}

/** Which part of a goal shows what happened. */
const PARTS: Readonly<Record<string, string>> = {
  update_posted: "/talk",
  comment_posted: "/talk",
  comment_reported: "/talk",
  gift_succeeded: "/gifts",
  gift_refunded: "/gifts",
  gift_unclaimed: "/gifts",
  gift_disputed: "/gifts",
  gift_reversed: "/gifts",
  dispute_opened: "/gifts",
  payout_ended: "/payouts",
  payout_failed: "/payouts",
  milestone_released: "/money",
};

/** The page that shows what an activity is about. */
export function placeOfActivity({ communityId, data, kind }: Activity): ActivityPlace | null {
  const id = (name: string) => (typeof data[name] === "string" ? data[name] : null);
  const goalId = id("goalId");
  const proofId = id("proofId");
  if (goalId && proofId)
    return { to: "/c/$communityId/goals/$goalId/proofs/$proofId", params: { communityId, goalId, proofId } };
  const part = PARTS[kind.split(".")[1] ?? ""] ?? "";
  const giftId = id("giftId");
  if (goalId) {
    const place = { to: `/c/$communityId/goals/$goalId${part}`, params: { communityId, goalId } };
    if (giftId === null || part !== "/gifts") return place;
    // A list shows its first page: what still waits is found among the few that are in dispute.
    const status = kind === "fundraising.dispute_opened" ? { status: "disputed" } : {};
    return { ...place, search: { open: giftId, ...status } };
  }
  const unmatchedId = id("unmatchedId");
  if (unmatchedId)
    return { to: "/c/$communityId/payments/unmatched", params: { communityId }, search: { open: unmatchedId } };
  if (kind.startsWith("payments.")) return { to: "/c/$communityId/payments", params: { communityId } };
  if (kind.startsWith("communities.")) return { to: "/c/$communityId/members", params: { communityId } };
  return null;
}
