import { callToWork, finishActivity } from "../communities/index.ts";
import type { CommunityContext } from "../platform/context.ts";
import { isCurrency } from "../platform/money.ts";
import { findUnmatched, type UnmatchedRow } from "./unmatched-queries.ts";

const unmatchedSubject = (unmatchedId: string): string => `unmatched/${unmatchedId}`;

/** Money without a home waits for whoever may say what becomes of it. */
export async function callForUnmatched(ctx: CommunityContext, unmatchedId: string): Promise<void> {
  const row = await findUnmatched(ctx, unmatchedId);
  if (row?.status !== "open") return;
  await callToWork(ctx, {
    permission: "payments.resolve",
    kind: "payments.money_unmatched",
    data: { unmatchedId, amount: amountOf(row) },
    subject: unmatchedSubject(unmatchedId),
    path: `/payments/unmatched?open=${unmatchedId}`,
  });
}

/** Providers may name a currency that nobody here knows how to write. */
function amountOf({ amount, currency }: UnmatchedRow) {
  return isCurrency(currency) ? { amount: Number(amount), currency } : `${amount} ${currency}`;
}

export async function endUnmatched(ctx: CommunityContext, unmatchedId: string): Promise<void> {
  await finishActivity(ctx, { communityId: ctx.communityId, subject: unmatchedSubject(unmatchedId) });
}
