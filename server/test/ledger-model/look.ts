import { type RawBuilder, sql } from "kysely";
import type { Db } from "../../src/platform/db.ts";

// What the database has, looked at past every policy.

/**
 * The ledger's tables that hold a community's rows, new ones by themselves. Not `posting_key`: a refusal is kept under its key, so
 * that it is told again.
 */
export async function tablesOf(db: Db): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select c.relname as name from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'community_id'
     where c.relnamespace = 'ledger'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition and c.relname <> 'posting_key'
     order by 1`.execute(db);
  return rows.map(({ name }) => name);
}

interface Whose {
  communityId: string;
  now: Date;
}

export async function digestsOf(db: Db, tables: readonly string[], whose: Whose): Promise<Record<string, string>> {
  const digests = tables.map(
    (name) => sql`select ${name}::text as name, md5(coalesce(string_agg(t.row, e'\n' order by t.row), '')) as digest
      from (select (${rowText(name, whose.now)})::text as row from ${sql.table(`ledger.${name}`)} r where r.community_id = ${whose.communityId}) t`,
  );
  const { rows } = await sql<{ name: string; digest: string }>`${sql.join(digests, sql` union all `)}`.execute(db);
  return Object.fromEntries(rows.map(({ name, digest }) => [name, digest]));
}

/**
 * A row as it is compared. Whoever locks an account ends the holds on it whose time is over, also where nothing is posted then: so
 * such a hold, and what is held by it, are compared as if that had been done.
 */
function rowText(table: string, now: Date): RawBuilder<unknown> {
  const isOver = sql`h.status = 'held' and h.expires_at <= ${now}`;
  if (table === "hold")
    return sql`(select to_jsonb(h) || case when ${isOver} or h.status = 'expired' then '{"status": "expired", "ended_at": null}' else '{}' end::jsonb
                  from ledger.hold h where h.community_id = r.community_id and h.id = r.id)`;
  if (table === "balance")
    return sql`to_jsonb(r) || jsonb_build_object('held', r.held - (select coalesce(sum(h.amount - h.captured), 0) from ledger.hold h
                  where h.community_id = r.community_id and h.account_id = r.account_id and ${isOver}))`;
  return sql`to_jsonb(r)`;
}

/** What must hold after every operation, asked of all of a community's books at once. */
export async function faultsOf(db: Db, communityId: string): Promise<string[]> {
  const { rows } = await sql<{ fault: string }>`
    with entry as materialized (
      select e.*, case when e.is_debit then e.amount else -e.amount end as debit,
             case when e.is_debit = (a.normal_side = 'debit') then e.amount else -e.amount end as change
        from ledger.entry e join ledger.account a on a.community_id = e.community_id and a.id = e.account_id
       where e.community_id = ${communityId}
    ), followed as (
      select entry.*, row_number() over own as n, sum(change) over own as becomes
        from entry window own as (partition by account_id order by recorded_at, seq)
    ), kept as (
      select account_id, count(*) as entries, sum(change) as posted, max(recorded_at) as last from entry group by account_id
    ), reserved as (
      select account_id, sum(amount - captured) as held from ledger.hold where community_id = ${communityId} and status = 'held' group by account_id
    ), own_balance as (
      select b.*, coalesce(k.posted, 0) as made, coalesce(k.entries, 0) as entries, k.last, coalesce(r.held, 0) as reserved
        from ledger.balance b left join kept k using (account_id) left join reserved r using (account_id) where b.community_id = ${communityId}
    ), own_transaction as (
      select t.*, (select count(*) from ledger.batch b cross join unnest(b.transaction_ids) u (id) where b.community_id = t.community_id and u.id = t.id) as listed,
             (select count(*) from entry where transaction_id = t.id) as lines
        from ledger.transaction t where t.community_id = ${communityId}
    )
    select format('conservation: transaction %s is off by %s %s', transaction_id, sum(debit), currency) as fault
      from entry group by transaction_id, currency having sum(debit) <> 0
    union all select format('conservation: all balances are off by %s %s', sum(case when grows_by_debit then posted else -posted end), currency)
      from own_balance group by currency having sum(case when grows_by_debit then posted else -posted end) <> 0
    union all select format('floor: account %s has %s - %s below %s', account_id, posted, held, floor) from own_balance where posted - held < floor
    union all select format('balance: account %s has %s, its entries make %s', account_id, posted, made) from own_balance where posted <> made
    union all select format('balance: entry %s-%s says %s, it is %s', account_id, seq, balance_after, becomes) from followed where balance_after <> becomes
    union all select format('holds: account %s has %s held, its holds make %s', account_id, held, reserved) from own_balance where held <> reserved
    union all select format('sequence: account %s, entry %s is the %s.', account_id, seq, n) from followed where seq <> n
    union all select format('sequence: account %s counts %s entries and has %s', account_id, seq, entries) from own_balance where seq <> entries
    union all select format('time: account %s was last recorded to %s and says %s', account_id, last, last_recorded_at)
      from own_balance where last is distinct from nullif(last_recorded_at, '-infinity')
    union all select format('transaction %s has %s lines and is listed %s times', id, lines, listed) from own_transaction where lines < 2 or listed <> 1
    union all select format('reference %s is not of its transaction', t.reference) from own_transaction t
      full join (select * from ledger.reference where community_id = ${communityId}) r on r.reference = t.reference and r.transaction_id = t.id
     where (t.id is null or r.transaction_id is null) and coalesce(t.reference, r.reference) is not null
    union all select format('reversal: entry %s-%s is taken back by %s of %s', r.account_id, r.seq, r.reversed, e.amount)
      from ledger.reversed r left join entry e using (account_id, seq)
     where r.community_id = ${communityId} and (e.amount is null or r.reversed > e.amount)`.execute(db);
  return rows.map(({ fault }) => fault);
}
