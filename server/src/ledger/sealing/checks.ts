import { type RawBuilder, sql } from "kysely";
import type { Db } from "../../platform/db.ts";
import type { Check } from "../../platform/module.ts";

const MOST = 20;

async function faults(db: Db, query: RawBuilder<{ fault: string }>): Promise<string[]> {
  return (await query.execute(db)).rows.map((row) => row.fault);
}

/** What must be true of the seals and of the totals by day and month. Whether leaves are those of the rows, `ledger verify` proves. */
export const sealingChecks: readonly Check[] = [
  {
    name: "ledger.days_equal_entries",
    why: "Figures at a date are read from the totals of days: they must be those of the entries up to the watermark.",
    run: (db) =>
      faults(
        db,
        sql<{ fault: string }>`
        with summed as (
          select e.community_id, e.account_id, e.effective_date, coalesce(sum(e.amount) filter (where e.is_debit), 0) as debit,
                 coalesce(sum(e.amount) filter (where not e.is_debit), 0) as credit
            from ledger.entry e join ledger.rolled r on r.community_id = e.community_id and r.account_id = e.account_id and e.seq <= r.seq
           group by 1, 2, 3)
        select format('account %s on %s', coalesce(d.account_id, s.account_id), coalesce(d.effective_date, s.effective_date)) as fault
          from ledger.account_day d full join summed s using (community_id, account_id, effective_date)
         where (d.debit, d.credit) is distinct from (s.debit, s.credit) limit ${MOST}`,
      ),
  },
  {
    name: "ledger.months_equal_days",
    why: "A month is nothing but its days.",
    run: (db) =>
      faults(
        db,
        sql<{ fault: string }>`
        with summed as (
          select community_id, account_id, date_trunc('month', effective_date)::date as month, sum(debit) as debit, sum(credit) as credit
            from ledger.account_day group by 1, 2, 3)
        select format('account %s in %s', coalesce(m.account_id, s.account_id), coalesce(m.month, s.month)) as fault
          from ledger.account_month m full join summed s using (community_id, account_id, month)
         where (m.debit, m.credit) is distinct from (s.debit, s.credit) limit ${MOST}`,
      ),
  },
  {
    name: "ledger.watermarks_stand_on_entries",
    why: "A watermark beyond the last entry, or beside an entry's time, would leave entries out of every figure.",
    run: (db) =>
      faults(
        db,
        sql<{ fault: string }>`
        select format('account %s is rolled up to %s', r.account_id, r.seq) as fault
          from ledger.rolled r
         where not exists (select from ledger.entry e where e.community_id = r.community_id and e.account_id = r.account_id
                              and e.recorded_at = r.recorded_at and e.seq = r.seq) limit ${MOST}`,
      ),
  },
  {
    name: "ledger.seals_are_a_chain",
    why: "Each seal goes on from the one before it: a seal taken out or put in breaks the chain.",
    run: (db) =>
      faults(
        db,
        sql<{ fault: string }>`
        (select format('community %s, seal %s', community_id, n) as fault from (
           select community_id, n, previous, lag(n) over own as n_before, lag(hash) over own as hash_before
             from ledger.seal window own as (partition by community_id order by n, sealed_at)) s
          where n_before is null and (n > 1 or previous <> decode(repeat('00', 32), 'hex'))
             or n_before is not null and (n <> n_before + 1 or previous <> hash_before) limit ${MOST})
        union all
        (select format('community %s, the last seal', coalesce(h.community_id, l.community_id))
           from ledger.seal_head h full join (select distinct on (community_id) community_id, n, hash from ledger.seal order by community_id, n desc) l
                using (community_id)
          where (h.n, h.hash) is distinct from (l.n, l.hash) limit ${MOST})
        union all
        (select format('batch %s is in no seal and waits for none', b.id) from ledger.batch b
          where not exists (select from ledger.unsealed u where u.community_id = b.community_id and u.batch_id = b.id)
            and not exists (select from ledger.seal s cross join unnest(s.batch_ids) as x (id)
                             where s.community_id = b.community_id and x.id = b.id) limit ${MOST})`,
      ),
  },
];
