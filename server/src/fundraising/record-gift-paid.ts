import { post } from "../ledger/index.ts";
import type { PaidPayment } from "../payments/index.ts";
import type { CommunityContext } from "../platform/context.ts";
import { least } from "../platform/money.ts";
import { beginRefund } from "./begin-refund.ts";
import { tell } from "./events.ts";
import { takeFees } from "./fees.ts";
import { type Gift, stepGift } from "./gift.ts";
import { countsGift, type Goal, nextGoalState, stepGoal } from "./goal.ts";
import { isReleased } from "./milestone.ts";
import { giftPosting, lateGiftPosting } from "./postings.ts";
import { figuresOfGoal } from "./queries/figures.ts";
import { updateGift } from "./queries/gifts.ts";
import { updateGoal } from "./queries/goals.ts";
import { lockGift } from "./queries/load.ts";
import { milestonesOf } from "./queries/milestones.ts";
import { scheduleClose, scheduleReceipt } from "./schedule.ts";

/** The money is at the provider. It counts if it was paid before the deadline and the goal is not decided; else it goes back. */
export async function recordGiftPaid(ctx: CommunityContext, paid: PaidPayment): Promise<void> {
  const { gift, goal } = await lockGift(ctx, paid.purposeId);
  if (paid.amount !== gift.amount || paid.currency !== gift.currency) {
    throw new Error(`gift ${gift.id} was asked for another amount than was paid`);
  }
  const milestones = await milestonesOf(ctx, goal.id);
  const unreleased = milestones.filter(({ status }) => !isReleased(status)).length;
  if (countsGift(goal, paid.paidAt, unreleased)) await count(ctx, goal, gift, paid);
  else await sendBack(ctx, goal, gift, paid);
  if (goal.status === "deciding") scheduleClose(ctx, goal.id, ctx.now);
}

async function count(ctx: CommunityContext, goal: Goal, gift: Gift, paid: PaidPayment): Promise<void> {
  const fees = takeFees(gift.amount, paid.fee, gift.platformFee);
  const reached = await reachesTarget(ctx, goal, gift.amount);
  post(ctx, giftPosting({ ...gift, giftId: gift.id, providerId: paid.providerId, fees }));
  await updateGift(ctx, gift.id, {
    status: stepGift(gift.status, "pay"),
    payment_id: paid.paymentId,
    provider_id: paid.providerId,
    platform_fee: fees.platformFee,
    provider_fee: fees.providerFee,
    paid_at: paid.paidAt,
  });
  scheduleReceipt(ctx, gift.id);
  tell(ctx, "gift_succeeded", { goalId: goal.id, giftId: gift.id });
  if (reached) await markFunded(ctx, goal);
}

/** Whether the goal is funded with `added` on top. Asked before the command posts it. */
export async function reachesTarget(ctx: CommunityContext, goal: Goal, added: bigint): Promise<boolean> {
  if (nextGoalState(goal.status, "reach_target") === null) return false;
  const { raised } = await figuresOfGoal(ctx, goal);
  return raised + added >= goal.targetAmount;
}

export async function markFunded(ctx: CommunityContext, goal: Goal): Promise<void> {
  await updateGoal(ctx, goal.id, { status: stepGoal(goal.status, "reach_target") });
  tell(ctx, "goal_funded", { goalId: goal.id });
}

async function sendBack(ctx: CommunityContext, goal: Goal, gift: Gift, paid: PaidPayment): Promise<void> {
  const bearer = goal.terms.refundFeeBorneBy;
  const kept = least(paid.fee, gift.amount);
  post(ctx, lateGiftPosting({ ...gift, giftId: gift.id, providerId: paid.providerId, providerTook: paid.fee, bearer }));
  await updateGift(ctx, gift.id, {
    status: stepGift(gift.status, "pay_late"),
    payment_id: paid.paymentId,
    provider_id: paid.providerId,
    platform_fee: 0n,
    provider_fee: kept,
    paid_at: paid.paidAt,
  });
  await beginRefund(ctx, { ...gift, paymentId: paid.paymentId }, bearer === "giver" ? gift.amount - kept : gift.amount);
  ctx.enqueue({ name: "fundraising.send_late_notice", payload: { communityId: ctx.communityId, giftId: gift.id } });
}
