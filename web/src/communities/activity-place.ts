import type { Activity } from "../lib/wire.ts";

export interface ActivityPlace {
  to: string;
  params: Record<string, string>;
}

/** The page that shows what an activity is about. */
export function placeOfActivity({ communityId, data, kind }: Activity): ActivityPlace | null {
  const id = (name: string) => (typeof data[name] === "string" ? data[name] : null);
  const goalId = id("goalId");
  const proofId = id("proofId");
  if (goalId && proofId)
    return { to: "/c/$communityId/goals/$goalId/proofs/$proofId", params: { communityId, goalId, proofId } };
  if (goalId) return { to: "/c/$communityId/goals/$goalId", params: { communityId, goalId } };
  if (kind.startsWith("payments.")) return { to: "/c/$communityId/payments", params: { communityId } };
  return null;
}
