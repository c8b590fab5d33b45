import { balanceOf, post } from "../ledger/index.ts";
import type { Dispute } from "../payments/index.ts";
import type { CommunityContext } from "../platform/context.ts";
import { escrowCode } from "./accounts.ts";
import { tell } from "./events.ts";
import { COUNTED_GIFTS, type Gift, type GiftEvent, nextGiftState } from "./gift.ts";
import { type Goal, returnsMoney } from "./goal.ts";
import { least } from "./least.ts";
import { disputePosting } from "./postings.ts";
import { updateGift } from "./queries/gifts.ts";
import { lockGift } from "./queries/load.ts";
import { scheduleReturn } from "./schedule.ts";

const EVENTS: Readonly<Record<Dispute["status"], GiftEvent>> = {
  opened: "open_dispute",
  won: "win_dispute",
  lost: "lose_dispute",
};

/** A payer's bank asks for a charge back (`opened`), gives up (`won`), or takes it (`lost`): only then money moves. */
export async function recordDispute(ctx: CommunityContext, dispute: Dispute): Promise<void> {
  const { gift, goal } = await lockGift(ctx, dispute.purposeId);
  const status = nextGiftState(gift.status, EVENTS[dispute.status]);
  if (status === null) {
    ctx.log.warn({ giftId: gift.id, state: gift.status, dispute: dispute.status }, "a dispute changed nothing");
    return;
  }
  const ids = { goalId: goal.id, giftId: gift.id };
  if (dispute.status === "lost") await bookLoss(ctx, goal, gift, dispute);
  await updateGift(ctx, gift.id, { status });
  if (dispute.status === "lost") tell(ctx, "gift_reversed", ids);
  if (dispute.status === "opened") tell(ctx, "gift_disputed", ids);
  // Its share waited in escrow while the others were paid back.
  if (dispute.status === "won" && returnsMoney(goal.status)) scheduleReturn(ctx, goal.id, goal.choiceUntil ?? ctx.now);
}

async function bookLoss(ctx: CommunityContext, goal: Goal, gift: Gift, dispute: Dispute): Promise<void> {
  const { amount } = dispute;
  const fromEscrow = least(amount, await inEscrow(ctx, goal, gift));
  const fromGiver = gift.status === "unclaimed" ? least(amount - fromEscrow, gift.refundAmount ?? 0n) : 0n;
  const { providerId } = dispute;
  const isRefunded = !COUNTED_GIFTS.includes(gift.status);
  post(ctx, disputePosting({ ...gift, giftId: gift.id, providerId, amount, fromEscrow, fromGiver, isRefunded }));
}

/** What the escrow can bear. Of an ended goal only the gift's own share: the rest is promised to the other givers. */
async function inEscrow(ctx: CommunityContext, goal: Goal, gift: Gift): Promise<bigint> {
  if (!COUNTED_GIFTS.includes(gift.status)) return 0n;
  const { available } = await balanceOf(ctx, escrowCode(goal.id), goal.currency);
  return returnsMoney(goal.status) ? least(available, gift.due?.escrow ?? 0n) : available;
}
