import { type RawBuilder, sql } from "kysely";

/** What is held of the balance `b`: a hold whose time is over does not count, whether or not the job has ended it yet. */
export function heldAt(at: Date): RawBuilder<bigint> {
  return sql<bigint>`(case when b.held = 0 then 0 else b.held - coalesce((
    select sum(h.amount - h.captured) from ledger.hold h
     where h.community_id = b.community_id and h.account_id = b.account_id and h.status = 'held' and h.expires_at <= ${at}), 0)
    end)::bigint`;
}
