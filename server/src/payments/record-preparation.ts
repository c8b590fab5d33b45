import type { CommunityContext } from "../platform/context.ts";
import { endUnpaid } from "./apply-charge.ts";
import type { Outcome, Preparation } from "./gateway.ts";
import { announcePayment } from "./payment-events.ts";
import { changePayment, findPayment, lockPayment } from "./payment-queries.ts";
import type { Purposes } from "./purposes.ts";
import { nextCheck } from "./schedule.ts";
import { next, PAYMENT } from "./states.ts";

/**
 * The provider's answer to the call that begins a charge. A webhook may have come before it: then it is late. Unknown
 * leaves everything as it is: the reconciler begins again with the same reference, which can make no second charge.
 */
export async function recordPreparation(
  ctx: CommunityContext,
  purposes: Purposes,
  paymentId: string,
  outcome: Outcome<Preparation>,
): Promise<void> {
  const found = await findPayment(ctx, paymentId);
  if (!found) return;
  await purposes.payment(found.purpose_kind).lock(ctx, found.purpose_id);
  const payment = await lockPayment(ctx, paymentId);
  if (outcome.kind === "unknown") {
    ctx.log.warn({ paymentId, reason: outcome.reason }, "no answer to the beginning of a payment");
    return;
  }
  if (outcome.kind === "refused") {
    await endUnpaid(ctx, purposes, payment, "refused", outcome.code);
    return;
  }
  if (next(PAYMENT, payment.status, "prepared") === null) return;
  const { checkoutUrl, data } = outcome.value;
  if (checkoutUrl === null) {
    // The provider took an earlier attempt whose answer was lost, and with it the page: the payer must begin anew. Nobody
    // was ever shown the page; we ask on all the same.
    await endUnpaid(ctx, purposes, payment, "refused", "checkout_lost", undefined, nextCheck(ctx.now, 1));
    return;
  }
  if (!/^https?:\/\//.test(checkoutUrl) || checkoutUrl.length > 2_000) {
    // People are sent there: nothing but a web page will do.
    await endUnpaid(ctx, purposes, payment, "refused", "invalid_checkout_address");
    return;
  }
  await changePayment(ctx, payment.id, {
    status: "pending",
    checkout_url: checkoutUrl,
    provider_data: JSON.stringify(data),
    next_check_at: nextCheck(ctx.now, 0),
  });
  announcePayment(ctx, payment);
}
