import type { Static } from "typebox";
import { paymentsFor } from "../../payments/index.ts";
import type { CommunityContext } from "../../platform/context.ts";
import { decodeCursor, INSTANT_PART, UUID_PART } from "../../platform/cursor.ts";
import { figuresOf, NO_TURNOVER } from "../figures.ts";
import { type Gift, PAID_GIFTS } from "../gift.ts";
import { GIFT } from "../give.ts";
import { type Goal, returnsMoney } from "../goal.ts";
import { choiceLink, receiptLink } from "../links.ts";
import { actingUser, isOwner, may } from "../policy.ts";
import type { Proof } from "../proof.ts";
import { figuresOfGoals } from "../queries/figures.ts";
import { giverCounts } from "../queries/gifts.ts";
import { milestonesOf } from "../queries/milestones.ts";
import { mediaOfProofs } from "../queries/proofs.ts";
import { talliesOf } from "../queries/votes.ts";
import { type ContributionOut, giftOut } from "../schemas/gift.ts";
import { type GoalOut, goalOut } from "../schemas/goal.ts";
import { type ProofOut, type ProofSchema, proofOut } from "../schemas/proof.ts";
import { voteRights } from "../vote-right.ts";

/** Rows → answers, with all that belongs to them read in a few statements, however many rows there are. */

export async function goalAnswers(ctx: CommunityContext, goals: readonly Goal[]): Promise<GoalOut[]> {
  const ids = goals.map((goal) => goal.id);
  const milestones = await milestonesOf(ctx, ...ids);
  const figures = await figuresOfGoals(ctx, goals);
  const givers = await giverCounts(ctx, ids);
  const { communityId, publicUrl } = ctx;
  return goals.map((goal) =>
    goalOut(goal, {
      communityId,
      publicUrl,
      milestones,
      figures: figures.get(goal.id) ?? figuresOf(NO_TURNOVER),
      givers: givers.get(goal.id) ?? 0,
    }),
  );
}

export async function goalAnswer(ctx: CommunityContext, goal: Goal): Promise<GoalOut> {
  const [answer] = await goalAnswers(ctx, [goal]);
  if (!answer) throw new Error("no answer for a goal");
  return answer;
}

/** Whether every gift of the goal is shown whole. */
export function seesGifts(ctx: CommunityContext, goal: Goal | null): boolean {
  return (goal !== null && isOwner(ctx, goal)) || may(ctx, "fundraising.view_gifts");
}

export async function giftAnswers(
  ctx: CommunityContext,
  goal: Goal | null,
  gifts: readonly Gift[],
): Promise<ContributionOut[]> {
  const userId = actingUser(ctx);
  const sees = seesGifts(ctx, goal);
  const isMine = (gift: Gift) => userId !== null && gift.userId === userId;
  const full = gifts.filter((gift) => sees || isMine(gift));
  const payments = await paymentsFor(
    ctx,
    GIFT,
    full.map((gift) => gift.id),
  );
  return gifts.map((gift) => {
    if (!sees && !isMine(gift)) return giftOut(gift, { communityId: ctx.communityId, full: false });
    const links = isMine(gift) ? linksOf(ctx, goal, gift) : {};
    const payment = payments.findLast((candidate) => candidate.purposeId === gift.id) ?? null;
    return giftOut(gift, { communityId: ctx.communityId, full: true, payment, ...links });
  });
}

export async function giftAnswer(ctx: CommunityContext, goal: Goal | null, gift: Gift): Promise<ContributionOut> {
  const [answer] = await giftAnswers(ctx, goal, [gift]);
  if (!answer) throw new Error("no answer for a gift");
  return answer;
}

/** The giver's own doors: his receipt, and his choice when the goal has ended. */
function linksOf(ctx: CommunityContext, goal: Goal | null, gift: Gift) {
  const mayChoose = goal !== null && returnsMoney(goal.status) && gift.status === "succeeded";
  return {
    receiptUrl: PAID_GIFTS.includes(gift.status) ? receiptLink(ctx.keys, ctx.communityId, gift.id, "paid") : null,
    choiceUrl: mayChoose ? choiceLink(ctx.keys, ctx.communityId, gift.id) : null,
  };
}

export async function proofAnswers(ctx: CommunityContext, goal: Goal, proofs: readonly Proof[]): Promise<ProofOut[]> {
  const ids = proofs.map((proof) => proof.id);
  const media = await mediaOfProofs(ctx, ids);
  const tallies = await talliesOf(ctx, ids);
  const rights = await voteRights(ctx, goal, proofs);
  const { communityId } = ctx;
  const rules = goal.terms.vote;
  return proofs.flatMap((proof) => {
    const right = rights.get(proof.id);
    if (!right) throw new Error(`nobody said who may vote on ${proof.id}`);
    const tally = tallies.get(proof.id);
    return [proofOut(proof, { communityId, rules, right, tally, media: media.get(proof.id) ?? [] })];
  });
}

export async function proofAnswer(
  ctx: CommunityContext,
  goal: Goal,
  proof: Proof,
): Promise<Static<typeof ProofSchema>> {
  const [answer] = await proofAnswers(ctx, goal, [proof]);
  if (!answer) throw new Error("no answer for a proof");
  return answer;
}

/** The place after which a list goes on: an instant and an id. */
export function placeIn(after: string | undefined): { at: Date; id: string } | null {
  const [at, id] = decodeCursor(after, [INSTANT_PART, UUID_PART]) ?? [];
  return at && id ? { at: new Date(at), id } : null;
}

export function createdBefore(after: string | undefined): { before?: { createdAt: Date; id: string } } {
  const place = placeIn(after);
  return place ? { before: { createdAt: place.at, id: place.id } } : {};
}

export function createdKey(row: { createdAt: Date; id: string }): [string, string] {
  return [row.createdAt.toISOString(), row.id];
}
