import { defineModule } from "../platform/module.ts";
import { checks } from "./checks.ts";
import { jobs, schedules, subscriptions } from "./jobs.ts";
import { permissions } from "./policy.ts";
import { routes } from "./routes.ts";
import { search } from "./search.ts";

export const module = defineModule({
  name: "communities",
  permissions,
  routes,
  jobs,
  schedules,
  subscriptions,
  checks,
  search,
});
