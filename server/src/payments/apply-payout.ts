import type { CommunityContext } from "../platform/context.ts";
import type { Applied } from "./applied.ts";
import type { PayoutReport } from "./gateway.ts";
import { holdUnmatched, type Origin, releaseUnmatched, type UnmatchedReason, wasSentBack } from "./hold-unmatched.ts";
import { announcePayout } from "./payment-events.ts";
import { changePayout, findPayoutByReference, lockPayout, type PayoutRow } from "./payout-queries.ts";
import type { EndedPayout, Home } from "./purpose.ts";
import type { Purposes } from "./purposes.ts";
import { aftercare } from "./schedule.ts";
import { next, PAYOUT, type PayoutStatus } from "./states.ts";

/** A payout's state, as the provider tells it, in a webhook or asked. */
export async function applyPayout(
  ctx: CommunityContext,
  purposes: Purposes,
  origin: Origin,
  report: PayoutReport,
): Promise<Applied> {
  const found = await findPayoutByReference(ctx, origin.providerId, report.reference);
  if (!found) return holdMoved(ctx, origin, report, "unknown_payout");
  await purposes.payout(found.purpose_kind).lock(ctx, found.purpose_id);
  const payout = await lockPayout(ctx, found.id);
  if (report.amount !== payout.amount || report.currency !== payout.currency) {
    return holdMoved(ctx, origin, report, report.currency === payout.currency ? "wrong_amount" : "wrong_currency");
  }
  const told = next(PAYOUT, payout.status, report.status);
  if (told === null) return "ignored";
  const left = movementOf(report, "succeeded");
  const to = told === "succeeded" && (await wasSentBack(ctx, origin.providerId, left)) ? "reversed" : told;
  // What had no home when it left has none when it comes back: both leave suspense together.
  const goneTogether = to === "reversed" && (await releaseUnmatched(ctx, origin.providerId, left));
  const home = goneTogether ? "booked" : await finishPayout(ctx, purposes, payout, to);
  if (home === "no_home") {
    await endHomeless(ctx, payout, report);
    return holdMoved(ctx, origin, report, "late_payout");
  }
  // It had no home when it was told of first: what was held of it is its product's now.
  if (to === "succeeded") await releaseUnmatched(ctx, origin.providerId, left);
  const reason = report.data["failureReason"] ?? report.data["status"];
  await changePayout(ctx, payout.id, {
    status: to,
    provider_reference: report.providerId,
    provider_data: JSON.stringify(report.data),
    failure_reason: to === "pending" || to === "succeeded" ? null : String(reason ?? to).slice(0, 200),
    ...endingOf(ctx, payout, to),
  });
  announcePayout(ctx, payout.id);
  return "processed";
}

/** For its product it had ended without money; what moved is told by the money without a home. Nobody asks about it again. */
async function endHomeless(ctx: CommunityContext, payout: PayoutRow, report: PayoutReport): Promise<void> {
  const to = next(PAYOUT, payout.status, "failed");
  if (to === null) return;
  const what = { status: to, provider_reference: report.providerId, failure_reason: "no_home" };
  await changePayout(ctx, payout.id, { ...what, ...endingOf(ctx, payout, to) });
  announcePayout(ctx, payout.id);
}

/** The provider refused to take it: nothing moved. */
export async function failPayout(
  ctx: CommunityContext,
  purposes: Purposes,
  payout: PayoutRow,
  reason: string,
): Promise<void> {
  const to = next(PAYOUT, payout.status, "failed");
  if (to === null) return;
  await changePayout(ctx, payout.id, {
    status: to,
    failure_reason: reason.slice(0, 200),
    ...endingOf(ctx, payout, to),
  });
  await finishPayout(ctx, purposes, payout, to);
  announcePayout(ctx, payout.id);
}

async function finishPayout(
  ctx: CommunityContext,
  purposes: Purposes,
  before: PayoutRow,
  to: PayoutStatus,
): Promise<Home> {
  const ended = endOf(before.status, to);
  if (!ended) return "booked";
  return purposes.payout(before.purpose_kind).payoutEnded(ctx, {
    payoutId: before.id,
    providerId: before.provider_id,
    purposeId: before.purpose_id,
    amount: before.amount,
    currency: before.currency,
    status: ended,
  });
}

function endingOf(
  ctx: CommunityContext,
  before: PayoutRow,
  to: PayoutStatus,
): { ended_at?: Date; next_check_at?: Date | null } {
  if (to === "pending" || to === "needs_attention") return {};
  // A bank may return the money days later, and the webhook that tells may be lost.
  return {
    ended_at: before.ended_at ?? ctx.now,
    next_check_at: to === "succeeded" ? aftercare(ctx.now, ctx.now) : null,
  };
}

/** What the product is told. Money that came back before anybody heard that it had arrived never left, for the books. */
function endOf(from: string, to: PayoutStatus): EndedPayout["status"] | null {
  if (to === "succeeded" || to === "failed") return to;
  if (to !== "reversed") return null;
  if (from === "succeeded") return "reversed";
  return from === "failed" ? null : "failed";
}

/** The provider moved money for a payout that is not ours, not of this amount, or that its product made good otherwise. */
async function holdMoved(
  ctx: CommunityContext,
  origin: Origin,
  report: PayoutReport,
  reason: UnmatchedReason,
): Promise<Applied> {
  if (report.status !== "succeeded" && report.status !== "reversed") return "ignored";
  await holdUnmatched(ctx, origin, {
    movement: movementOf(report, report.status),
    direction: report.status === "succeeded" ? "out" : "in",
    reason,
    reference: report.reference,
    amount: report.amount,
    currency: report.currency,
  });
  return "processed";
}

function movementOf(report: PayoutReport, status: string): string {
  return `payout:${report.providerId}:${status}`;
}
