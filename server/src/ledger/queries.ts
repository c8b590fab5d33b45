import { type RawBuilder, sql } from "kysely";
import type { CommunityContext } from "../platform/context.ts";
import { heldAt } from "./held.ts";
import type { Side } from "./posting.ts";

export interface AccountRow {
  id: string;
  code: string;
  type: string;
  currency: string;
  normal_side: Side;
  entity_kind: string | null;
  entity_id: string | null;
  name: string | null;
  by_product: boolean;
  metadata: Record<string, unknown>;
  version: number;
  created_at: Date;
  closed_at: Date | null;
  posted: bigint;
  /** As it is when it is read: by holds whose time is not over. */
  held: bigint;
  floor: bigint | null;
  refuses_debit: boolean;
  refuses_credit: boolean;
  time_zone: string | null;
  day_limit: bigint | null;
  month_limit: bigint | null;
  /** Sums of debits in the local day and month in which it is read. */
  day_used: bigint;
  month_used: bigint;
}

export interface EntryRow {
  account_id: string;
  code: string;
  seq: bigint;
  recorded_at: Date;
  transaction_id: string;
  is_debit: boolean;
  amount: bigint;
  currency: string;
  label: string;
  balance_after: bigint;
  entity_kind: string | null;
  entity_id: string | null;
  /** The account's. */
  name: string | null;
}

/** An entry with what its transaction says. */
export type StatementRow = EntryRow & Pick<TransactionRow, "description" | "metadata" | "effective_date">;

export interface TransactionRow {
  id: string;
  kind: string;
  reference: string | null;
  source_kind: string | null;
  source_id: string | null;
  effective_date: string;
  recorded_at: Date;
  actor_id: string | null;
  description: string | null;
  metadata: Record<string, unknown>;
  reverses: string | null;
}

/** Of an account `a` with its balance `b`. */
const accountColumns = (
  at: Date,
) => sql`a.id, a.code, a.type, a.currency, a.normal_side, a.entity_kind, a.entity_id, a.name, a.by_product, a.metadata,
  a.version, a.created_at, a.closed_at, b.posted, ${heldAt(at)} as held, b.floor, b.refuses_debit, b.refuses_credit, b.time_zone,
  b.day_limit, b.month_limit, case when b.usage_day = (${at}::timestamptz at time zone b.time_zone)::date then b.day_used else 0 end as day_used,
  case when date_trunc('month', b.usage_day) = date_trunc('month', (${at}::timestamptz at time zone b.time_zone)::date)
       then b.month_used else 0 end as month_used`;

export const entryColumns = sql`e.account_id, a.code, e.seq, e.recorded_at, e.transaction_id, e.is_debit, e.amount, e.currency, e.label,
  e.balance_after, a.entity_kind, a.entity_id, a.name`;

/** Below the code: a range of the index by bytes, where `0` is what follows `/`. */
export function isUnder(code: string): RawBuilder<boolean> {
  return sql<boolean>`(a.code ~>=~ ${`${code}/`} and a.code ~<~ ${`${code}0`})`;
}

/** Accounts in the order of their codes; the page is found by them alone, before any balance is looked at. */
export async function listAccounts(
  ctx: CommunityContext,
  filter: {
    type?: string;
    entityId?: string;
    under?: string;
    after?: { code: string; currency: string };
    limit: number;
  },
): Promise<AccountRow[]> {
  const { type = null, entityId = null, under = null, after = { code: "", currency: "" } } = filter;
  const { rows } = await sql<AccountRow>`
    select ${accountColumns(ctx.now)}
      from (select * from ledger.account a
             where a.community_id = ${ctx.communityId} and (${type}::text is null or a.type = ${type})
               and (${entityId}::uuid is null or a.entity_id = ${entityId}::uuid)
               and (${under}::text is null or a.code = ${under} or ${isUnder(under ?? "")})
               and (a.code, a.currency) > (${after.code}, ${after.currency})
             order by a.code, a.currency limit ${filter.limit}) a
      join ledger.balance b on b.community_id = a.community_id and b.account_id = a.id
     order by a.code, a.currency`.execute(ctx.tx);
  return rows;
}

export async function findAccount(ctx: CommunityContext, accountId: string): Promise<AccountRow | null> {
  const { rows } = await sql<AccountRow>`
    select ${accountColumns(ctx.now)} from ledger.account a join ledger.balance b on b.community_id = a.community_id and b.account_id = a.id
     where a.community_id = ${ctx.communityId} and a.id = ${accountId}`.execute(ctx.tx);
  return rows[0] ?? null;
}

export const transactionColumns = sql`t.id, t.kind, t.reference, t.source_kind, t.source_id, t.effective_date, t.recorded_at, t.actor_id,
  t.description, t.metadata, t.reverses`;

export async function findTransaction(ctx: CommunityContext, id: string): Promise<TransactionRow | null> {
  const { rows } = await sql<TransactionRow>`
    select ${transactionColumns} from ledger.transaction t where t.community_id = ${ctx.communityId} and t.id = ${id}`.execute(
    ctx.tx,
  );
  return rows[0] ?? null;
}

export async function entriesOf(ctx: CommunityContext, transactionIds: readonly string[]): Promise<EntryRow[]> {
  if (transactionIds.length === 0) return [];
  const { rows } = await sql<EntryRow>`
    select ${entryColumns}
      from ledger.entry e join ledger.account a on a.community_id = e.community_id and a.id = e.account_id
     where e.community_id = ${ctx.communityId} and e.transaction_id = any(${[...transactionIds]}::uuid[])
     order by e.transaction_id, not e.is_debit, a.code, e.seq`.execute(ctx.tx);
  return rows;
}
