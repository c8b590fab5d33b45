import { defineModule } from "../platform/module.ts";
import { checks } from "./checks.ts";
import { journalRoute } from "./journal-route.ts";
import { routes } from "./routes.ts";
import { search } from "./search.ts";

export { streamJournal } from "./journal-stream.ts";

export const module = defineModule({
  name: "ledger",
  permissions: [{ name: "ledger.view", description: "See the books: accounts, entries, trial balance, journal" }],
  routes: [...routes, journalRoute],
  checks,
  search,
});
