import type { CommunityContext } from "../platform/context.ts";
import type { Accepted, Posting } from "./decide.ts";
import { entriesOf, findTransaction, type TransactionRow } from "./queries.ts";

/** A transaction of the books as it was accepted: what its leaf was made of. */
export async function findAccepted(
  ctx: CommunityContext,
  transactionId: string,
): Promise<(Accepted & { recordedAt: Date }) | null> {
  const row = await findTransaction(ctx, transactionId);
  if (!row) return null;
  const entries = (await entriesOf(ctx, [transactionId])).map((entry) => ({
    accountId: entry.account_id,
    side: entry.is_debit ? ("debit" as const) : ("credit" as const),
    amount: entry.amount,
    currency: entry.currency,
    label: entry.label,
    seq: entry.seq,
    balanceAfter: entry.balance_after,
  }));
  return { posting: postingOfRow(ctx.communityId, row, entries), entries, recordedAt: row.recorded_at };
}

/** A transaction's row as it was posted. */
export function postingOfRow(communityId: string, row: TransactionRow, lines: Posting["lines"]): Posting {
  return {
    communityId,
    id: row.id,
    kind: row.kind,
    reference: row.reference,
    source: row.source_kind !== null && row.source_id !== null ? { kind: row.source_kind, id: row.source_id } : null,
    effectiveDate: row.effective_date,
    actorId: row.actor_id,
    description: row.description,
    metadata: row.metadata,
    reverses: row.reverses,
    lines,
  };
}
