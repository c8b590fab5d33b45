import { sql } from "kysely";
import type { Db } from "../platform/db.ts";
import type { Check } from "../platform/module.ts";

/** A line for each row that the query finds. */
function truth(name: string, why: string, find: ReturnType<typeof sql<{ line: string }>>): Check {
  return {
    name: `fundraising.${name}`,
    why,
    run: async (db: Db) => (await find.execute(db)).rows.map(({ line }) => line),
  };
}

const PAID = sql`('succeeded', 'disputed', 'moved', 'refunding', 'refunded', 'unclaimed', 'reversed')`;

export const checks: readonly Check[] = [
  truth(
    "gifts_are_booked",
    "a gift that was paid without a posting is money that nobody can see",
    sql`select 'gift ' || g.id || ' is ' || g.status || ' and not in the books' as line from fundraising.gift g
         where g.status in ${PAID} and not exists (
           select from ledger.reference r where r.community_id = g.community_id
              and r.reference = case when g.moved_from_id is null then 'gift/' || g.id else 'move/' || g.moved_from_id end)`,
  ),
  truth(
    "unpaid_gifts_are_not_booked",
    "a posting for a gift that was not paid is money that nobody gave",
    sql`select 'gift ' || g.id || ' is ' || g.status || ' and in the books' as line from fundraising.gift g
          join ledger.reference r on r.community_id = g.community_id and r.reference = 'gift/' || g.id
         where g.status in ('pending', 'failed')`,
  ),
  truth(
    "escrow_is_what_gifts_and_releases_say",
    "the escrow must hold what the counted gifts put in, less what was released or lost",
    sql`with held as (
          select a.community_id, a.entity_id as goal_id, b.posted from ledger.account a
            join ledger.balance b on b.community_id = a.community_id and b.account_id = a.id
           where a.type = 'ESCROW' and a.entity_kind = 'goal'
        ), given as (
          select community_id, goal_id, sum(amount - platform_fee - provider_fee) as net from fundraising.gift
           where status in ('succeeded', 'disputed') group by 1, 2
        ), released as (
          select community_id, goal_id, sum(amount) as amount from fundraising.release group by 1, 2
        )
        select 'goal ' || held.goal_id || ' holds ' || held.posted || ', more than its gifts put in' as line
          from held left join given using (community_id, goal_id) left join released using (community_id, goal_id)
         where held.posted > coalesce(given.net, 0)
            or (held.posted < coalesce(given.net, 0) - coalesce(released.amount, 0) and not exists (
                  select from fundraising.gift g where g.community_id = held.community_id and g.goal_id = held.goal_id
                     and (g.reversed_amount > 0 or g.status in ('reversed', 'refunding', 'refunded', 'unclaimed', 'moved'))))`,
  ),
  truth(
    "shares_fit_the_escrow",
    "what an ended goal still owes its givers must be there",
    sql`select 'goal ' || g.goal_id || ' owes ' || sum(g.due_escrow) || ' and holds ' || coalesce(max(b.posted), 0) as line
          from fundraising.gift g
          left join ledger.account a on a.community_id = g.community_id and a.currency = g.currency and a.code = 'escrow/goal/' || g.goal_id
          left join ledger.balance b on b.community_id = a.community_id and b.account_id = a.id
         where g.status in ('succeeded', 'disputed') and g.due_escrow is not null
         group by g.community_id, g.goal_id having sum(g.due_escrow) > coalesce(max(b.posted), 0)`,
  ),
  truth(
    "refunds_wait_on_givers_accounts",
    "a refund that is under way or unclaimed must stand on its giver's account",
    sql`with waiting as (
          select community_id, giver_id, currency, sum(refund_amount) as amount from fundraising.gift
           where status in ('refunding', 'unclaimed') group by 1, 2, 3
        )
        select 'giver ' || w.giver_id || ' is owed ' || w.amount || ' and holds ' || coalesce(b.posted, 0) as line
          from waiting w
          left join ledger.account a on a.community_id = w.community_id and a.code = 'user/' || w.giver_id and a.currency = w.currency
          left join ledger.balance b on b.community_id = a.community_id and b.account_id = a.id
         where coalesce(b.posted, 0) < w.amount`,
  ),
  truth(
    "milestones_make_up_the_target",
    "what is promised to givers adds up",
    sql`select 'goal ' || g.id || ' has milestones of ' || sum(m.amount) || ' for ' || g.target_amount as line from fundraising.goal g
          join fundraising.milestone m on m.community_id = g.community_id and m.goal_id = g.id
         group by g.community_id, g.id having sum(m.amount) <> g.target_amount`,
  ),
  truth(
    "released_milestones_have_a_release",
    "money leaves the escrow once for a milestone, after an approved proof",
    sql`select 'milestone ' || m.id || ' is ' || m.status || ' without a release' as line from fundraising.milestone m
          left join fundraising.release r on r.community_id = m.community_id and r.milestone_id = m.id
          left join fundraising.proof p on p.community_id = r.community_id and p.id = r.proof_id
         where (m.status in ('released', 'paid_out', 'proven')) <> (r.id is not null)
            or (r.id is not null and p.status is distinct from 'approved')`,
  ),
  truth(
    "payouts_are_booked",
    "a payout that arrived is in the books, and one under way is held",
    sql`select 'payout ' || p.id || ' is ' || p.status as line from fundraising.payout p
          left join ledger.reference r on r.community_id = p.community_id and r.reference = 'payout/' || p.id
          left join ledger.hold h on h.community_id = p.community_id and h.id = p.hold_id
         where (p.status in ('succeeded', 'reversed')) <> (r.reference is not null)
            or (p.status = 'requested') <> (h.status is not distinct from 'held')`,
  ),
  truth(
    "voters_gave",
    "only who gave to the goal may vote, and never its owner or the proof's author",
    sql`select 'giver ' || v.giver_id || ' is on the roll of ' || v.proof_id as line from fundraising.voter v
          join fundraising.proof p on p.community_id = v.community_id and p.id = v.proof_id
          join fundraising.goal o on o.community_id = p.community_id and o.id = p.goal_id
          join fundraising.giver g on g.community_id = v.community_id and g.id = v.giver_id
         where g.user_id in (o.owner_id, p.submitted_by)
            or not exists (select from fundraising.gift f where f.community_id = v.community_id and f.goal_id = p.goal_id
                              and f.giver_id = v.giver_id and f.paid_at is not null)`,
  ),
  truth(
    "public_addresses_lead_to_published_goals",
    "an address that leads nowhere, or to a draft",
    sql`select 'address ' || s.slug as line from fundraising.slug s
          left join fundraising.goal g on g.community_id = s.community_id and g.id = s.goal_id
         where g.published_at is null or g.slug <> s.slug`,
  ),
];
