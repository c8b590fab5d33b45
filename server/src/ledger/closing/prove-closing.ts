import { sql } from "kysely";
import type { CommunityContext } from "../../platform/context.ts";
import { findClosing } from "./closing-queries.ts";
import { balancesRoot, transactionsRoot } from "./roots.ts";

/** Brings the totals up to date and writes the closing's roots, once. Run again it finds them there. */
export async function proveClosing(ctx: CommunityContext, through: string): Promise<void> {
  const { communityId, tx } = ctx;
  const closing = await findClosing(tx, communityId, through);
  if (!closing) throw new Error(`no period is closed through ${through}`);
  if (closing.proven_at) return;
  // A long history is sorted in one statement; the totals may be in other hands for some seconds.
  await sql`set local statement_timeout = '10min'`.execute(tx);
  await sql`set local lock_timeout = '1min'`.execute(tx);
  await sql`select ledger.roll_community(${communityId})`.execute(tx);
  const transactions = await transactionsRoot(tx, communityId, closing);
  const balances = await balancesRoot(tx, communityId, closing, "totals");
  await sql`
    select ledger.prove_closing(${communityId}, ${through}, ${ctx.now}, ${transactions.size}, ${transactions.root}, ${balances.size},
                                ${balances.root})`.execute(tx);
  ctx.emit({ name: "ledger.closing_proven", payload: { communityId, through }, live: true });
}
