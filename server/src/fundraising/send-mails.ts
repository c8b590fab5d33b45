import { findCommunity } from "../communities/index.ts";
import { issueDocument } from "../documents/index.ts";
import { sendMail } from "../notifications/index.ts";
import type { CommunityContext } from "../platform/context.ts";
import { formatInstant, formatMoney } from "../platform/format.ts";
import type { Gift } from "./gift.ts";
import type { Goal } from "./goal.ts";
import { choiceLink, goalLink, receiptLink, voteLink } from "./links.ts";
import { findGift, giftsToReturnAfter } from "./queries/gifts.ts";
import { findGiver, type Giver } from "./queries/givers.ts";
import { findGoal } from "./queries/goals.ts";
import { findProof } from "./queries/proofs.ts";
import { votersAfter } from "./queries/votes.ts";
import { totalOf } from "./refunds.ts";

const BATCH = 100;

interface Told {
  gift: Gift;
  goal: Goal;
  giver: Giver;
}

async function toldAbout(ctx: CommunityContext, giftId: string): Promise<Told | null> {
  const gift = await findGift(ctx, giftId);
  const goal = gift ? await findGoal(ctx, gift.goalId) : null;
  const giver = gift ? await findGiver(ctx, gift.giverId) : null;
  return gift && goal && giver ? { gift, goal, giver } : null;
}

function addressed(giver: Giver, locale: string) {
  return { to: giver.email, locale, ...(giver.userId ? { userId: giver.userId } : {}) };
}

/** The receipt gets its number here, in a job of its own: a series is locked for a moment, and gifts do not wait for it. */
export async function sendReceipt(ctx: CommunityContext, input: { giftId: string }): Promise<void> {
  const told = await toldAbout(ctx, input.giftId);
  const timeZone = (await findCommunity(ctx))?.timeZone ?? "UTC";
  if (!told?.gift.paidAt) return;
  const { gift, goal, giver } = told;
  const { locale } = gift;
  const amount = formatMoney(gift, locale);
  const { number } = await issueDocument(ctx, { kind: "receipt", subjectId: gift.id, timeZone });
  await sendMail(ctx, {
    ...addressed(giver, locale),
    kind: "fundraising.receipt",
    data: { goal: goal.title, amount },
    action: receiptLink(ctx.keys, ctx.communityId, gift.id),
    facts: [
      { label: "number", value: number },
      { label: "goal", value: goal.title },
      { label: "amount", value: amount },
      { label: "paid_at", value: formatInstant(told.gift.paidAt, locale, timeZone) },
    ],
  });
}

/** The gift came after the deadline or the decision, and goes back. */
export async function sendLateNotice(ctx: CommunityContext, input: { giftId: string }): Promise<void> {
  await tellGiver(ctx, input.giftId, "fundraising.late_gift");
}

export async function sendRefundNotice(ctx: CommunityContext, input: { giftId: string }): Promise<void> {
  await tellGiver(ctx, input.giftId, "fundraising.refunded");
}

async function tellGiver(ctx: CommunityContext, giftId: string, kind: string): Promise<void> {
  const told = await toldAbout(ctx, giftId);
  if (!told) return;
  const { gift, goal, giver } = told;
  const amount = formatMoney({ amount: gift.refundAmount ?? gift.amount, currency: gift.currency }, gift.locale);
  const action = goalLink(goal.slug);
  await sendMail(ctx, { ...addressed(giver, gift.locale), kind, data: { goal: goal.title, amount }, action });
}

/** To all who may vote, a batch at a time: each gets a link that is theirs alone. */
export async function sendVoteLinks(
  ctx: CommunityContext,
  input: { proofId: string; after: string | null },
): Promise<void> {
  const proof = await findProof(ctx, input.proofId);
  const goal = proof ? await findGoal(ctx, proof.goalId) : null;
  if (!proof?.voteClosesAt || !goal || proof.status !== "voting") return;
  const timeZone = (await findCommunity(ctx))?.timeZone ?? "UTC";
  const voters = await votersAfter(ctx, proof.id, input.after, BATCH);
  for (const giverId of voters) {
    const giver = await findGiver(ctx, giverId);
    if (!giver) continue;
    const closes = formatInstant(proof.voteClosesAt, giver.locale, timeZone);
    await sendMail(ctx, {
      ...addressed(giver, giver.locale),
      kind: "fundraising.vote",
      data: { goal: goal.title, proof: proof.title, closes },
      action: voteLink(ctx.keys, ctx.communityId, proof.id, giver.id),
    });
  }
  const last = voters.at(-1);
  if (last && voters.length === BATCH) {
    ctx.enqueue({
      name: "fundraising.send_vote_links",
      payload: { communityId: ctx.communityId, proofId: proof.id, after: last },
    });
  }
}

/** To all whom an ended goal owes something: take it back, or give it to another goal. */
export async function offerChoices(
  ctx: CommunityContext,
  input: { goalId: string; after: string | null },
): Promise<void> {
  const goal = await findGoal(ctx, input.goalId);
  if (!goal?.choiceUntil) return;
  const timeZone = (await findCommunity(ctx))?.timeZone ?? "UTC";
  const gifts = await giftsToReturnAfter(ctx, goal.id, input.after, BATCH);
  for (const gift of gifts) {
    const giver = await findGiver(ctx, gift.giverId);
    if (!giver || !gift.due) continue;
    const amount = formatMoney({ amount: totalOf(gift.due), currency: gift.currency }, gift.locale);
    await sendMail(ctx, {
      ...addressed(giver, gift.locale),
      kind: "fundraising.choice",
      data: { goal: goal.title, amount, until: formatInstant(goal.choiceUntil, gift.locale, timeZone) },
      action: choiceLink(ctx.keys, ctx.communityId, gift.id),
    });
  }
  const last = gifts.at(-1);
  if (last && gifts.length === BATCH) {
    ctx.enqueue({
      name: "fundraising.offer_choices",
      payload: { communityId: ctx.communityId, goalId: goal.id, after: last.id },
    });
  }
}
