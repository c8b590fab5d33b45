import { createRouter } from "@tanstack/react-router";
import { communityPages, homePages, invitationPages } from "../communities/routes.ts";
import { goalPages, goalSelfPages } from "../fundraising/routes.ts";
import { identityPages, outsidePages } from "../identity/routes.ts";
import { ledgerPages } from "../ledger/routes.ts";
import { communityRoute, insideRoute, rootRoute } from "../lib/base-routes.ts";
import { watchForSignOut } from "../lib/sign-in-required.ts";
import { paymentPages } from "../payments/routes.ts";
import { CrashPage, LostPage } from "./lost-page.tsx";
import { CommunityFrame } from "./shell/community-frame.tsx";
import { Inside, Waiting } from "./shell/inside.tsx";

communityRoute.update({ component: CommunityFrame });
insideRoute.update({ component: Inside });

const tree = rootRoute.addChildren([
  ...outsidePages,
  ...invitationPages,
  insideRoute.addChildren([
    ...homePages,
    ...identityPages,
    ...goalSelfPages,
    communityRoute.addChildren([...communityPages, ...goalPages, ...paymentPages, ...ledgerPages]),
  ]),
]);

export const router = createRouter({
  routeTree: tree,
  basepath: "/app",
  defaultPreload: "intent",
  defaultNotFoundComponent: LostPage,
  defaultErrorComponent: CrashPage,
  defaultPendingComponent: Waiting,
  scrollRestoration: true,
});

watchForSignOut(() => void router.invalidate());

declare module "@tanstack/react-router" {
  interface Register {
    router: typeof router;
  }
}
