import type { Context } from "../platform/context.ts";
import { dueChecks } from "./payment-queries.ts";
import { forgetRejected } from "./webhook-queries.ts";

/** At most this many of each kind a minute: what is left is due the next minute. */
const MOST = 500;
const KEPT_DAYS = 30;

/** Webhooks are hints: whatever stayed open is asked about, each in a job of its own. One queued twice is asked once. */
export async function reconcile(ctx: Context): Promise<void> {
  for (const due of await dueChecks(ctx.tx, ctx.now, MOST)) {
    ctx.enqueue({
      name: `payments.check_${due.kind}`,
      payload: { communityId: due.community_id, [`${due.kind}Id`]: due.id },
      key: `payments.check:${due.id}`,
    });
  }
}

export async function forgetRejectedWebhooks(ctx: Context): Promise<void> {
  await forgetRejected(ctx.tx, new Date(ctx.now.getTime() - KEPT_DAYS * 86_400_000));
}
