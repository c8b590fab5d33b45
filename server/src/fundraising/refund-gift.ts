import { balanceOf } from "../ledger/index.ts";
import type { CommunityContext } from "../platform/context.ts";
import { notFound, refuse } from "../platform/errors.ts";
import { escrowCode } from "./accounts.ts";
import { beginRefund } from "./begin-refund.ts";
import { type Gift, stepGift } from "./gift.ts";
import { type Goal, returnsMoney } from "./goal.ts";
import { may, requireOwnerOr } from "./policy.ts";
import { figuresOfGoal } from "./queries/figures.ts";
import { getGift, owedToGivers, updateGift } from "./queries/gifts.ts";
import { lockGift } from "./queries/load.ts";
import { type Due, dueOfOne, netOf, totalOf } from "./refunds.ts";
import { returnGift } from "./return-gift.ts";

/** The goal's owner or an operator gives one gift back; or tries again to deliver a refund that did not arrive. */
export async function refundGift(ctx: CommunityContext, input: { goalId: string; giftId: string }): Promise<Gift> {
  const { gift, goal } = await lockGift(ctx, input.giftId);
  if (gift.id !== input.giftId || gift.goalId !== input.goalId) throw notFound();
  requireOwnerOr(ctx, goal, "fundraising.refund");
  if (gift.status === "unclaimed") {
    await updateGift(ctx, gift.id, { status: stepGift(gift.status, "refund") });
    await beginRefund(ctx, gift, gift.refundAmount ?? 0n);
    return getGift(ctx, gift.id);
  }
  stepGift(gift.status, "refund");
  const { due, borne } = returnsMoney(goal.status) ? endedDue(gift) : await openDue(ctx, goal, gift);
  if (totalOf(due) === 0n) throw refuse("nothing_to_refund", { status: 409 });
  await returnGift(ctx, gift, due, borne);
  return getGift(ctx, gift.id);
}

interface Share {
  due: Due;
  /** The provider's fee that the giver bears. */
  borne: bigint;
}

function endedDue(gift: Gift): Share {
  if (!gift.due) throw new Error(`gift ${gift.id} of an ended goal has no share`);
  return { due: gift.due, borne: 0n };
}

/** All of it while it is still in escrow; after a release, its share of what is left. */
async function openDue(ctx: CommunityContext, goal: Goal, gift: Gift): Promise<Share> {
  await requireTargetKept(ctx, goal, gift);
  const { available } = await balanceOf(ctx, escrowCode(goal.id), goal.currency);
  const bearer = goal.terms.refundFeeBorneBy;
  const due = dueOfOne(available, await owedToGivers(ctx, goal.id), gift, bearer);
  const whole = due.escrow === netOf(gift);
  return { due, borne: bearer === "giver" && whole ? gift.providerFee : 0n };
}

/** An owner must not reach the target with a gift that he then takes back. */
async function requireTargetKept(ctx: CommunityContext, goal: Goal, gift: Gift): Promise<void> {
  const decided = goal.status === "funded" || goal.status === "releasing";
  if (!decided || goal.terms.mode !== "all_or_nothing" || may(ctx, "fundraising.refund")) return;
  const { raised } = await figuresOfGoal(ctx, goal);
  if (raised - gift.amount < goal.targetAmount) throw refuse("refund_breaks_target", { status: 409 });
}
