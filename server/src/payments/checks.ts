import { sql } from "kysely";
import type { Db } from "../platform/db.ts";
import type { Check } from "../platform/module.ts";

interface ClearingRow {
  community_id: string;
  provider_id: string;
  currency: string;
  owed: bigint;
  booked: bigint;
}

/**
 * What each provider owes by the rows of payments, refunds, payouts, disputes and money without a home, beside what the
 * books say. Bigint sums: a total out of range is an error, never rounded.
 */
async function clearingOf(db: Db): Promise<ClearingRow[]> {
  const { rows } = await sql<ClearingRow>`
    with moved as (
      select community_id, provider_id, currency, amount - fee as owed from payments.payment where paid_at is not null
      union all
      select community_id, provider_id, currency, -disputed_amount from payments.payment where dispute_status = 'lost'
      union all
      select community_id, provider_id, currency, -amount from payments.refund where status = 'processed'
      union all
      select community_id, provider_id, currency, -amount from payments.payout where status = 'succeeded'
      union all
      -- What was written off is still there, or still gone. Of what was sent back the provider kept its fee.
      select community_id, provider_id, currency,
             case when resolution = 'returned' then -fee when direction = 'in' then amount - fee else -amount end
        from payments.unmatched
       where booked and (status = 'open' or resolution in ('written_off', 'returned'))
    ), owed as (
      select community_id, provider_id, currency, sum(owed) as owed from moved group by 1, 2, 3
    ), booked as (
      select a.community_id, substring(a.code from 10)::uuid as provider_id, a.currency, b.posted
        from ledger.account a join ledger.balance b on b.community_id = a.community_id and b.account_id = a.id
       where a.code like 'clearing/%' and a.entity_kind = 'provider'
    )
    select coalesce(o.community_id, k.community_id) as community_id, coalesce(o.provider_id, k.provider_id) as provider_id,
           coalesce(o.currency, k.currency) as currency, coalesce(o.owed, 0)::bigint as owed, coalesce(k.posted, 0)::bigint as booked
      from owed o full join booked k using (community_id, provider_id, currency)
     where coalesce(o.owed, 0) <> coalesce(k.posted, 0)
     order by 1, 2, 3 limit 100`.execute(db);
  return rows;
}

export const checks: readonly Check[] = [
  {
    name: "payments.clearing_is_what_providers_owe",
    why: "A payment booked twice, or not at all, shows as a difference between our rows and the clearing account.",
    async run(db) {
      return (await clearingOf(db)).map(
        (row) =>
          `clearing/${row.provider_id} of community ${row.community_id}: rows say ${row.owed} ${row.currency}, the books ${row.booked}`,
      );
    },
  },
  {
    name: "payments.suspense_is_what_is_open",
    why: "Money without a home stands on suspense until somebody finds it one: once, and nothing else stands there.",
    async run(db) {
      const { rows } = await sql<{ code: string; currency: string; open: bigint; booked: bigint }>`
        with open as (
          select community_id, 'suspense/' || provider_id as code, currency,
                 sum(case direction when 'in' then amount else -amount end) as amount
            from payments.unmatched where booked and status = 'open' group by 1, 2, 3
        ), booked as (
          select a.community_id, a.code, a.currency, b.posted
            from ledger.account a join ledger.balance b on b.community_id = a.community_id and b.account_id = a.id
           where a.code like 'suspense/%' and a.entity_kind = 'provider'
        )
        select code, currency, coalesce(o.amount, 0)::bigint as open, coalesce(k.posted, 0)::bigint as booked
          from open o full join booked k using (community_id, code, currency)
         where coalesce(o.amount, 0) <> coalesce(k.posted, 0) order by 1, 2 limit 100`.execute(db);
      return rows.map((row) => `${row.code}: rows say ${row.open} ${row.currency}, the books ${row.booked}`);
    },
  },
  {
    name: "payments.open_ones_are_asked_about",
    why: "Webhooks are hints: whatever is open and will never be asked about again is forgotten money.",
    async run(db) {
      const { rows } = await sql<{ kind: string; id: string }>`
        select 'payment' as kind, id from payments.payment where status in ('preparing', 'pending') and next_check_at is null
        union all
        select 'refund', id from payments.refund where status in ('preparing', 'pending', 'needs_attention') and next_check_at is null
        union all
        select 'payout', id from payments.payout where status in ('preparing', 'pending', 'needs_attention') and next_check_at is null
        limit 100`.execute(db);
      return rows.map((row) => `${row.kind} ${row.id} is open and is not asked about`);
    },
  },
  {
    name: "payments.webhooks_are_acted_on",
    why: "An event that is kept and not acted on for an hour was lost by the queue.",
    async run(db) {
      const { rows } = await sql<{ id: string; received_at: Date }>`
        select id, received_at from payments.webhook_event
         where status = 'received' and last_received_at < now() - interval '1 hour' order by received_at limit 100`.execute(
        db,
      );
      return rows.map((row) => `webhook event ${row.id} waits since ${row.received_at.toISOString()}`);
    },
  },
];
