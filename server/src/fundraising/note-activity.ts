import { type ActivityData, recordActivity } from "../communities/index.ts";
import type { CommunityContext } from "../platform/context.ts";
import type { FundraisingEvent } from "./events.ts";
import type { Goal } from "./goal.ts";
import { findGift, givingUsers } from "./queries/gifts.ts";
import { findGoal } from "./queries/goals.ts";
import { findPayout } from "./queries/payouts.ts";
import { votingUsers } from "./queries/votes.ts";

/** What happened, as people find it on their homes and in the community's list. Each is a job that follows its event. */

export interface Happened {
  goalId: string;
  giftId: string | null;
  proofId: string | null;
  commentId: string | null;
  milestoneId: string | null;
  payoutId: string | null;
}

interface Line {
  userIds: readonly string[];
  data?: ActivityData;
  waits?: boolean;
  subject?: string;
  shared?: boolean;
}

type Note = (ctx: CommunityContext, goal: Goal, what: Happened) => Promise<Line | null>;

const everybody: Note = async (ctx, goal) => ({ userIds: [goal.ownerId, ...(await givingUsers(ctx, goal.id))] });
const owner: Note = async (_ctx, goal) => ({ userIds: [goal.ownerId], shared: false });

async function gift(ctx: CommunityContext, goal: Goal, what: Happened): Promise<Line | null> {
  const found = what.giftId ? await findGift(ctx, what.giftId) : null;
  if (!found) return null;
  const { amount, currency, isAnonymous, publicName } = found;
  return {
    userIds: [goal.ownerId, ...(found.userId ? [found.userId] : [])],
    data: { giftId: found.id, amount: { amount: Number(amount), currency }, name: isAnonymous ? null : publicName },
  };
}

/** Of interest to the giver and the owner; not everybody's business. */
const privately =
  (note: Note): Note =>
  async (ctx, goal, what) => {
    const line = await note(ctx, goal, what);
    return line && { ...line, shared: false };
  };

async function vote(ctx: CommunityContext, _goal: Goal, what: Happened): Promise<Line | null> {
  if (!what.proofId) return null;
  return {
    userIds: await votingUsers(ctx, what.proofId),
    waits: true,
    subject: `proof/${what.proofId}`,
    data: { proofId: what.proofId },
  };
}

async function payout(ctx: CommunityContext, goal: Goal, what: Happened): Promise<Line | null> {
  const found = what.payoutId ? await findPayout(ctx, what.payoutId) : null;
  return found?.status === "succeeded" ? owner(ctx, goal, what) : null;
}

export const NOTES: Partial<Record<FundraisingEvent, Note>> = {
  goal_published: async (_ctx, goal) => ({ userIds: [goal.ownerId] }),
  goal_funded: everybody,
  goal_failed: everybody,
  goal_cancelled: everybody,
  goal_withdrawn: owner,
  goal_proven: everybody,
  gift_succeeded: gift,
  gift_refunded: privately(gift),
  gift_unclaimed: privately(gift),
  gift_disputed: privately(gift),
  gift_reversed: privately(gift),
  vote_opened: vote,
  proof_decided: everybody,
  milestone_released: everybody,
  payout_ended: payout,
  update_posted: everybody,
};

export async function noteActivity(ctx: CommunityContext, event: FundraisingEvent, what: Happened): Promise<void> {
  const goal = await findGoal(ctx, what.goalId);
  if (!goal?.publishedAt) return;
  const { communityId } = ctx;
  const line = await NOTES[event]?.(ctx, goal, what);
  if (line) {
    const data = { goalId: goal.id, title: goal.title, ...line.data };
    await recordActivity(ctx, { communityId, kind: `fundraising.${event}`, ...line, data });
  }
}
