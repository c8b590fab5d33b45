import type { CommunityContext } from "../platform/context.ts";
import { notFound } from "../platform/errors.ts";
import type { Names } from "../platform/names.ts";
import { nameAccounts } from "./name-accounts.ts";
import { entriesOf, findTransaction } from "./queries.ts";
import { findReversals } from "./reversals/queries.ts";
import type { LedgerTransactionOut } from "./schemas.ts";
import { transactionOut } from "./wire.ts";

/** One transaction as everybody is shown it; what is not in these books is absent. */
export async function readTransaction(ctx: CommunityContext, names: Names, id: string): Promise<LedgerTransactionOut> {
  const row = await findTransaction(ctx, id);
  if (!row) throw notFound();
  const entries = await nameAccounts(ctx, names, await entriesOf(ctx, [id]));
  return transactionOut(row, entries, await findReversals(ctx, [id]));
}
