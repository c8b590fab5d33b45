import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { insideRoute, rootRoute } from "../lib/base-routes.ts";

const outside = () => rootRoute;
const inside = () => insideRoute;

/** For whoever is not signed in. */
export const outsidePages = [
  createRoute({
    getParentRoute: outside,
    path: "sign-in",
    component: lazyRouteComponent(() => import("./sign-in-page.tsx"), "SignInPage"),
  }),
  createRoute({
    getParentRoute: outside,
    path: "sign-up",
    component: lazyRouteComponent(() => import("./sign-up-page.tsx"), "SignUpPage"),
  }),
  createRoute({
    getParentRoute: outside,
    path: "check-your-mail",
    component: lazyRouteComponent(() => import("./check-mail-page.tsx"), "CheckMailPage"),
  }),
  createRoute({
    getParentRoute: outside,
    path: "verify",
    component: lazyRouteComponent(() => import("./verify-page.tsx"), "VerifyPage"),
  }),
  createRoute({
    getParentRoute: outside,
    path: "forgot-password",
    component: lazyRouteComponent(() => import("./forgot-page.tsx"), "ForgotPage"),
  }),
  createRoute({
    getParentRoute: outside,
    path: "reset-password",
    component: lazyRouteComponent(() => import("./reset-page.tsx"), "ResetPage"),
  }),
] as const;

export const identityPages = [
  createRoute({
    getParentRoute: inside,
    path: "me",
    component: lazyRouteComponent(() => import("./me-page.tsx"), "MePage"),
  }),
  createRoute({
    getParentRoute: inside,
    path: "me/profile",
    component: lazyRouteComponent(() => import("./profile-page.tsx"), "ProfilePage"),
  }),
  createRoute({
    getParentRoute: inside,
    path: "me/sessions",
    component: lazyRouteComponent(() => import("./sessions-page.tsx"), "SessionsPage"),
  }),
] as const;
