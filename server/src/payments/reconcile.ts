import type { Context } from "../platform/context.ts";
import { type DueCheck, dueChecks } from "./payment-queries.ts";
import { forgetRejected } from "./webhook-queries.ts";

/** At most this many of each kind a minute: what is left is due the next minute. */
const MOST = 500;
const KEPT_DAYS = 30;

const JOBS: Readonly<Record<DueCheck["kind"], { name: string; idName: string }>> = {
  payment: { name: "payments.check_payment", idName: "paymentId" },
  refund: { name: "payments.check_refund", idName: "refundId" },
  payout: { name: "payments.check_payout", idName: "payoutId" },
  webhook: { name: "payments.process_webhook", idName: "webhookEventId" },
};

/** Webhooks are hints: whatever stayed open is asked about, each in a job of its own. One queued twice is asked once. */
export async function reconcile(ctx: Context): Promise<void> {
  for (const due of await dueChecks(ctx.tx, ctx.now, MOST)) {
    const { name, idName } = JOBS[due.kind];
    const payload = { communityId: due.community_id, [idName]: due.id };
    ctx.enqueue({ name, payload, key: `payments.check:${due.id}` });
  }
}

export async function forgetRejectedWebhooks(ctx: Context): Promise<void> {
  await forgetRejected(ctx.tx, new Date(ctx.now.getTime() - KEPT_DAYS * 86_400_000));
}
