import { createRootRoute, createRoute } from "@tanstack/react-router";
import { readSearch } from "../ui/table/use-filters.ts";
import { requireSignIn } from "./sign-in-required.ts";

/** The stems on which modules hang their pages; the application gives them their frames. */
export const rootRoute = createRootRoute({ validateSearch: readSearch });

/** Pages for whoever is signed in, in the frame with rail and bar. */
export const insideRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: "inside",
  beforeLoad: ({ location }) => requireSignIn(location.href),
});

/** Pages of one community. */
export const communityRoute = createRoute({ getParentRoute: () => insideRoute, path: "c/$communityId" });
