import { defineModule } from "../platform/module.ts";
import { checks } from "./checks.ts";
import { mountFiles } from "./files.ts";
import { jobs, schedules, subscriptions } from "./jobs.ts";
import { names } from "./names.ts";
import { mountPages } from "./pages/mount.ts";
import { permissions } from "./policy.ts";
import { giftRoutes } from "./routes/gifts.ts";
import { goalRoutes } from "./routes/goals.ts";
import { moneyRoutes } from "./routes/money.ts";
import { proofRoutes } from "./routes/proofs.ts";
import { talkRoutes } from "./routes/talk.ts";
import { search } from "./search.ts";

export { giftPurpose, payoutPurpose } from "./purpose.ts";

export const module = defineModule({
  name: "fundraising",
  permissions,
  routes: [...goalRoutes, ...giftRoutes, ...proofRoutes, ...moneyRoutes, ...talkRoutes],
  pages(app, services) {
    mountFiles(app, services);
    mountPages(app, services);
  },
  jobs,
  subscriptions,
  schedules,
  checks,
  search,
  names,
  // A client's own id for two gifts in one moment: one to each of two goals, which no lock holds together.
  conflicts: { "fundraising.gift_pkey": { code: "gift_exists", pointer: "#/id" } },
});
