import type { CommunityContext } from "../platform/context.ts";

/**
 * What money is paid for. The product that owns a purpose implements it; `app/` registers it; payments calls it inside
 * the unit of work that changes the payment. `lock` is called first, so that the product's row is always locked before
 * the payment's.
 */
export interface PaymentPurpose {
  kind: string;
  /** The kind of what its payments' `subjectId` names, as the product's `names` know it; by `kind` they know who paid. */
  subjectKind: string;
  lock(ctx: CommunityContext, purposeId: string): Promise<void>;
  /** The money is at the provider: book it. Called once for a payment. */
  paid(ctx: CommunityContext, payment: PaidPayment): Promise<void>;
  /** It will not come: failed, expired or cancelled. */
  notPaid(ctx: CommunityContext, payment: PaymentRef): Promise<void>;
  /**
   * `failed` may be followed by `processed`. Answers whether money that moved has a home in the product: without one
   * (it was given back in another way meanwhile) payments holds it as unmatched.
   */
  refundEnded(ctx: CommunityContext, refund: EndedRefund): Promise<Home>;
  /** A charge was taken back after success: `opened` is a warning, `lost` moves money, `won` ends it. */
  disputed(ctx: CommunityContext, dispute: Dispute): Promise<void>;
}

/** What a payout is for; as `PaymentPurpose`, for money going out. */
export interface PayoutPurpose {
  kind: string;
  lock(ctx: CommunityContext, purposeId: string): Promise<void>;
  /** `failed` may be followed by `succeeded`, and that by `reversed`. Answers as `refundEnded` does. */
  payoutEnded(ctx: CommunityContext, payout: EndedPayout): Promise<Home>;
}

export type Home = "booked" | "no_home";

export interface PaymentRef {
  paymentId: string;
  providerId: string;
  purposeId: string;
}

export interface PaidPayment extends PaymentRef {
  /** What the payer was asked for; what the product books. */
  amount: bigint;
  currency: string;
  /** The provider's fee that is taken from `amount`: its real fee less what it passed on to the payer. */
  fee: bigint;
  paidAt: Date;
}

export interface EndedRefund extends PaymentRef {
  refundId: string;
  amount: bigint;
  currency: string;
  status: "processed" | "failed";
}

export interface Dispute extends PaymentRef {
  amount: bigint;
  currency: string;
  status: "opened" | "won" | "lost";
}

export interface EndedPayout {
  payoutId: string;
  providerId: string;
  purposeId: string;
  amount: bigint;
  currency: string;
  /** `reversed` may follow `succeeded`, days later. */
  status: "succeeded" | "failed" | "reversed";
}
