import type { Activity } from "../lib/wire.ts";

export interface ActivityPlace {
  to: string;
  params: Record<string, string>;
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
  payout_ended: "/payouts",
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
  if (goalId) return { to: `/c/$communityId/goals/$goalId${part}`, params: { communityId, goalId } };
  if (kind.startsWith("payments.")) return { to: "/c/$communityId/payments", params: { communityId } };
  if (kind.startsWith("communities.")) return { to: "/c/$communityId/members", params: { communityId } };
  return null;
}
