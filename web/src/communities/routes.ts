import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { communityRoute, insideRoute, rootRoute } from "../lib/base-routes.ts";
import { HomePage } from "./home-page.tsx";

const inside = () => insideRoute;
const community = () => communityRoute;

/** Across all communities. */
export const homePages = [
  createRoute({
    getParentRoute: inside,
    path: "/",
    component: HomePage,
  }),
  createRoute({
    getParentRoute: inside,
    path: "activity",
    component: lazyRouteComponent(() => import("./my-activity-page.tsx"), "MyActivityPage"),
  }),
  createRoute({
    getParentRoute: inside,
    path: "new-community",
    component: lazyRouteComponent(() => import("./new-community-page.tsx"), "NewCommunityPage"),
  }),
] as const;

/** An invitation is read before anybody is signed in. */
export const invitationPages = [
  createRoute({
    getParentRoute: () => rootRoute,
    path: "invitations/$token",
    component: lazyRouteComponent(() => import("./accept-page.tsx"), "AcceptPage"),
  }),
] as const;

export const communityPages = [
  createRoute({
    getParentRoute: community,
    path: "/",
    component: lazyRouteComponent(() => import("./community-page.tsx"), "CommunityPage"),
  }),
  createRoute({
    getParentRoute: community,
    path: "members",
    component: lazyRouteComponent(() => import("./members-page.tsx"), "MembersPage"),
  }),
  createRoute({
    getParentRoute: community,
    path: "members/invite",
    component: lazyRouteComponent(() => import("./invite-page.tsx"), "InvitePage"),
  }),
  createRoute({
    getParentRoute: community,
    path: "roles",
    component: lazyRouteComponent(() => import("./roles-page.tsx"), "RolesPage"),
  }),
  createRoute({
    getParentRoute: community,
    path: "settings",
    component: lazyRouteComponent(() => import("./settings-page.tsx"), "SettingsPage"),
  }),
  createRoute({
    getParentRoute: community,
    path: "activity",
    component: lazyRouteComponent(() => import("./activity-page.tsx"), "ActivityPage"),
  }),
] as const;
