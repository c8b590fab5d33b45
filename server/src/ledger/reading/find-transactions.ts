import { type RawBuilder, sql } from "kysely";
import type { CommunityContext } from "../../platform/context.ts";
import { leastId } from "../least-id.ts";
import { type TransactionRow, transactionColumns } from "../queries.ts";

/** Transactions that a page looks at, at the most: what is rare and has no index of its own takes several pages, none of them long. */
const EXAMINED = 5_000;
/** An amount stands in the entries: these are looked up for each transaction. */
const EXAMINED_BY_AMOUNT = 1_000;

export interface TransactionFilter {
  kind?: string;
  sourceKind?: string;
  sourceId?: string;
  reference?: string;
  referencePrefix?: string;
  /** Pairs that the metadata contains. */
  metadata?: Readonly<Record<string, unknown>>;
  /** Of one of its entries, both included. */
  amountFrom?: number;
  amountTo?: number;
  currency?: string;
  /** Days that count, both included. */
  effectiveFrom?: string;
  effectiveTo?: string;
  /** Instants, the first included. */
  recordedFrom?: string;
  recordedTo?: string;
}

/** A place in the journal: the reference where transactions are asked for by one, else the id. */
export type TransactionPosition = string;

/** What is looked for, and from where on. */
export interface TransactionQuery {
  filter: TransactionFilter;
  /** Transactions behind it, in the direction asked for; null: all. */
  from: TransactionPosition | null;
  direction: "back" | "forward";
}

export type FoundRow = TransactionRow & { place: TransactionPosition };

/** The ways to the transactions, each a range of one index, in its order. `place` is where a page goes on. */
interface Way {
  /** Rows of (transaction_id, place). */
  range: RawBuilder<unknown>;
  order: RawBuilder<unknown>;
}

/** The next transactions in the order of their ids, or of their references where these are asked for. */
export async function findTransactions(
  ctx: CommunityContext,
  query: TransactionQuery & { limit: number },
): Promise<FoundRow[]> {
  const { filter } = query;
  const { range, order } = wayTo(ctx, query);
  const { rows } = await sql<FoundRow>`
    select ${transactionColumns}, w.place
      from (${range} order by ${order} limit ${examinedBy(filter)}) w
     cross join lateral (select * from ledger.transaction t where t.community_id = ${ctx.communityId} and t.id = w.transaction_id limit 1) t
     where ${matching(ctx, filter)} order by ${order} limit ${query.limit}`.execute(ctx.tx);
  return rows;
}

/** Where a page stops looking; null: it looked at everything there is. */
export async function examinedTo(ctx: CommunityContext, query: TransactionQuery): Promise<TransactionPosition | null> {
  const { range, order } = wayTo(ctx, query);
  const { rows } = await sql<{ place: string }>`
    select w.place from (${range}) w order by ${order} offset ${examinedBy(query.filter) - 1} limit 1`.execute(ctx.tx);
  return rows[0]?.place ?? null;
}

export function isByReference(filter: TransactionFilter): boolean {
  return filter.reference !== undefined || filter.referencePrefix !== undefined;
}

function isByAmount({ amountFrom, amountTo, currency }: TransactionFilter): boolean {
  return amountFrom !== undefined || amountTo !== undefined || currency !== undefined;
}

function examinedBy(filter: TransactionFilter): number {
  return isByAmount(filter) ? EXAMINED_BY_AMOUNT : EXAMINED;
}

/** Greater than every text that begins with the prefix before it. */
const BEHIND = "\u{10ffff}";

function wayTo(ctx: CommunityContext, { filter, from, direction }: TransactionQuery): Way {
  const own = sql`community_id = ${ctx.communityId}`;
  const isBack = direction === "back";
  const order = isBack ? sql`place desc` : sql`place`;
  const behind = (place: RawBuilder<unknown>, type: RawBuilder<unknown>) =>
    from === null ? sql`true` : sql`${place} ${sql.raw(isBack ? "<" : ">")} ${from}::${type}`;
  if (isByReference(filter)) {
    const { reference, referencePrefix = "" } = filter;
    const wanted =
      reference === undefined
        ? sql`reference >= ${referencePrefix} and reference < ${referencePrefix + BEHIND}`
        : sql`reference = ${reference}`;
    const range = sql`select transaction_id, reference as place from ledger.reference
      where ${own} and ${wanted} and ${behind(sql`reference`, sql`text`)}`;
    return { range, order };
  }
  const [pair] = Object.entries(filter.metadata ?? {});
  if (pair) {
    const term = sql`(select term from ledger.metadata_terms(${JSON.stringify(Object.fromEntries([pair]))}::jsonb) as m (term))`;
    const range = sql`select transaction_id, transaction_id as place from ledger.metadata_term
      where ${own} and term = ${term} and ${behind(sql`transaction_id`, sql`uuid`)}`;
    return { range, order };
  }
  const bySource = filter.sourceId ? sql`source_id = ${filter.sourceId}::uuid` : sql`true`;
  const range = sql`select id as transaction_id, id as place from ledger.transaction
    where ${own} and ${bySource} and ${behind(sql`id`, sql`uuid`)} and ${idsAbout(filter)}`;
  return { range, order };
}

const HOUR_MS = 3_600_000;

/** An id tells when it was made, by the clock of a server that may be off, though not by an hour: this only chooses where to look. */
function idsAbout({ recordedFrom, recordedTo }: TransactionFilter): RawBuilder<boolean> {
  const least = recordedFrom ? sql`id >= ${leastId(Date.parse(recordedFrom) - HOUR_MS)}::uuid` : sql`true`;
  const most = recordedTo ? sql`id < ${leastId(Date.parse(recordedTo) + HOUR_MS)}::uuid` : sql`true`;
  return sql`${least} and ${most}`;
}

function matching(ctx: CommunityContext, filter: TransactionFilter): RawBuilder<boolean> {
  const conditions: RawBuilder<boolean>[] = [sql`true`];
  const add = (condition: RawBuilder<boolean>) => conditions.push(condition);
  if (filter.kind !== undefined) add(sql`t.kind = ${filter.kind}`);
  if (filter.sourceKind !== undefined) add(sql`t.source_kind = ${filter.sourceKind}`);
  if (filter.sourceId) add(sql`t.source_id = ${filter.sourceId}::uuid`);
  if (filter.metadata) add(sql`t.metadata @> ${JSON.stringify(filter.metadata)}::jsonb`);
  if (filter.effectiveFrom) add(sql`t.effective_date >= ${filter.effectiveFrom}::date`);
  if (filter.effectiveTo) add(sql`t.effective_date <= ${filter.effectiveTo}::date`);
  if (filter.recordedFrom) add(sql`t.recorded_at >= ${filter.recordedFrom}::timestamptz`);
  if (filter.recordedTo) add(sql`t.recorded_at < ${filter.recordedTo}::timestamptz`);
  if (isByAmount(filter)) {
    const { amountFrom = null, amountTo = null, currency = null } = filter;
    // An entry is never older than its transaction, and younger only by what a clock was set back: no other months are opened.
    add(sql`exists (select from ledger.entry e
      where e.community_id = ${ctx.communityId} and e.transaction_id = t.id and e.recorded_at >= t.recorded_at
        and e.recorded_at < t.recorded_at + interval '1 day'
        and (${amountFrom}::bigint is null or e.amount >= ${amountFrom}::bigint) and (${amountTo}::bigint is null or e.amount <= ${amountTo}::bigint)
        and (${currency}::text is null or e.currency = ${currency}))`);
  }
  return sql.join(conditions, sql` and `);
}
