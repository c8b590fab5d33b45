import { defineModule } from "../platform/module.ts";
import { checks } from "./checks.ts";
import { routes } from "./routes.ts";

export const module = defineModule({
  name: "ledger",
  permissions: [{ name: "ledger.view", description: "See the books: accounts, entries, trial balance, journal" }],
  routes,
  checks,
});
