import type { Job, Schedule, Subscription } from "../platform/module.ts";
import { askPayment } from "./ask-payment.ts";
import { askPayout } from "./ask-payout.ts";
import { askRefund } from "./ask-refund.ts";
import { callForUnmatched, endUnmatched } from "./call-for-work.ts";
import { idsOf } from "./job-ids.ts";
import { processWebhook } from "./process-webhook.ts";
import type { Purposes } from "./purposes.ts";
import { forgetRejectedWebhooks, reconcile } from "./reconcile.ts";

/** A first call and a later question are one job under two names: the row says which of them it is. */
export function createJobs(purposes: Purposes): readonly Job[] {
  return [
    { name: "payments.start_payment", runOutside: askPayment(purposes) },
    { name: "payments.check_payment", runOutside: askPayment(purposes) },
    { name: "payments.send_refund", runOutside: askRefund(purposes) },
    { name: "payments.check_refund", runOutside: askRefund(purposes) },
    { name: "payments.send_payout", runOutside: askPayout(purposes) },
    { name: "payments.check_payout", runOutside: askPayout(purposes) },
    { name: "payments.process_webhook", runOutside: processWebhook(purposes) },
    {
      name: "payments.call_money_unmatched",
      run: (ctx, payload) => callForUnmatched(ctx, idsOf(payload, "unmatchedId").id),
    },
    {
      name: "payments.end_unmatched_resolved",
      run: (ctx, payload) => endUnmatched(ctx, idsOf(payload, "unmatchedId").id),
    },
    { name: "payments.reconcile", runGlobal: reconcile },
    { name: "payments.forget_rejected", runGlobal: forgetRejectedWebhooks },
  ];
}

export const subscriptions: readonly Subscription[] = [
  { event: "payments.money_unmatched", job: "payments.call_money_unmatched" },
  { event: "payments.unmatched_resolved", job: "payments.end_unmatched_resolved" },
];

export const schedules: readonly Schedule[] = [
  { job: "payments.reconcile", cron: "* * * * *" },
  { job: "payments.forget_rejected", cron: "17 3 * * *" },
];
