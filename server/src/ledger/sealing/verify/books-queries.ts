import { sql } from "kysely";
import type { Db } from "../../../platform/db.ts";
import type { DecidedEntry, Posting } from "../../decide.ts";
import { postingOfRow } from "../../find-accepted.ts";
import type { TransactionRow } from "../../queries.ts";

export interface SealRow {
  n: bigint;
  previous: Buffer;
  hash: Buffer;
  batch_ids: string[];
  sealed_at: Date;
}

export interface BatchRow {
  id: string;
  format: number;
  recorded_at: Date;
  transaction_ids: string[];
  leaves: Buffer;
}

/** A transaction as the books have it now, with what only its rows say. */
export interface BookedTransaction {
  posting: Posting;
  recordedAt: Date;
  entries: (DecidedEntry & { effectiveDate: string })[];
}

/** Every community with accounts or seals. */
export async function communitiesWithBooks(db: Db): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select distinct community_id as id from ledger.account union select community_id from ledger.seal_head
    union select distinct community_id from ledger.seal order by id`.execute(db);
  return rows.map((row) => row.id);
}

export async function sealsAfter(
  db: Db,
  communityId: string,
  after: SealRow | null,
  limit: number,
): Promise<SealRow[]> {
  const { rows } = await sql<SealRow>`
    select n, previous, hash, batch_ids, sealed_at from ledger.seal
     where community_id = ${communityId} and n >= ${after?.n ?? 0n}
       and (${after?.sealed_at ?? null}::timestamptz is null or (n, sealed_at) > (${after?.n ?? 0n}, ${after?.sealed_at ?? null}::timestamptz))
     order by n, sealed_at limit ${limit}`.execute(db);
  return rows;
}

export async function sealHead(db: Db, communityId: string): Promise<{ n: bigint; hash: Buffer } | null> {
  const { rows } = await sql<{ n: bigint; hash: Buffer }>`
    select n, hash from ledger.seal_head where community_id = ${communityId}`.execute(db);
  return rows[0] ?? null;
}

export async function batchesOf(db: Db, communityId: string, ids: readonly string[]): Promise<BatchRow[]> {
  const { rows } = await sql<BatchRow>`
    select id, format, recorded_at, transaction_ids, leaves from ledger.batch
     where community_id = ${communityId} and id = any(${[...ids]}::uuid[]) order by id`.execute(db);
  return rows;
}

/** Batches that wait for their seal, by id; `after` is the last one seen. */
export async function waitingAfter(
  db: Db,
  communityId: string,
  after: string | null,
  limit: number,
): Promise<string[]> {
  const { rows } = await sql<{ batch_id: string }>`
    select batch_id from ledger.unsealed
     where community_id = ${communityId} and (${after}::uuid is null or batch_id > ${after}::uuid) order by batch_id limit ${limit}`.execute(
    db,
  );
  return rows.map((row) => row.batch_id);
}

/** Batches that are in no seal and do not wait for one. */
export async function strayBatches(db: Db, communityId: string, limit: number): Promise<BatchRow[]> {
  const { rows } = await sql<BatchRow>`
    select b.id, b.format, b.recorded_at, b.transaction_ids, b.leaves from ledger.batch b
     where b.community_id = ${communityId}
       and not exists (select from ledger.unsealed u where u.community_id = b.community_id and u.batch_id = b.id)
       and not exists (select from ledger.seal s cross join unnest(s.batch_ids) as x (id) where s.community_id = ${communityId} and x.id = b.id)
     order by b.id limit ${limit}`.execute(db);
  return rows;
}

interface EntryRow {
  transaction_id: string;
  account_id: string;
  seq: bigint;
  is_debit: boolean;
  amount: bigint;
  currency: string;
  label: string;
  balance_after: bigint;
  effective_date: string;
}

/**
 * These transactions by id, as the books have them; what is not there is absent. Entries are looked for at the instants at which
 * their batches were recorded (null: at any), which opens the right months only; those at another time are found by `strayEntries`.
 */
export async function readTransactions(
  db: Db,
  communityId: string,
  ids: readonly string[],
  recorded: readonly Date[] | null,
): Promise<Map<string, BookedTransaction>> {
  const transactions = await sql<TransactionRow>`
    select id, kind, reference, source_kind, source_id, effective_date, recorded_at, actor_id, description, metadata, reverses
      from ledger.transaction where community_id = ${communityId} and id = any(${[...ids]}::uuid[])`.execute(db);
  const at = recorded ? sql`and recorded_at = any(${[...recorded]}::timestamptz[])` : sql``;
  const entries = await sql<EntryRow>`
    select transaction_id, account_id, seq, is_debit, amount, currency, label, balance_after, effective_date
      from ledger.entry where community_id = ${communityId} and transaction_id = any(${[...ids]}::uuid[]) ${at}`.execute(
    db,
  );
  const byTransaction = Map.groupBy(entries.rows, (entry) => entry.transaction_id);
  return new Map(transactions.rows.map((row) => [row.id, bookedOf(communityId, row, byTransaction.get(row.id) ?? [])]));
}

function bookedOf(communityId: string, row: TransactionRow, rows: readonly EntryRow[]): BookedTransaction {
  const entries = rows.map((entry) => ({
    accountId: entry.account_id,
    side: entry.is_debit ? ("debit" as const) : ("credit" as const),
    amount: entry.amount,
    currency: entry.currency,
    label: entry.label,
    seq: entry.seq,
    balanceAfter: entry.balance_after,
    effectiveDate: entry.effective_date,
  }));
  const posting = postingOfRow(communityId, row, entries);
  return { posting, recordedAt: row.recorded_at, entries };
}

/** Transactions that no batch lists and that were recorded after `begun`, where the chain begins with older books. */
export async function unlistedTransactions(
  db: Db,
  communityId: string,
  begun: Date | null,
  limit: number,
): Promise<{ id: string; kind: string; recorded_at: Date }[]> {
  const { rows } = await sql<{ id: string; kind: string; recorded_at: Date }>`
    select t.id, t.kind, t.recorded_at from ledger.transaction t
     where t.community_id = ${communityId} and t.recorded_at > coalesce(${begun}::timestamptz, '-infinity')
       and not exists (select from ledger.batch b cross join unnest(b.transaction_ids) as u (id)
                        where b.community_id = ${communityId} and u.id = t.id)
     order by t.id limit ${limit}`.execute(db);
  return rows;
}

/** Entries of no transaction, and entries at another time than their transaction's, which no leaf holds. */
export async function strayEntries(
  db: Db,
  communityId: string,
  begun: Date | null,
  limit: number,
): Promise<{ account_id: string; seq: bigint; transaction_id: string; is_orphan: boolean }[]> {
  const { rows } = await sql<{ account_id: string; seq: bigint; transaction_id: string; is_orphan: boolean }>`
    select e.account_id, e.seq, e.transaction_id, t.id is null as is_orphan
      from ledger.entry e left join ledger.transaction t on t.community_id = ${communityId} and t.id = e.transaction_id
     where e.community_id = ${communityId}
       and (t.id is null or t.recorded_at > coalesce(${begun}::timestamptz, '-infinity') and t.recorded_at <> e.recorded_at)
     order by e.transaction_id, e.account_id, e.seq limit ${limit}`.execute(db);
  return rows;
}

/** The books of before the seals: how many transactions, and their hash as it is now. */
export async function booksBefore(
  db: Db,
  communityId: string,
  begun: Date,
): Promise<{ transactions: bigint; hash: Buffer | null }> {
  const { rows } = await sql<{ transactions: bigint; hash: Buffer | null }>`
    select ledger.hash_of_unlisted(${communityId}, ${begun}) as hash, count(*) as transactions from ledger.transaction t
     where t.community_id = ${communityId} and t.recorded_at <= ${begun}
       and not exists (select from ledger.batch b cross join unnest(b.transaction_ids) as u (id)
                        where b.community_id = ${communityId} and u.id = t.id)`.execute(db);
  return rows[0] ?? { transactions: 0n, hash: null };
}
