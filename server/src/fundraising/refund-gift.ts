import type { CommunityContext } from "../platform/context.ts";
import { notFound } from "../platform/errors.ts";
import { beginRefund } from "./begin-refund.ts";
import { type Gift, stepGift } from "./gift.ts";
import { getGift, updateGift } from "./queries/gifts.ts";
import { lockGift } from "./queries/load.ts";
import { planRefund } from "./refund-quote.ts";
import { returnGift } from "./return-gift.ts";

/** The goal's owner or an operator gives one gift back; or tries again to deliver a refund that did not arrive. */
export async function refundGift(ctx: CommunityContext, input: { goalId: string; giftId: string }): Promise<Gift> {
  const { gift, goal } = await lockGift(ctx, input.giftId);
  if (gift.id !== input.giftId || gift.goalId !== input.goalId) throw notFound();
  const plan = await planRefund(ctx, goal, gift);
  if (plan.kind === "first") {
    await returnGift(ctx, gift, plan.due, plan.borne);
  } else {
    await updateGift(ctx, gift.id, { status: stepGift(gift.status, "refund") });
    await beginRefund(ctx, gift, plan.gets);
  }
  return getGift(ctx, gift.id);
}
