import { sql } from "kysely";
import type { Db } from "../../../platform/db.ts";
import { imbalances } from "../../whole.ts";
import type { BookedTransaction } from "./books-queries.ts";

/**
 * What in an altered transaction contradicts the rest of the books. A leaf is a hash and keeps no words, so a figure is found by its
 * neighbours, and what has no neighbour (a description, a label) can only be said to be changed.
 */
export async function cluesOf(db: Db, communityId: string, booked: BookedTransaction): Promise<string[]> {
  const { posting, entries, recordedAt } = booked;
  if (entries.length === 0) return ["its entries are gone"];
  const clues = [...imbalances(posting.lines)].map(
    ([currency, sum]) => `its debits and credits differ by ${sum} ${currency}`,
  );
  clues.push(...(await breaksInBalances(db, communityId, posting.id)));
  clues.push(...(await otherReference(db, communityId, booked)));
  if (clues.length > 0) return clues;
  const what = "its kind, reference, source, actor, dates, description, metadata or a label";
  return [
    `its figures agree with the rest of the books: what was changed is ${what} (recorded ${recordedAt.toISOString()})`,
  ];
}

interface StepRow {
  account_id: string;
  seq: bigint;
  amount: bigint;
  balance_after: bigint;
  change: bigint;
  before: bigint | null;
  after_next: bigint | null;
  change_next: bigint | null;
}

/** Entries whose balance does not follow from the entry before, or from which the next one does not follow. */
async function breaksInBalances(db: Db, communityId: string, transactionId: string): Promise<string[]> {
  const change = (entry: string) =>
    sql.raw(`case when ${entry}.is_debit = (a.normal_side = 'debit') then ${entry}.amount else -${entry}.amount end`);
  const { rows } = await sql<StepRow>`
    select e.account_id, e.seq, e.amount, e.balance_after, ${change("e")} as change, p.balance_after as before,
           n.balance_after as after_next, ${change("n")} as change_next
      from ledger.entry e join ledger.account a on a.community_id = e.community_id and a.id = e.account_id
      left join lateral (select x.* from ledger.entry x where x.community_id = e.community_id and x.account_id = e.account_id
                            and x.seq = e.seq - 1 limit 1) p on true
      left join lateral (select x.* from ledger.entry x where x.community_id = e.community_id and x.account_id = e.account_id
                            and x.seq = e.seq + 1 limit 1) n on true
     where e.community_id = ${communityId} and e.transaction_id = ${transactionId} order by e.account_id, e.seq`.execute(
    db,
  );
  return rows.flatMap(clueOf);
}

function clueOf(row: StepRow): string[] {
  const entry = `entry ${row.account_id}-${row.seq}`;
  const before = row.before ?? (row.seq === 1n ? 0n : null);
  const follows = before === null || before + row.change === row.balance_after;
  const isFollowed =
    row.after_next === null || row.change_next === null || row.balance_after + row.change_next === row.after_next;
  if (follows && isFollowed) return [];
  if (follows || before === null)
    return [`${entry}: the next entry does not follow from its balance ${row.balance_after}`];
  if (!isFollowed)
    return [
      `${entry}: neither does its balance ${row.balance_after} follow from the entry before, nor the next one from it`,
    ];
  const moved = row.balance_after - before;
  return [`${entry} says ${row.amount}, the balances about it say ${moved < 0n ? -moved : moved}`];
}

async function otherReference(db: Db, communityId: string, { posting }: BookedTransaction): Promise<string[]> {
  const { rows } = await sql<{ reference: string }>`
    select reference from ledger.reference
     where community_id = ${communityId} and reference = ${posting.reference ?? ""} and transaction_id = ${posting.id}`.execute(
    db,
  );
  if (posting.reference === null || rows.length > 0) return [];
  return [`its reference ${posting.reference} is not the one under which it was posted`];
}
