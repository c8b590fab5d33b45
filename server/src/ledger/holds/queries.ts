import { type RawBuilder, sql } from "kysely";
import type { CommunityContext } from "../../platform/context.ts";
import type { Owned } from "../name-accounts.ts";

export const HOLD_STATUSES = ["held", "captured", "released", "expired"] as const;
export type HoldStatus = (typeof HOLD_STATUSES)[number];

export interface HoldRow extends Owned {
  id: string;
  account_id: string;
  code: string;
  currency: string;
  normal_side: string;
  amount: bigint;
  captured: bigint;
  /** As it is when it is read: one whose time is over has expired, whether or not the job has ended it yet. */
  status: HoldStatus;
  source_kind: string | null;
  source_id: string | null;
  description: string | null;
  placed_by: string | null;
  created_at: Date;
  expires_at: Date | null;
  ended_at: Date | null;
}

/** Of a hold `h` on the account `a`. */
const columns = ({
  now,
}: CommunityContext) => sql`h.id, h.account_id, a.code, a.currency, a.normal_side, a.entity_kind, a.entity_id, a.name,
  h.amount, h.captured, ${statusAt(now)} as status, h.source_kind, h.source_id, h.description, h.placed_by, h.created_at, h.expires_at,
  case when h.status = 'held' and h.expires_at <= ${now} then h.expires_at else h.ended_at end as ended_at`;

function statusAt(now: Date): RawBuilder<HoldStatus> {
  return sql`case when h.status = 'held' and h.expires_at <= ${now} then 'expired' else h.status end`;
}

/** Newest first, in the order of their time-ordered ids; the page is found by the holds alone. */
export async function listHolds(
  ctx: CommunityContext,
  filter: { accountId?: string; status?: HoldStatus; before?: string; limit: number },
): Promise<HoldRow[]> {
  const { accountId = null, status = null, before = null } = filter;
  const { rows } = await sql<HoldRow>`
    select ${columns(ctx)}
      from (select * from ledger.hold h
             where h.community_id = ${ctx.communityId} and (${accountId}::uuid is null or h.account_id = ${accountId}::uuid)
               and (${status}::text is null or ${statusAt(ctx.now)} = ${status}) and (${before}::uuid is null or h.id < ${before}::uuid)
             order by h.id desc limit ${filter.limit}) h
      join ledger.account a on a.community_id = h.community_id and a.id = h.account_id
     order by h.id desc`.execute(ctx.tx);
  return rows;
}

export async function findHold(ctx: CommunityContext, holdId: string): Promise<HoldRow | null> {
  const { rows } = await sql<HoldRow>`
    select ${columns(ctx)}
      from ledger.hold h join ledger.account a on a.community_id = h.community_id and a.id = h.account_id
     where h.community_id = ${ctx.communityId} and h.id = ${holdId}`.execute(ctx.tx);
  return rows[0] ?? null;
}
