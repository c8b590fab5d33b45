import { type CallToWork, callToWork, finishActivity } from "../communities/index.ts";
import type { CommunityContext } from "../platform/context.ts";
import type { FundraisingEvent } from "./events.ts";
import type { Goal } from "./goal.ts";
import type { Happened } from "./note-activity.ts";
import type { FundraisingPermission } from "./policy.ts";
import { findGift } from "./queries/gifts.ts";
import { findGoal } from "./queries/goals.ts";
import { milestonesOf } from "./queries/milestones.ts";
import { findPayout } from "./queries/payouts.ts";
import { findComment } from "./queries/talk.ts";

/** What waits for operators, treasurers and moderators: each call is a job that follows its event. */

type Call = Omit<CallToWork, "kind"> & { name: string; permission: FundraisingPermission };
type Work = (ctx: CommunityContext, goal: Goal, what: Happened) => Promise<Call | null>;

const payoutSubject = (milestoneId: string | null): string => `payout/${milestoneId}`;

const proof: Work = async (_ctx, goal, { proofId }) => ({
  name: "proof_awaits_operator",
  permission: "fundraising.decide_proof",
  not: [goal.ownerId],
  subject: `proof/${proofId ?? ""}`,
  data: { proofId },
  path: `/goals/${goal.id}/proofs/${proofId ?? ""}`,
});

const comment =
  (name: string, status: "held" | "shown"): Work =>
  async (ctx, goal, what) => {
    const found = what.commentId ? await findComment(ctx, what.commentId) : null;
    if (found?.status !== status) return null;
    return {
      name,
      permission: "fundraising.moderate",
      also: [goal.ownerId],
      subject: `comment/${found.id}`,
      data: { commentId: found.id },
      path: `/goals/${goal.id}/talk`,
    };
  };

const dispute: Work = async (ctx, goal, what) => {
  const gift = what.giftId ? await findGift(ctx, what.giftId) : null;
  if (gift?.status !== "disputed") return null;
  return {
    name: "dispute_opened",
    permission: "fundraising.refund",
    subject: `dispute/${gift.id}`,
    data: { giftId: gift.id, amount: { amount: Number(gift.amount), currency: gift.currency } },
    path: `/goals/${goal.id}/gifts?status=disputed&open=${gift.id}`,
  };
};

const payout: Work = async (ctx, goal, what) => {
  const found = what.payoutId ? await findPayout(ctx, what.payoutId) : null;
  // One that had been given up may arrive: then nobody shall send another.
  if (found?.status === "succeeded")
    await finishActivity(ctx, { communityId: ctx.communityId, subject: payoutSubject(found.milestoneId) });
  if (found?.status !== "failed" && found?.status !== "reversed") return null;
  const milestone = (await milestonesOf(ctx, goal.id)).find(({ id }) => id === found.milestoneId);
  return {
    name: "payout_failed",
    permission: "fundraising.pay_out",
    also: [goal.ownerId],
    subject: payoutSubject(found.milestoneId),
    data: {
      milestoneId: found.milestoneId,
      milestone: milestone?.title ?? "",
      amount: { amount: Number(found.amount), currency: found.currency },
    },
    path: `/goals/${goal.id}/payouts`,
  };
};

export const WORK: Partial<Record<FundraisingEvent, Work>> = {
  proof_awaits_operator: proof,
  comment_posted: comment("comment_posted", "held"),
  comment_reported: comment("comment_reported", "shown"),
  gift_disputed: dispute,
  payout_ended: payout,
};

export async function callForWork(ctx: CommunityContext, event: FundraisingEvent, what: Happened): Promise<void> {
  const goal = await findGoal(ctx, what.goalId);
  const call = goal ? await WORK[event]?.(ctx, goal, what) : null;
  if (!goal || !call) return;
  const { name, ...rest } = call;
  const data = { goalId: goal.id, title: goal.title, ...call.data };
  await callToWork(ctx, { ...rest, kind: `fundraising.${name}`, data });
}

/** Which event ends the waiting for what. */
export const DONE: Partial<Record<FundraisingEvent, (what: Happened) => string>> = {
  proof_decided: ({ proofId }) => `proof/${proofId}`,
  comment_changed: ({ commentId }) => `comment/${commentId}`,
  gift_dispute_ended: ({ giftId }) => `dispute/${giftId}`,
  payout_requested: ({ milestoneId }) => payoutSubject(milestoneId),
};

export async function endWork(ctx: CommunityContext, event: FundraisingEvent, what: Happened): Promise<void> {
  const subject = DONE[event]?.(what);
  if (subject) await finishActivity(ctx, { communityId: ctx.communityId, subject });
}
