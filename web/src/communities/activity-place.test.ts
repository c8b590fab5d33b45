import { describe, expect, it } from "vitest";
import type { CommunityActivityItem } from "../lib/wire.ts";
import { placeOfActivity } from "./activity-place.ts";

const item = (kind: string, data: Record<string, unknown>): CommunityActivityItem => ({
  id: "a",
  communityId: "c",
  kind,
  actorId: null,
  data,
  occurredAt: "2026-11-21T09:00:00Z",
});

describe("where an activity leads", () => {
  it.each([
    [item("fundraising.vote_opened", { goalId: "g", proofId: "p" }), "/c/$communityId/goals/$goalId/proofs/$proofId"],
    [item("fundraising.update_posted", { goalId: "g" }), "/c/$communityId/goals/$goalId/talk"],
    [item("fundraising.gift_succeeded", { goalId: "g" }), "/c/$communityId/goals/$goalId/gifts"],
    [item("fundraising.goal_funded", { goalId: "g" }), "/c/$communityId/goals/$goalId"],
    [item("communities.member_joined", {}), "/c/$communityId/members"],
    [
      item("fundraising.proof_awaits_operator", { goalId: "g", proofId: "p" }),
      "/c/$communityId/goals/$goalId/proofs/$proofId",
    ],
    [item("fundraising.comment_posted", { goalId: "g", commentId: "k" }), "/c/$communityId/goals/$goalId/talk"],
    [item("fundraising.payout_failed", { goalId: "g", milestoneId: "m" }), "/c/$communityId/goals/$goalId/payouts"],
    [item("communities.member_roles_changed", { userId: "u" }), "/c/$communityId/members"],
  ])("%j", (activity, to) => {
    expect(placeOfActivity(activity)?.to).toBe(to);
  });

  it.each([
    [item("fundraising.dispute_opened", { goalId: "g", giftId: "x" }), "/c/$communityId/goals/$goalId/gifts", "x"],
    [item("payments.money_unmatched", { unmatchedId: "u" }), "/c/$communityId/payments/unmatched", "u"],
  ])("%j, and opens it", (activity, to, open) => {
    expect(placeOfActivity(activity)).toMatchObject({ to, search: { open } });
  });

  it("is nowhere for what has no page", () => {
    expect(placeOfActivity(item("water.leak_found", {}))).toBeNull();
  });
});
