import { type AccountRef, credit, debit, type Line, type TransactionDraft } from "../ledger/index.ts";
import { clearingAccount as clearing, providerFeesAccount as providerFees } from "../payments/index.ts";
import { least } from "../platform/money.ts";
import { escrow, giverAccount, goalAccount, platformFees, receivable } from "./accounts.ts";
import type { TakenFees } from "./fees.ts";
import { type Due, totalOf } from "./refunds.ts";

/**
 * Business event → ledger transaction. An accountant can read this file alone: each function is one event, each line one
 * entry with its label. D = debit, C = credit. Lines of nothing are left out.
 */

interface GiftRef {
  giftId: string;
  goalId: string;
  giverId: string;
  providerId: string;
  currency: string;
}

/** A gift: the whole amount to the escrow, then out of it what the provider and the platform take. */
export function giftPosting(gift: GiftRef & { amount: bigint; fees: TakenFees }): TransactionDraft {
  const { currency, fees } = gift;
  const held = escrow(gift.goalId, currency);
  const provider = clearing(gift.providerId, currency);
  return draft("gift", `gift/${gift.giftId}`, { kind: "gift", id: gift.giftId }, [
    debit(provider, gift.amount, "gift"),
    credit(held, gift.amount, "gift"),
    debit(held, fees.providerFee, "provider_fee"),
    // Only where a provider took more than the whole gift.
    debit(providerFees(currency), fees.excess, "provider_fee"),
    credit(provider, fees.providerFee + fees.excess, "provider_fee"),
    debit(held, fees.platformFee, "platform_fee"),
    credit(platformFees(currency), fees.platformFee, "platform_fee"),
  ]);
}

/** Money that came too late to count: it never touches the escrow, it waits on the giver's account for its way back. */
export function lateGiftPosting(
  gift: GiftRef & { amount: bigint; providerTook: bigint; bearer: "platform" | "giver" },
): TransactionDraft {
  const { currency, amount, providerTook } = gift;
  const provider = clearing(gift.providerId, currency);
  const giver = giverAccount(gift, currency);
  const byGiver = gift.bearer === "giver" ? least(providerTook, amount) : 0n;
  return draft("late_gift", `gift/${gift.giftId}`, { kind: "gift", id: gift.giftId }, [
    debit(provider, amount, "late_gift"),
    credit(giver, amount, "late_gift"),
    debit(giver, byGiver, "provider_fee"),
    debit(providerFees(currency), providerTook - byGiver, "provider_fee"),
    credit(provider, providerTook, "provider_fee"),
  ]);
}

/**
 * A refund, decided: the platform gives its fee back, and makes the provider's good where the terms say so; then the money
 * stands on the giver's account. `borne` is the provider's fee where the giver bears it: the gift is undone whole in the
 * escrow, less what the provider keeps.
 */
export function refundPosting(refund: GiftRef & { due: Due; borne: bigint }): TransactionDraft {
  const { currency, due } = refund;
  const held = escrow(refund.goalId, currency);
  return draft("refund", `refund/${refund.giftId}`, { kind: "gift", id: refund.giftId }, [
    debit(platformFees(currency), due.platformFee, "platform_fee_returned"),
    credit(held, due.platformFee, "platform_fee_returned"),
    debit(providerFees(currency), due.providerFee, "provider_fee_covered"),
    credit(held, due.providerFee, "provider_fee_covered"),
    debit(held, totalOf(due) + refund.borne, "refund"),
    credit(held, refund.borne, "refund_fee_borne"),
    credit(giverAccount(refund, currency), totalOf(due), "refund"),
  ]);
}

/**
 * A refund, delivered by the provider. `fromGiver` is what waited on the giver's account: where a bank took of it while the
 * provider carried all, the giver has that twice, and the goal owes it.
 */
export function refundDeliveredPosting(
  refund: GiftRef & { refundId: string; amount: bigint; fromGiver: bigint },
): TransactionDraft {
  const { currency, amount, fromGiver } = refund;
  return draft("refund_delivered", `refund-delivered/${refund.refundId}`, { kind: "gift", id: refund.giftId }, [
    debit(giverAccount(refund, currency), fromGiver, "refund"),
    debit(receivable(refund.goalId, currency), amount - fromGiver, "dispute_after_refund"),
    credit(clearing(refund.providerId, currency), amount, "refund"),
  ]);
}

/** A gift given to another goal, with the fees that it has paid: they are not taken a second time. */
export function movePosting(move: {
  giftId: string;
  newGiftId: string;
  fromGoalId: string;
  toGoalId: string;
  currency: string;
  due: Due;
}): TransactionDraft {
  const { currency, due } = move;
  const from = escrow(move.fromGoalId, currency);
  const to = escrow(move.toGoalId, currency);
  return draft("move", `move/${move.giftId}`, { kind: "gift", id: move.newGiftId }, [
    debit(from, totalOf(due), "moved_out"),
    credit(from, due.providerFee, "provider_fee"),
    credit(from, due.platformFee, "platform_fee"),
    credit(to, totalOf(due), "moved_in"),
    debit(to, due.providerFee, "provider_fee"),
    debit(to, due.platformFee, "platform_fee"),
  ]);
}

/**
 * A bank took a charge back, or a part of it. Before the release the escrow bears it as far as it can (`fromEscrow`); a
 * refund that was not delivered is taken from the giver's account (`fromGiver`); for what is left the goal owes us.
 * Of a gift that was moved, what stayed behind (`before`) is owed by the goal that it was first given to.
 */
export function disputePosting(
  dispute: GiftRef & {
    amount: bigint;
    fromEscrow: bigint;
    fromGiver: bigint;
    isRefunded: boolean;
    before?: { goalId: string; amount: bigint };
  },
): TransactionDraft {
  const { currency, amount, fromEscrow, fromGiver } = dispute;
  const before = dispute.before ?? { goalId: dispute.goalId, amount: 0n };
  // A gift that was refunded counts no more already: another label keeps it from being taken off what was raised twice.
  const owed = dispute.isRefunded ? "dispute_after_refund" : "dispute";
  return draft("dispute", `dispute/${dispute.giftId}`, { kind: "gift", id: dispute.giftId }, [
    debit(escrow(dispute.goalId, currency), fromEscrow, "dispute"),
    debit(giverAccount(dispute, currency), fromGiver, "dispute"),
    debit(receivable(dispute.goalId, currency), amount - fromEscrow - fromGiver - before.amount, owed),
    debit(receivable(before.goalId, currency), before.amount, "dispute_after_move"),
    credit(clearing(dispute.providerId, currency), amount, "dispute"),
  ]);
}

interface MilestoneRef {
  goalId: string;
  milestoneId: string;
  currency: string;
  amount: bigint;
}

/** A milestone's money leaves the escrow. */
export function releasePosting(release: MilestoneRef): TransactionDraft {
  const { currency, amount } = release;
  return draft("release", `release/${release.milestoneId}`, { kind: "milestone", id: release.milestoneId }, [
    debit(escrow(release.goalId, currency), amount, "release"),
    credit(goalAccount(release.goalId, currency), amount, "release"),
  ]);
}

interface PayoutRef {
  payoutId: string;
  goalId: string;
  providerId: string;
  currency: string;
  amount: bigint;
}

/** A payout reached its payee: what the hold reserved is booked. */
export function payoutPosting(payout: PayoutRef): TransactionDraft {
  const { currency, amount } = payout;
  return draft("payout", `payout/${payout.payoutId}`, { kind: "payout", id: payout.payoutId }, [
    debit(goalAccount(payout.goalId, currency), amount, "payout"),
    credit(clearing(payout.providerId, currency), amount, "payout"),
  ]);
}

/** A bank sent a payout back, days later: the mirror. */
export function payoutReversedPosting(payout: PayoutRef): TransactionDraft {
  const { currency, amount } = payout;
  return draft("payout_reversed", `payout-reversed/${payout.payoutId}`, { kind: "payout", id: payout.payoutId }, [
    debit(clearing(payout.providerId, currency), amount, "payout_reversed"),
    credit(goalAccount(payout.goalId, currency), amount, "payout_reversed"),
  ]);
}

/** The account whose available balance a payout reserves. */
export function payoutAccount(goalId: string, currency: string): AccountRef {
  return goalAccount(goalId, currency);
}

function draft(kind: string, reference: string, source: { kind: string; id: string }, lines: Line[]): TransactionDraft {
  return { kind, reference, source, lines: lines.filter((line) => line.amount > 0n) };
}
