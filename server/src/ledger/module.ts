import { defineModule, type Module } from "../platform/module.ts";
import type { Names } from "../platform/names.ts";
import { checks } from "./checks.ts";
import { exportRoute } from "./exchange/export-route.ts";
import { importRoutes } from "./exchange/import/routes.ts";
import { postTransactionRoute } from "./post-transaction.ts";
import { postTransactionsRoute } from "./post-transactions.ts";
import { createRoutes } from "./routes.ts";
import { createSearch } from "./search.ts";

export { EXCHANGE_FORMATS, type ExchangeFormat, isExchangeFormat } from "./exchange/formats.ts";
export { streamBooks } from "./exchange/stream-books.ts";

/** `app/` says how the other modules call what accounts belong to. */
export function createLedgerModule(names: Names): Module {
  return defineModule({
    name: "ledger",
    permissions: [
      { name: "ledger.view", description: "See the books: accounts, entries, trial balance, journal" },
      { name: "ledger.post", description: "Post transactions to the books through the API" },
      { name: "ledger.import", description: "Bring books kept elsewhere into the ledger: hledger, beancount, CSV" },
    ],
    routes: [...createRoutes(names), postTransactionRoute, postTransactionsRoute, exportRoute, ...importRoutes],
    checks,
    search: createSearch(names),
  });
}
