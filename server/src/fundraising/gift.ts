import type { Due, GiftMoney } from "./refunds.ts";
import { next, stateOf, step, type Transitions } from "./state-machine.ts";

/** A gift is the specification's "contribution". */
export const GIFT_STATES = [
  /** The payment has begun. */
  "pending",
  /** Paid and counted: its money is in the goal's escrow, or was released from it. */
  "succeeded",
  /** The payment did not come. It may still: providers change their mind. */
  "failed",
  /** The money stands on the giver's account; the provider is carrying it back. */
  "refunding",
  "refunded",
  /** The provider could not deliver the refund: the money waits on the giver's account. */
  "unclaimed",
  /** The giver gave it to another goal; the gift there names this one. */
  "moved",
  /** The payer's bank asks for it back; nothing has moved yet. */
  "disputed",
  /** The bank took it back. */
  "reversed",
] as const;
export type GiftState = (typeof GIFT_STATES)[number];

export const GIFT_EVENTS = [
  "pay",
  /** Paid, but after the deadline or the decision: goes straight back. */
  "pay_late",
  "not_pay",
  "refund",
  "deliver_refund",
  "fail_refund",
  "move",
  "open_dispute",
  "win_dispute",
  "lose_dispute",
  /** The bank took a part of it back; the rest stands. */
  "lose_part",
] as const;
export type GiftEvent = (typeof GIFT_EVENTS)[number];

export const GIFT_TRANSITIONS: Transitions<GiftState, GiftEvent> = {
  pending: { pay: "succeeded", pay_late: "refunding", not_pay: "failed" },
  failed: { pay: "succeeded", pay_late: "refunding" },
  succeeded: {
    refund: "refunding",
    move: "moved",
    open_dispute: "disputed",
    lose_dispute: "reversed",
    lose_part: "succeeded",
  },
  disputed: { win_dispute: "succeeded", lose_dispute: "reversed", lose_part: "succeeded" },
  refunding: { deliver_refund: "refunded", fail_refund: "unclaimed", lose_dispute: "reversed", lose_part: "refunding" },
  // A provider that said no may be asked again, and one that said "failed" may deliver after all.
  unclaimed: {
    refund: "refunding",
    deliver_refund: "refunded",
    lose_dispute: "reversed",
    lose_part: "unclaimed",
  },
  // A bank that takes back what was refunded takes it twice: booked as owed to us, never lost.
  refunded: { lose_dispute: "reversed", lose_part: "refunded" },
  // The gift that it became lives on in the other goal; disputes are told to that one.
  moved: {},
  reversed: {},
};

export function giftState(word: string): GiftState {
  return stateOf(GIFT_STATES, word);
}

export function nextGiftState(from: GiftState, event: GiftEvent): GiftState | null {
  return next(GIFT_TRANSITIONS, from, event);
}

export function stepGift(from: GiftState, event: GiftEvent): GiftState {
  return step(GIFT_TRANSITIONS, from, event, "gift_state");
}

/** States whose money counts towards the goal: shown on the public page, and the voice of its giver in votes. */
export const COUNTED_GIFTS: readonly GiftState[] = ["succeeded", "disputed"];

/** States in which the money stands on its giver's account, as `refundAmount` says. */
const WAITING_GIFTS: readonly GiftState[] = ["refunding", "unclaimed"];

/** States in which the money has come at least once. */
export const PAID_GIFTS: readonly GiftState[] = [
  "succeeded",
  "disputed",
  "refunding",
  "refunded",
  "unclaimed",
  "moved",
  "reversed",
];

export interface Gift extends GiftMoney {
  id: string;
  goalId: string;
  giverId: string;
  userId: string | null;
  paymentId: string | null;
  providerId: string | null;
  movedFromId: string | null;
  currency: string;
  feeCover: bigint;
  /** What a bank took back of a gift whose rest still stands: `amount` and the fees are those of the rest. */
  reversedAmount: bigint;
  status: GiftState;
  publicName: string | null;
  message: string | null;
  isAnonymous: boolean;
  locale: string;
  paidAt: Date | null;
  /** What a failed or cancelled goal owes for it; null while nothing of the kind happened. */
  due: Due | null;
  refundId: string | null;
  /** What waits for the giver on his account; once it was delivered, what he got. */
  refundAmount: bigint | null;
  version: number;
  createdAt: Date;
  updatedAt: Date;
}

/** The payment's provider of a gift whose money has come; without one, books and row would contradict each other. */
export function providerOf(gift: Gift): string {
  if (!gift.providerId) throw new Error(`gift ${gift.id} was paid by no provider`);
  return gift.providerId;
}

export function paymentOf(gift: Gift): string {
  if (!gift.paymentId) throw new Error(`gift ${gift.id} has no payment`);
  return gift.paymentId;
}

export function waitsForGiver(gift: Pick<Gift, "status">): boolean {
  return WAITING_GIFTS.includes(gift.status);
}

/** What of the gift waits on its giver's account. */
export function waiting(gift: Pick<Gift, "refundAmount">): bigint {
  return gift.refundAmount ?? 0n;
}
