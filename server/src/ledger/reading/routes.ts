import type { Names } from "../../platform/names.ts";
import type { Route } from "../../platform/route.ts";
import { balancesRoute } from "./balances-route.ts";
import { cashFlowRoute } from "./cash-flow-route.ts";
import { generalLedgerRoute } from "./general-ledger-route.ts";
import { statementRoute } from "./statement-route.ts";
import { transactionsRoute } from "./transactions-route.ts";
import { trialBalanceRoute } from "./trial-balance-route.ts";

/** The operations that read the books by time and by what they say; `names` says what the accounts' owners are called. */
export function createReadingRoutes(names: Names): readonly Route[] {
  const create = [statementRoute, balancesRoute, trialBalanceRoute, generalLedgerRoute, transactionsRoute];
  return [...create.map((one) => one(names)), cashFlowRoute];
}
