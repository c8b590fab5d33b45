import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { communityRoute, insideRoute } from "../lib/base-routes.ts";

const community = () => communityRoute;

const goal = createRoute({
  getParentRoute: community,
  path: "goals/$goalId",
  component: lazyRouteComponent(() => import("./goal-frame.tsx"), "GoalFrame"),
});
const ofGoal = () => goal;

/** One goal: a head with tabs, and a page under each. */
const goalTabs = goal.addChildren([
  createRoute({
    getParentRoute: ofGoal,
    path: "/",
    component: lazyRouteComponent(() => import("./overview-page.tsx"), "OverviewPage"),
  }),
  createRoute({
    getParentRoute: ofGoal,
    path: "gifts",
    component: lazyRouteComponent(() => import("./gifts-page.tsx"), "GiftsPage"),
  }),
  createRoute({
    getParentRoute: ofGoal,
    path: "proofs",
    component: lazyRouteComponent(() => import("./proofs-page.tsx"), "ProofsPage"),
  }),
  createRoute({
    getParentRoute: ofGoal,
    path: "proofs/new",
    component: lazyRouteComponent(() => import("./new-proof-page.tsx"), "NewProofPage"),
  }),
  createRoute({
    getParentRoute: ofGoal,
    path: "proofs/$proofId",
    component: lazyRouteComponent(() => import("./proof-page.tsx"), "ProofPage"),
  }),
  createRoute({
    getParentRoute: ofGoal,
    path: "money",
    component: lazyRouteComponent(() => import("./money-page.tsx"), "MoneyPage"),
  }),
  createRoute({
    getParentRoute: ofGoal,
    path: "payouts",
    component: lazyRouteComponent(() => import("./payouts-page.tsx"), "PayoutsPage"),
  }),
  createRoute({
    getParentRoute: ofGoal,
    path: "talk",
    component: lazyRouteComponent(() => import("./talk-page.tsx"), "TalkPage"),
  }),
]);

export const goalPages = [
  createRoute({
    getParentRoute: community,
    path: "goals",
    component: lazyRouteComponent(() => import("./goals-page.tsx"), "GoalsPage"),
  }),
  createRoute({
    getParentRoute: community,
    path: "goals/new",
    component: lazyRouteComponent(() => import("./goal-wizard-page.tsx"), "NewGoalPage"),
  }),
  createRoute({
    getParentRoute: community,
    path: "goals/$goalId/edit",
    component: lazyRouteComponent(() => import("./goal-wizard-page.tsx"), "EditGoalPage"),
  }),
  createRoute({
    getParentRoute: community,
    path: "unclaimed",
    component: lazyRouteComponent(() => import("./unclaimed-page.tsx"), "UnclaimedPage"),
  }),
  goalTabs,
] as const;

/** A giver's own, across communities. */
export const goalSelfPages = [
  createRoute({
    getParentRoute: () => insideRoute,
    path: "me/gifts",
    component: lazyRouteComponent(() => import("./my-gifts-page.tsx"), "MyGiftsPage"),
  }),
] as const;
