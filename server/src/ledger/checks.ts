import { sql } from "kysely";
import type { Db } from "../platform/db.ts";
import type { Check } from "../platform/module.ts";
import { sealingChecks } from "./sealing/checks.ts";

/** At most this many broken rows are named; the first ones tell enough. */
const MOST = 20;

async function lines(db: Db, query: ReturnType<typeof sql<{ fault: string }>>): Promise<string[]> {
  return (await query.execute(db)).rows.map((row) => row.fault);
}

export const checks: readonly Check[] = [
  {
    name: "ledger.transactions_balance",
    why: "Money neither appears nor disappears: the entries of every transaction sum to zero in each currency.",
    run: (db) =>
      lines(
        db,
        sql<{ fault: string }>`
        select format('transaction %s is off by %s %s', transaction_id, sum(case when is_debit then amount else -amount end), currency) as fault
          from ledger.entry group by community_id, transaction_id, currency
        having sum(case when is_debit then amount else -amount end) <> 0 limit ${MOST}`,
      ),
  },
  {
    name: "ledger.balances_equal_entries",
    why: "A balance is nothing but its entries: the stored figure must be their sum.",
    run: (db) =>
      lines(
        db,
        sql<{ fault: string }>`
        select format('account %s has %s, its entries make %s', a.code, b.posted, coalesce(e.posted, 0)) as fault
          from ledger.account a join ledger.balance b on b.community_id = a.community_id and b.account_id = a.id
          left join lateral (select sum(case when is_debit = (a.normal_side = 'debit') then amount else -amount end) as posted, count(*) as entries
                               from ledger.entry where community_id = a.community_id and account_id = a.id) e on true
         where b.posted <> coalesce(e.posted, 0) or b.seq <> coalesce(e.entries, 0) limit ${MOST}`,
      ),
  },
  {
    name: "ledger.sequences_have_no_gap",
    why: "An entry that was taken out would leave a gap, and the balance after the next one would not follow.",
    run: (db) =>
      lines(
        db,
        sql<{ fault: string }>`
        select format('account %s, entry %s does not follow', account_id, seq) as fault from (
          select e.account_id, e.seq, e.balance_after, case when e.is_debit = (a.normal_side = 'debit') then e.amount else -e.amount end as change,
                 lag(e.seq, 1, 0::bigint) over own as seq_before, lag(e.balance_after, 1, 0::bigint) over own as balance_before
            from ledger.entry e join ledger.account a on a.community_id = e.community_id and a.id = e.account_id
          window own as (partition by e.community_id, e.account_id order by e.recorded_at, e.seq)) s
         where seq <> seq_before + 1 or balance_after <> balance_before + change limit ${MOST}`,
      ),
  },
  {
    name: "ledger.held_equals_holds",
    why: "What is not available must be explained by holds that are still open.",
    run: (db) =>
      lines(
        db,
        sql<{ fault: string }>`
        select format('account %s holds %s, its holds make %s', b.account_id, b.held, coalesce(h.held, 0)) as fault
          from ledger.balance b left join lateral (select sum(amount - captured) as held from ledger.hold
                 where community_id = b.community_id and account_id = b.account_id and status = 'held') h on true
         where b.held <> coalesce(h.held, 0) limit ${MOST}`,
      ),
  },
  {
    name: "ledger.reversals_are_counted",
    why: "What reversals have taken back of an entry must be what they posted, and never more than the entry: else it is paid back twice.",
    run: (db) =>
      lines(
        db,
        sql<{ fault: string }>`
        with mirrored as (
          select t.community_id, t.reverses as id, e.account_id, not e.is_debit as is_debit, sum(e.amount) as amount
            from ledger.transaction t join ledger.entry e on e.community_id = t.community_id and e.transaction_id = t.id
           where t.reverses is not null group by 1, 2, 3, 4
        ), counted as (
          select e.community_id, e.transaction_id as id, e.account_id, e.is_debit, sum(r.reversed) as amount
            from ledger.reversed r join ledger.entry e on e.community_id = r.community_id and e.account_id = r.account_id and e.seq = r.seq
           group by 1, 2, 3, 4)
        select format('transaction %s, account %s: %s reversed, %s counted', id, account_id, coalesce(m.amount, 0), coalesce(c.amount, 0)) as fault
          from mirrored m full join counted c using (community_id, id, account_id, is_debit)
         where m.amount is distinct from c.amount limit ${MOST}`,
      ),
  },
  {
    name: "ledger.turnover_equals_entries",
    why: "Figures such as the amount raised are read from the running totals.",
    run: (db) =>
      lines(
        db,
        sql<{ fault: string }>`
        with summed as (
          select e.community_id, e.account_id, e.label, coalesce(sum(amount) filter (where is_debit), 0) as debit,
                 coalesce(sum(amount) filter (where not is_debit), 0) as credit, count(*) as entries
            from ledger.entry e join ledger.account a on a.community_id = e.community_id and a.id = e.account_id and a.keeps_turnover
           group by 1, 2, 3)
        select format('account %s, label %s', coalesce(t.account_id, s.account_id), coalesce(t.label, s.label)) as fault
          from ledger.turnover t full join summed s using (community_id, account_id, label)
         where (t.debit, t.credit, t.entries) is distinct from (s.debit, s.credit, s.entries) limit ${MOST}`,
      ),
  },
  {
    name: "ledger.links_are_whole",
    why: "No foreign key leaves the entries, so this proves that each has its transaction and its account, and each reference too.",
    run: (db) =>
      lines(
        db,
        sql<{ fault: string }>`
        (select format('entry %s-%s has no transaction', e.account_id, e.seq) as fault from ledger.entry e
          where not exists (select from ledger.transaction t where t.community_id = e.community_id and t.id = e.transaction_id) limit ${MOST})
        union all
        (select format('entry %s-%s has no account of its currency', e.account_id, e.seq) from ledger.entry e
          where not exists (select from ledger.account a where a.community_id = e.community_id and a.id = e.account_id and a.currency = e.currency) limit ${MOST})
        union all
        (select format('transaction %s has no reference', t.id) from ledger.transaction t
          where t.reference is not null and not exists (select from ledger.reference r where r.community_id = t.community_id and r.reference = t.reference and r.transaction_id = t.id) limit ${MOST})`,
      ),
  },
  {
    name: "ledger.default_partitions_are_empty",
    why: "A row in a default partition means that its month was not made in time.",
    run: (db) =>
      lines(
        db,
        sql<{ fault: string }>`
        select 'ledger.entry_default has rows' as fault where exists (select from ledger.entry_default)
        union all select 'ledger.transaction_default has rows' where exists (select from ledger.transaction_default)
        union all select 'platform.idempotency_default has rows' where exists (select from platform.idempotency_default)`,
      ),
  },
  ...sealingChecks,
];
