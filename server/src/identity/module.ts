import { defineModule } from "../platform/module.ts";
import { checks } from "./checks.ts";
import { jobs, schedules } from "./jobs.ts";
import { accountPages } from "./pages/account-pages.ts";
import { routes } from "./routes.ts";

export const module = defineModule({ name: "identity", routes, pages: accountPages, jobs, schedules, checks });
