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
    path: "books/open",
    component: lazyRouteComponent(() => import("./open-account-page.tsx"), "OpenAccountPage"),
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
  createRoute({
    getParentRoute: community,
    path: "books/flow",
    component: lazyRouteComponent(() => import("./flow-page.tsx"), "FlowPage"),
  }),
  createRoute({
    getParentRoute: community,
    path: "books/seals",
    component: lazyRouteComponent(() => import("./seals-page.tsx"), "SealsPage"),
  }),
  createRoute({
    getParentRoute: community,
    path: "books/post",
    component: lazyRouteComponent(() => import("./post-page.tsx"), "PostPage"),
  }),
  createRoute({
    getParentRoute: community,
    path: "books/import",
    component: lazyRouteComponent(() => import("./import-page.tsx"), "ImportPage"),
  }),
] as const;
