import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { communityRoute } from "../lib/base-routes.ts";

const payments = createRoute({
  getParentRoute: () => communityRoute,
  path: "payments",
  component: lazyRouteComponent(() => import("./payments-frame.tsx"), "PaymentsFrame"),
});
const inside = () => payments;

/** The operator's desk. */
export const paymentPages = [
  payments.addChildren([
    createRoute({
      getParentRoute: inside,
      path: "/",
      component: lazyRouteComponent(() => import("./payments-page.tsx"), "PaymentsPage"),
    }),
    createRoute({
      getParentRoute: inside,
      path: "refunds",
      component: lazyRouteComponent(() => import("./refunds-page.tsx"), "RefundsPage"),
    }),
    createRoute({
      getParentRoute: inside,
      path: "payouts",
      component: lazyRouteComponent(() => import("./payouts-page.tsx"), "PayoutsPage"),
    }),
    createRoute({
      getParentRoute: inside,
      path: "webhooks",
      component: lazyRouteComponent(() => import("./webhooks-page.tsx"), "WebhooksPage"),
    }),
    createRoute({
      getParentRoute: inside,
      path: "unmatched",
      component: lazyRouteComponent(() => import("./unmatched-page.tsx"), "UnmatchedPage"),
    }),
    createRoute({
      getParentRoute: inside,
      path: "providers",
      component: lazyRouteComponent(() => import("./providers-page.tsx"), "ProvidersPage"),
    }),
  ]),
] as const;
