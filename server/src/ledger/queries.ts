import { sql } from "kysely";
import type { CommunityContext } from "../platform/context.ts";
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
  created_at: Date;
  closed_at: Date | null;
  posted: bigint;
  held: bigint;
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

const accountColumns = sql`a.id, a.code, a.type, a.currency, a.normal_side, a.entity_kind, a.entity_id, a.name, a.created_at,
  a.closed_at, b.posted, b.held`;

const entryColumns = sql`e.account_id, a.code, e.seq, e.recorded_at, e.transaction_id, e.is_debit, e.amount, e.currency, e.label,
  e.balance_after, a.entity_kind, a.entity_id, a.name`;

/** Accounts in the order of their codes; `after` is the last code and currency seen. */
export async function listAccounts(
  ctx: CommunityContext,
  filter: { type?: string; entityId?: string; after?: string; limit: number },
): Promise<AccountRow[]> {
  const { rows } = await sql<AccountRow>`
    select ${accountColumns} from ledger.account a join ledger.balance b on b.community_id = a.community_id and b.account_id = a.id
     where a.community_id = ${ctx.communityId} and (${filter.type ?? null}::text is null or a.type = ${filter.type ?? null})
       and (${filter.entityId ?? null}::uuid is null or a.entity_id = ${filter.entityId ?? null}::uuid)
       and a.code || ' ' || a.currency > ${filter.after ?? ""}
     order by a.code || ' ' || a.currency limit ${filter.limit}`.execute(ctx.tx);
  return rows;
}

export async function findAccount(ctx: CommunityContext, accountId: string): Promise<AccountRow | null> {
  const { rows } = await sql<AccountRow>`
    select ${accountColumns} from ledger.account a join ledger.balance b on b.community_id = a.community_id and b.account_id = a.id
     where a.community_id = ${ctx.communityId} and a.id = ${accountId}`.execute(ctx.tx);
  return rows[0] ?? null;
}

export interface StatementPosition {
  recordedAt: Date;
  seq: bigint;
}

/** An account's entries, newest first, before `position`: the plain comparison of time prunes the partitions. */
export async function statement(
  ctx: CommunityContext,
  accountId: string,
  page: { before: StatementPosition; label?: string; sourceId?: string; limit: number },
): Promise<StatementRow[]> {
  const { before, label = null, sourceId = null, limit } = page;
  const { rows } = await sql<StatementRow>`
    select ${entryColumns}, t.description, t.metadata, t.effective_date
      from ledger.entry e
      join ledger.account a on a.community_id = e.community_id and a.id = e.account_id
      join ledger.transaction t on t.community_id = e.community_id and t.id = e.transaction_id
     where e.community_id = ${ctx.communityId} and e.account_id = ${accountId} and e.recorded_at <= ${before.recordedAt}
       and (e.recorded_at, e.seq) < (${before.recordedAt}, ${before.seq}::bigint) and (${label}::text is null or e.label = ${label})
       and (${sourceId}::uuid is null or t.source_id = ${sourceId}::uuid)
     order by e.recorded_at desc, e.seq desc limit ${limit}`.execute(ctx.tx);
  return rows;
}

const transactionColumns = sql`t.id, t.kind, t.reference, t.source_kind, t.source_id, t.effective_date, t.recorded_at, t.actor_id,
  t.description, t.metadata, t.reverses`;

/** Newest first, in the order of their time-ordered ids. */
export async function listTransactions(
  ctx: CommunityContext,
  filter: { kind?: string; sourceId?: string; before?: string; limit: number },
): Promise<TransactionRow[]> {
  const { rows } = await sql<TransactionRow>`
    select ${transactionColumns} from ledger.transaction t
     where t.community_id = ${ctx.communityId} and (${filter.before ?? null}::uuid is null or t.id < ${filter.before ?? null}::uuid)
       and (${filter.kind ?? null}::text is null or t.kind = ${filter.kind ?? null})
       and (${filter.sourceId ?? null}::uuid is null or t.source_id = ${filter.sourceId ?? null}::uuid)
     order by t.id desc limit ${filter.limit}`.execute(ctx.tx);
  return rows;
}

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

/** Every account with its balance on the side where it stands. Debits and credits are equal for each currency. */
export async function trialBalance(ctx: CommunityContext): Promise<(AccountRow & { debit: bigint; credit: bigint })[]> {
  const { rows } = await sql<AccountRow>`
    select ${accountColumns} from ledger.account a join ledger.balance b on b.community_id = a.community_id and b.account_id = a.id
     where a.community_id = ${ctx.communityId} order by a.code, a.currency`.execute(ctx.tx);
  return rows.map((row) => {
    const onDebit = row.normal_side === "debit" ? row.posted : -row.posted;
    return { ...row, debit: onDebit > 0n ? onDebit : 0n, credit: onDebit < 0n ? -onDebit : 0n };
  });
}
