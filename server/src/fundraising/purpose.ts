import type { PaymentPurpose, PayoutPurpose } from "../payments/index.ts";
import { GIFT } from "./give.ts";
import { lockGoal } from "./queries/goals.ts";
import { lockGift } from "./queries/load.ts";
import { findPayout } from "./queries/payouts.ts";
import { recordDispute } from "./record-dispute.ts";
import { recordGiftNotPaid } from "./record-gift-not-paid.ts";
import { recordGiftPaid } from "./record-gift-paid.ts";
import { recordPayoutEnded } from "./record-payout-ended.ts";
import { recordRefundEnded } from "./record-refund-ended.ts";
import { PAYOUT } from "./request-payout.ts";

/** What payments tell fundraising about: a gift's money, and a milestone's. The goal is always locked before the payment. */
export const giftPurpose: PaymentPurpose = {
  kind: GIFT,
  subjectKind: "goal",
  lock: async (ctx, giftId) => void (await lockGift(ctx, giftId)),
  paid: recordGiftPaid,
  notPaid: recordGiftNotPaid,
  refundEnded: recordRefundEnded,
  disputed: recordDispute,
};

export const payoutPurpose: PayoutPurpose = {
  kind: PAYOUT,
  async lock(ctx, id) {
    const payout = await findPayout(ctx, id);
    if (payout) await lockGoal(ctx, payout.goalId);
  },
  payoutEnded: recordPayoutEnded,
};
