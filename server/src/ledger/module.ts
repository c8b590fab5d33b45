import { defineModule, type Module } from "../platform/module.ts";
import type { Names } from "../platform/names.ts";
import { createAccountRoutes } from "./accounts/routes.ts";
import { checks } from "./checks.ts";
import { closingRoutes } from "./closing/routes.ts";
import { exportRoute } from "./exchange/export-route.ts";
import { importRoutes } from "./exchange/import/routes.ts";
import { createExchangeRoutes } from "./exchange-rates/routes.ts";
import { createHoldRoutes } from "./holds/routes.ts";
import { jobs, schedules } from "./jobs.ts";
import { postTransactionRoute } from "./post-transaction.ts";
import { postTransactionsRoute } from "./post-transactions.ts";
import { indexMetadataJob, indexMetadataSchedule } from "./reading/index-metadata.ts";
import { createReadingRoutes } from "./reading/routes.ts";
import { createReversalRoutes } from "./reversals/routes.ts";
import { createRoutes } from "./routes.ts";
import { sealRoutes } from "./sealing/routes.ts";
import { createSearch } from "./search.ts";

export { checkProof } from "./closing/check-proof.ts";
export { EXCHANGE_FORMATS, type ExchangeFormat, isExchangeFormat } from "./exchange/formats.ts";
export { streamBooks } from "./exchange/stream-books.ts";
export { latestSealLine } from "./sealing/latest-seal.ts";
export { communitiesWithBooks } from "./sealing/verify/books-queries.ts";
export type { Finding } from "./sealing/verify/findings.ts";
export { type PublishedSeal, parsePublished } from "./sealing/verify/published.ts";
export { type Verified, verifyCommunity } from "./sealing/verify/verify-community.ts";

/** `app/` says how the other modules call what accounts belong to. */
export function createLedgerModule(names: Names): Module {
  return defineModule({
    name: "ledger",
    permissions: [
      { name: "ledger.view", description: "See the books: accounts, entries, trial balance, journal" },
      { name: "ledger.post", description: "Post transactions to the books through the API" },
      {
        name: "ledger.manage",
        description: "Open, change, freeze and close accounts of the books",
        roles: ["treasurer"],
      },
      {
        name: "ledger.close",
        description: "Close a period of the books: nothing new counts in it",
        roles: ["treasurer"],
      },
      { name: "ledger.import", description: "Bring books kept elsewhere into the ledger: hledger, beancount, CSV" },
    ],
    routes: [
      ...createRoutes(names),
      ...createAccountRoutes(names),
      ...createReversalRoutes(names),
      ...createHoldRoutes(names),
      ...createExchangeRoutes(names),
      ...createReadingRoutes(names),
      postTransactionRoute,
      postTransactionsRoute,
      exportRoute,
      ...importRoutes,
      ...sealRoutes,
      ...closingRoutes,
    ],
    jobs: [...jobs, indexMetadataJob],
    schedules: [...schedules, indexMetadataSchedule],
    checks,
    conflicts: { "ledger.account_code_key": { code: "account_exists", pointer: "#/code" } },
    search: createSearch(names),
  });
}
