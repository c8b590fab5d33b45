import { post } from "../ledger/index.ts";
import type { CommunityContext } from "../platform/context.ts";
import { isCurrency, MAX_POSTING } from "../platform/money.ts";
import { type Movement, matchedPosting, unmatchedPosting } from "./postings.ts";
import { insertUnmatched, lockOpenUnmatched, resolveUnmatched } from "./webhook-queries.ts";

/** Where a report came from. */
export interface Origin {
  providerId: string;
  /** null: the answer to a question of ours. */
  webhookEventId: string | null;
}

export type UnmatchedReason =
  | "unknown_reference"
  | "wrong_amount"
  | "wrong_currency"
  | "wrong_mode"
  | "overpaid"
  | "second_charge"
  | "unknown_refund"
  | "late_refund"
  | "unknown_payout"
  | "late_payout"
  | "unknown_dispute";

export interface UnmatchedMoney {
  /** The provider's own name of the movement: what makes it one, however often it is reported. */
  movement: string;
  direction: "in" | "out";
  reason: UnmatchedReason;
  reference: string;
  amount: bigint;
  fee?: bigint;
  currency: string;
  paymentId?: string;
}

/**
 * Money that moved at the provider without a home here: a row for the operator and, once for each movement, a posting
 * to suspense. Money of another mode is no money of ours: it is shown and not booked.
 */
export async function holdUnmatched(ctx: CommunityContext, origin: Origin, money: UnmatchedMoney): Promise<void> {
  const fee = money.fee ?? 0n;
  const booked =
    money.reason !== "wrong_mode" &&
    isCurrency(money.currency) &&
    money.amount > 0n &&
    money.amount <= MAX_POSTING &&
    fee <= MAX_POSTING;
  const row = await insertUnmatched(ctx, {
    community_id: ctx.communityId,
    id: ctx.newId(),
    provider_id: origin.providerId,
    movement: money.movement.slice(0, 200),
    direction: money.direction,
    reason: money.reason,
    reference: money.reference.slice(0, 200),
    amount: money.amount,
    currency: money.currency.slice(0, 10),
    fee,
    booked,
    payment_id: money.paymentId ?? null,
    webhook_event_id: origin.webhookEventId,
    status: "open",
    created_at: ctx.now,
    updated_at: ctx.now,
  });
  if (!row) return;
  if (booked) post(ctx, unmatchedPosting(movementOf(row.id, origin.providerId, { ...money, fee })));
  ctx.log.warn({ unmatchedId: row.id, reason: money.reason, booked }, "money without a home");
  ctx.emit({
    name: "payments.money_unmatched",
    payload: { communityId: ctx.communityId, unmatchedId: row.id },
    live: true,
  });
}

/** The movement has a home after all: what was held of it leaves suspense, so that its product may book it. */
export async function releaseUnmatched(ctx: CommunityContext, providerId: string, movement: string): Promise<void> {
  const row = await lockOpenUnmatched(ctx, providerId, movement);
  if (!row) return;
  await resolveUnmatched(ctx, row.id, "matched");
  const direction = row.direction === "out" ? "out" : "in";
  if (row.booked) post(ctx, matchedPosting(movementOf(row.id, providerId, { ...row, direction })));
}

function movementOf(
  unmatchedId: string,
  providerId: string,
  money: Omit<Movement, "unmatchedId" | "providerId">,
): Movement {
  const { direction, amount, fee, currency, reason } = money;
  return { unmatchedId, providerId, direction, amount, fee, currency, reason };
}

/** The movement's name of a charge's money. */
export function chargeMovement(providerReference: string): string {
  return `charge:${providerReference}`;
}
