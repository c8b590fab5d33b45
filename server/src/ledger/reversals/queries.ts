import { sql } from "kysely";
import type { CommunityContext } from "../../platform/context.ts";
import { refuse } from "../../platform/errors.ts";
import { constraintOf } from "../../platform/unit-of-work.ts";

/** What has been taken back of transactions, by their ids. */
export interface Reversals {
  by: ReadonlyMap<string, string[]>;
  amounts: ReadonlyMap<string, { entryId: string; amount: bigint }[]>;
}

export async function findReversals(ctx: CommunityContext, transactionIds: readonly string[]): Promise<Reversals> {
  const mirrors = await sql<{ id: string; reverses: string }>`
    select id, reverses from ledger.transaction
     where community_id = ${ctx.communityId} and reverses = any(${[...transactionIds]}::uuid[]) order by recorded_at, id`.execute(
    ctx.tx,
  );
  const by = new Map<string, string[]>();
  for (const { id, reverses } of mirrors.rows) by.set(reverses, [...(by.get(reverses) ?? []), id]);
  return { by, amounts: await takenBack(ctx, [...by.keys()]) };
}

async function takenBack(ctx: CommunityContext, transactionIds: readonly string[]): Promise<Reversals["amounts"]> {
  const amounts = new Map<string, { entryId: string; amount: bigint }[]>();
  if (transactionIds.length === 0) return amounts;
  const { rows } = await sql<{ transaction_id: string; account_id: string; seq: bigint; reversed: bigint }>`
    select e.transaction_id, r.account_id, r.seq, r.reversed
      from ledger.entry e
      join ledger.reversed r on r.community_id = e.community_id and r.account_id = e.account_id and r.seq = e.seq
     where e.community_id = ${ctx.communityId} and e.transaction_id = any(${[...transactionIds]}::uuid[])
     order by r.account_id, r.seq`.execute(ctx.tx);
  for (const row of rows) {
    const entry = { entryId: `${row.account_id}-${row.seq}`, amount: row.reversed };
    amounts.set(row.transaction_id, [...(amounts.get(row.transaction_id) ?? []), entry]);
  }
  return amounts;
}

/** Counts what a reversal takes back of each entry. Another one at the same time has left less: the database says so. */
export async function takeBack(
  ctx: CommunityContext,
  transactionId: string,
  parts: readonly { accountId: string; seq: bigint; amount: bigint }[],
): Promise<void> {
  const { communityId, tx } = ctx;
  const taken = sql`
    select ledger.take_back(${communityId}::uuid, ${transactionId}::uuid, ${parts.map((part) => part.accountId)}::uuid[],
                            ${parts.map((part) => part.seq)}::bigint[], ${parts.map((part) => part.amount)}::bigint[])`;
  try {
    await taken.execute(tx);
  } catch (error) {
    if (constraintOf(error) === "reversed_at_most_posted") throw refuse("already_reversed", { status: 409 });
    throw error;
  }
}
