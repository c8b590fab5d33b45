import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { communityRoute } from "../lib/base-routes.ts";

const community = () => communityRoute;

export const ledgerPages = [
  createRoute({
    getParentRoute: community,
    path: "books",
    component: lazyRouteComponent(() => import("./accounts-page.tsx"), "AccountsPage"),
  }),
  createRoute({
    getParentRoute: community,
    path: "books/accounts/$accountId",
    component: lazyRouteComponent(() => import("./account-page.tsx"), "AccountPage"),
  }),
  createRoute({
    getParentRoute: community,
    path: "books/transactions",
    component: lazyRouteComponent(() => import("./transactions-page.tsx"), "TransactionsPage"),
  }),
  createRoute({
    getParentRoute: community,
    path: "books/transactions/$transactionId",
    component: lazyRouteComponent(() => import("./transaction-page.tsx"), "TransactionPage"),
  }),
  createRoute({
    getParentRoute: community,
    path: "books/trial-balance",
    component: lazyRouteComponent(() => import("./trial-balance-page.tsx"), "TrialBalancePage"),
  }),
] as const;
