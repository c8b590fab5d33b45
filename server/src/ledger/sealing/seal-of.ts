import { sql } from "kysely";
import type { CommunityContext } from "../../platform/context.ts";
import { leastId, madeAt } from "../least-id.ts";
import type { LedgerTransactionOut } from "../schemas.ts";

interface CoveringSeal {
  n: number;
  sealedAt: string;
}

interface SealRow {
  n: bigint;
  sealed_at: Date;
}

const MINUTE_MS = 60_000;
/** No posting is under way for longer; nor is a clock set back by more between two ids of one process. */
const MOST_APART_MS = 10 * MINUTE_MS;
/** From the instant of recording on. One is usual; many follow each other at once after a time in which nothing was sealed. */
const SEALS = 1_000;

/** The seal that covers a transaction; null: none does yet. As long a look for the first one as for the latest. */
export async function sealOf(
  ctx: CommunityContext,
  { id, recordedAt }: Pick<LedgerTransactionOut, "id" | "recordedAt">,
): Promise<CoveringSeal | null> {
  const batchId = await batchOf(ctx, id);
  const row = batchId ? await sealOfBatch(ctx, batchId, Date.parse(recordedAt)) : await originOf(ctx, recordedAt);
  return row ? { n: Number(row.n), sealedAt: row.sealed_at.toISOString() } : null;
}

/** Its id was made by the same process as the transaction's and a moment later, so that it is among the first behind it. */
async function batchOf(ctx: CommunityContext, transactionId: string): Promise<string | null> {
  const made = madeAt(transactionId);
  for (const [from, to] of [
    [made, made + MOST_APART_MS],
    [made - MOST_APART_MS, made],
  ] as const) {
    const { rows } = await sql<{ id: string }>`
      select id from ledger.batch
       where community_id = ${ctx.communityId} and id >= ${leastId(from)}::uuid and id < ${leastId(to)}::uuid
         and ${transactionId}::uuid = any(transaction_ids) order by id limit 1`.execute(ctx.tx);
    if (rows[0]) return rows[0].id;
  }
  return null;
}

/**
 * The key of the seals is their number, which grows with the time: the first seal that may hold the batch is found by halving the
 * numbers of the month in which it was recorded and of the one behind, and the batch among those that follow. Both bounds are
 * those of months, so that the least and the greatest number lie at the ends of the key; `limit 1` keeps each step a look-up in it.
 */
async function sealOfBatch(ctx: CommunityContext, batchId: string, recorded: number): Promise<SealRow | null> {
  // The database's clock may have been set back since: then the instant of a seal is a little before that of what it holds.
  const begin = new Date(recorded - MINUTE_MS);
  const month = (add: number) => new Date(Date.UTC(begin.getUTCFullYear(), begin.getUTCMonth() + add, 1));
  const near = sql`community_id = ${ctx.communityId} and sealed_at >= ${month(0)}::timestamptz and sealed_at < ${month(2)}::timestamptz`;
  const { rows } = await sql<SealRow>`
    with recursive halved (low, high) as (
      select (select n from ledger.seal where ${near} order by n limit 1), (select n from ledger.seal where ${near} order by n desc limit 1)
      union all
      select case when s.is_before then s.n + 1 else h.low end, case when s.is_before then h.high else s.n end
        from halved h
       cross join lateral (select n, sealed_at < ${begin}::timestamptz as is_before from ledger.seal
                            where ${near} and n = (h.low + h.high) / 2 limit 1) s
       where h.low < h.high
    )
    select s.n, s.sealed_at
      from (select n, sealed_at, batch_ids from ledger.seal where ${near} and n >= (select max(low) from halved) order by n limit ${SEALS}) s
     where ${batchId}::uuid = any(s.batch_ids) order by s.n limit 1`.execute(ctx.tx);
  return rows[0] ?? null;
}

/** Books from before the batches have one seal together, over all that was recorded until then. */
async function originOf(ctx: CommunityContext, recordedAt: string): Promise<SealRow | null> {
  const { rows } = await sql<SealRow>`
    select n, sealed_at from ledger.seal
     where community_id = ${ctx.communityId} and n = 0 and sealed_at >= ${recordedAt}::timestamptz`.execute(ctx.tx);
  return rows[0] ?? null;
}
