import { post } from "../ledger/index.ts";
import type { CommunityContext } from "../platform/context.ts";
import { isCurrency, MAX_POSTING } from "../platform/money.ts";
import { announceResolved, announceUnmatched } from "./payment-events.ts";
import { matchedPosting, resolvedPosting, unmatchedPosting } from "./postings.ts";
import { next, UNMATCHED } from "./states.ts";
import { movementOf, stateOfUnmatched } from "./unmatched.ts";
import {
  changeUnmatched,
  insertUnmatched,
  lockMovement,
  lockOpposite,
  type UnmatchedRow,
} from "./unmatched-queries.ts";

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
  /** The reference of what it may take back, where that is another one: a refund's charge. */
  undoes?: string;
  amount: bigint;
  fee?: bigint;
  currency: string;
  paymentId?: string;
}

/**
 * Money that moved at the provider without a home here: a row for the operator and, once for each movement, a posting
 * to suspense. Money of another mode is no money of ours: it is shown and not booked. What only undoes a movement that
 * is held already is told of that one.
 */
export async function holdUnmatched(ctx: CommunityContext, origin: Origin, money: UnmatchedMoney): Promise<void> {
  const isOurs = isBookable(money);
  const undone =
    isOurs && isReturn(money)
      ? await lockOpposite(ctx, origin.providerId, { ...money, reference: money.undoes ?? money.reference })
      : undefined;
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
    fee: money.fee ?? 0n,
    booked: isOurs && !undone,
    payment_id: money.paymentId ?? null,
    webhook_event_id: origin.webhookEventId,
    ...(undone
      ? { status: "resolved", resolution: "matched", resolved_at: ctx.now, counterpart_id: undone.id }
      : { status: "open" }),
    created_at: ctx.now,
    updated_at: ctx.now,
  });
  if (!row) return;
  if (undone) return undo(ctx, undone, row);
  if (row.booked) post(ctx, unmatchedPosting(movementOf(row)));
  ctx.log.warn({ unmatchedId: row.id, reason: money.reason, booked: row.booked }, "money without a home");
  announceUnmatched(ctx, row.id);
}

function isBookable(money: UnmatchedMoney): boolean {
  const isKnown = money.reason !== "wrong_mode" && isCurrency(money.currency);
  return isKnown && money.amount > 0n && money.amount <= MAX_POSTING && (money.fee ?? 0n) <= MAX_POSTING;
}

/** A charge is money that somebody paid. Everything else can be what takes an earlier movement back. */
function isReturn(money: UnmatchedMoney): boolean {
  return money.direction === "out" || !money.movement.startsWith(CHARGE);
}

/** The provider tells that a movement was taken back. If a person has said so before, it is booked already. */
async function undo(ctx: CommunityContext, undone: UnmatchedRow, by: UnmatchedRow): Promise<void> {
  const isIn = undone.direction === "in";
  const to = next(UNMATCHED, stateOfUnmatched(undone), isIn ? "return" : "recover");
  if (to !== null) post(ctx, resolvedPosting(movementOf(undone), isIn ? "returned" : "recovered"));
  const resolved = to === null ? {} : { status: "resolved", resolution: to, resolved_at: ctx.now };
  await changeUnmatched(ctx, undone.id, { ...resolved, counterpart_id: by.id });
  announceResolved(ctx, undone.id);
}

/**
 * The movement has a home after all: what was held of it leaves suspense, or where it was written off to, so that its
 * product may book it. Answers whether it was held; what is not there any more stays as it is.
 */
export async function releaseUnmatched(ctx: CommunityContext, providerId: string, movement: string): Promise<boolean> {
  const row = await lockMovement(ctx, providerId, movement);
  if (!row) return false;
  const state = stateOfUnmatched(row);
  const to = next(UNMATCHED, state, "match");
  if (to === null) return isGone(row);
  await changeUnmatched(ctx, row.id, { status: "resolved", resolution: to, resolved_at: ctx.now });
  if (row.booked) post(ctx, matchedPosting(movementOf(row), state === "written_off"));
  announceResolved(ctx, row.id);
  return true;
}

/** Whether money that has found its home was sent back meanwhile: then it is not there to be booked. */
export async function wasSentBack(ctx: CommunityContext, providerId: string, movement: string): Promise<boolean> {
  const row = await lockMovement(ctx, providerId, movement);
  if (!row || !isGone(row)) return false;
  ctx.log.warn({ unmatchedId: row.id }, "money that was sent back has found its home");
  return true;
}

function isGone(row: UnmatchedRow): boolean {
  return row.resolution === "returned" || row.resolution === "recovered";
}

const CHARGE = "charge:";

/** The movement's name of a charge's money. */
export function chargeMovement(providerReference: string): string {
  return `${CHARGE}${providerReference}`;
}
