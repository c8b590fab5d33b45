import { balanceOf, post } from "../ledger/index.ts";
import type { Dispute } from "../payments/index.ts";
import type { CommunityContext } from "../platform/context.ts";
import { least } from "../platform/money.ts";
import { escrowCode } from "./accounts.ts";
import { tell } from "./events.ts";
import { COUNTED_GIFTS, type Gift, type GiftEvent, nextGiftState, waiting, waitsForGiver } from "./gift.ts";
import { type Goal, returnsMoney } from "./goal.ts";
import { disputePosting } from "./postings.ts";
import { type GiftChanges, updateGift } from "./queries/gifts.ts";
import { type LockedGift, lockGift } from "./queries/load.ts";
import { dueAfterLoss, restOf } from "./refunds.ts";
import { scheduleReturn } from "./schedule.ts";

const EVENTS: Readonly<Record<Dispute["status"], GiftEvent>> = {
  opened: "open_dispute",
  won: "win_dispute",
  lost: "lose_dispute",
};

/** A payer's bank asks for a charge back (`opened`), gives up (`won`), or takes it or a part of it (`lost`): only then money moves. */
export async function recordDispute(ctx: CommunityContext, dispute: Dispute): Promise<void> {
  const locked = await lockGift(ctx, dispute.purposeId);
  const { gift, goal } = locked;
  const event = dispute.status === "lost" ? lossOf(gift, dispute) : EVENTS[dispute.status];
  const status = nextGiftState(gift.status, event);
  if (status === null) {
    ctx.log.warn({ giftId: gift.id, state: gift.status, dispute: dispute.status }, "a dispute changed nothing");
    return;
  }
  const ids = { goalId: goal.id, giftId: gift.id };
  const changes = dispute.status === "lost" ? await bookLoss(ctx, locked, dispute) : {};
  await updateGift(ctx, gift.id, { status, ...changes });
  if (dispute.status === "lost") tell(ctx, "gift_reversed", ids);
  tell(ctx, dispute.status === "opened" ? "gift_disputed" : "gift_dispute_ended", ids);
  // Its share waited in escrow while the others were paid back.
  const stands = dispute.status === "won" || event === "lose_part";
  if (stands && returnsMoney(goal.status)) scheduleReturn(ctx, goal.id, goal.choiceUntil ?? ctx.now);
}

/** A part leaves something of the gift: of what still counts, or of what waits for its giver. */
function lossOf(gift: Gift, dispute: Dispute): "lose_dispute" | "lose_part" {
  const standing = waitsForGiver(gift) ? waiting(gift) : gift.amount;
  return dispute.amount < standing ? "lose_part" : "lose_dispute";
}

/**
 * Answers what the loss changes about the gift. What waits for the giver bears it, also while a refund is on its way: what
 * the bank gave is not given a second time when that refund fails, and the goal owes it when it arrives all the same.
 */
async function bookLoss(ctx: CommunityContext, locked: LockedGift, dispute: Dispute): Promise<GiftChanges> {
  const { gift, goal, firstGoalId } = locked;
  const { amount, providerId } = dispute;
  const own = least(amount, gift.amount);
  const fromEscrow = least(own, await inEscrow(ctx, goal, gift));
  const fromGiver = waitsForGiver(gift) ? least(own, waiting(gift)) : 0n;
  const isRefunded = !COUNTED_GIFTS.includes(gift.status);
  const before = { goalId: firstGoalId, amount: amount - own };
  post(
    ctx,
    disputePosting({ ...gift, giftId: gift.id, providerId, amount, fromEscrow, fromGiver, isRefunded, before }),
  );
  if (waitsForGiver(gift)) return { refund_amount: waiting(gift) - fromGiver };
  return isRefunded || lossOf(gift, dispute) === "lose_dispute" ? {} : whatStands(gift, own, fromEscrow);
}

function whatStands(gift: Gift, lost: bigint, fromEscrow: bigint): GiftChanges {
  const rest = restOf(gift, lost);
  const due = gift.due && dueAfterLoss(gift.due, fromEscrow, rest.amount);
  return {
    amount: rest.amount,
    platform_fee: rest.platformFee,
    provider_fee: rest.providerFee,
    fee_cover: least(gift.feeCover, rest.amount),
    reversed_amount: gift.reversedAmount + lost,
    ...(due ? { due_escrow: due.escrow, due_platform_fee: due.platformFee, due_provider_fee: due.providerFee } : {}),
  };
}

/** What the escrow can bear. Of an ended goal only the gift's own share: the rest is promised to the other givers. */
async function inEscrow(ctx: CommunityContext, goal: Goal, gift: Gift): Promise<bigint> {
  if (!COUNTED_GIFTS.includes(gift.status)) return 0n;
  const { available } = await balanceOf(ctx, escrowCode(goal.id), goal.currency);
  return returnsMoney(goal.status) ? least(available, gift.due?.escrow ?? 0n) : available;
}
