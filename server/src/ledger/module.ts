import { defineModule, type Module } from "../platform/module.ts";
import type { Names } from "../platform/names.ts";
import { checks } from "./checks.ts";
import { journalRoute } from "./journal-route.ts";
import { createRoutes } from "./routes.ts";
import { createSearch } from "./search.ts";

export { streamJournal } from "./journal-stream.ts";

/** `app/` says how the other modules call what accounts belong to. */
export function createLedgerModule(names: Names): Module {
  return defineModule({
    name: "ledger",
    permissions: [{ name: "ledger.view", description: "See the books: accounts, entries, trial balance, journal" }],
    routes: [...createRoutes(names), journalRoute],
    checks,
    search: createSearch(names),
  });
}
