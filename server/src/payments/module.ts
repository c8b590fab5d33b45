import { defineModule, type Module } from "../platform/module.ts";
import type { Names } from "../platform/names.ts";
import { checks } from "./checks.ts";
import { hookPages } from "./hooks.ts";
import { createJobs, schedules, subscriptions } from "./jobs.ts";
import { names } from "./names.ts";
import { createPaymentRoutes } from "./payment-routes.ts";
import { providerRoutes } from "./provider-routes.ts";
import { createPurposes, type PurposeList } from "./purposes.ts";
import { webhookRoutes } from "./webhook-routes.ts";

/** `app/` says which products own which purposes, and how the other modules call what was paid for. */
export function createPaymentsModule(purposes: PurposeList, namesOfAll: Names): Module {
  const subjectKinds = new Map(purposes.payments.map(({ kind, subjectKind }) => [kind, subjectKind]));
  return defineModule({
    name: "payments",
    permissions: [
      {
        name: "payments.view",
        description: "See payments, refunds, payouts, providers, webhooks and money without a home",
      },
      { name: "payments.configure", description: "Set payment gateways up and change them", roles: ["treasurer"] },
      { name: "payments.reprocess", description: "Read raw webhooks and have them acted on again" },
      { name: "payments.resolve", description: "Say what became of money without a home" },
    ],
    routes: [...providerRoutes, ...createPaymentRoutes({ names: namesOfAll, subjectKinds }), ...webhookRoutes],
    pages: hookPages,
    jobs: createJobs(createPurposes(purposes)),
    subscriptions,
    schedules,
    checks,
    names,
  });
}
