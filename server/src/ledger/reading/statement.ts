import { type RawBuilder, sql } from "kysely";
import type { CommunityContext } from "../../platform/context.ts";
import { anywhere } from "../../platform/like.ts";
import { type EntryRow, entryColumns, type StatementRow } from "../queries.ts";
import { type EntryPosition, exactInstant, FIRST, LAST, type Window, windowsFrom } from "./entry-position.ts";

/** Entries that a page with a filter looks at, at the most: a rare label in a long history takes several pages, none of them long. */
export const EXAMINED = 20_000;

export interface StatementFilter {
  label?: string;
  /** What the transactions were about. */
  sourceId?: string;
  /** First and last day that counts. */
  effectiveFrom?: string;
  effectiveTo?: string;
  /** Anywhere in the description, the reference, the kind or the label. */
  text?: string;
}

export interface StatementQuery {
  accountId: string;
  filter: StatementFilter;
  /** Entries behind it, in the direction asked for. */
  from: EntryPosition;
  direction: "back" | "forward";
  limit: number;
}

export type PlacedRow = StatementRow & { at: string };

/** The next entries of an account in the order of their numbers, downward (`back`) or upward: one range of the entries' key. */
export async function readStatement(ctx: CommunityContext, query: StatementQuery): Promise<PlacedRow[]> {
  const { filter } = query;
  if (filter.sourceId) return ofSource(ctx, query, filter.sourceId);
  if (Object.values(filter).some((value) => value !== undefined)) return page(ctx, query, whole(query), EXAMINED);
  const rows: RangeRow[] = [];
  const begun = query.from.at === LAST.at ? await lastInstant(ctx, query.accountId) : query.from.at;
  if (begun === null) return [];
  for (const window of windowsFrom(begun, query.direction)) {
    const last = rows.at(-1);
    const rest = { ...query, from: last ?? query.from, limit: query.limit - rows.length };
    rows.push(...(await range(ctx, rest, window)));
    if (rows.length >= query.limit) break;
  }
  return withTransactions(ctx, rows);
}

type RangeRow = EntryRow & EntryPosition;

async function range(ctx: CommunityContext, query: StatementQuery, window: Window): Promise<RangeRow[]> {
  const { rows } = await sql<RangeRow>`
    select ${entryColumns}, ${exactInstant} as at
      from (select * from ledger.entry e where ${inRange(ctx, query, window)} order by ${inOrder(query)} limit ${query.limit}) e
      join ledger.account a on a.community_id = e.community_id and a.id = e.account_id
     order by ${inOrder(query)}`.execute(ctx.tx);
  return rows;
}

type Said = Pick<PlacedRow, "description" | "metadata" | "effective_date">;

/** What the transactions say, from the months between the least and the greatest of their ids alone. */
async function withTransactions(ctx: CommunityContext, entries: readonly RangeRow[]): Promise<PlacedRow[]> {
  if (entries.length === 0) return [];
  const ids = [...new Set(entries.map((entry) => entry.transaction_id))].sort();
  const { rows } = await sql<Said & { id: string }>`
    select id, description, metadata, effective_date from ledger.transaction
     where community_id = ${ctx.communityId} and id >= ${ids[0]}::uuid and id <= ${ids.at(-1)}::uuid and id = any(${ids}::uuid[])`.execute(
    ctx.tx,
  );
  const said = new Map(rows.map(({ id, ...transaction }) => [id, transaction]));
  return entries.flatMap((entry) => {
    const transaction = said.get(entry.transaction_id);
    return transaction ? [{ ...entry, ...transaction }] : [];
  });
}

/** When the account's last entry was recorded: its balance says so, and the first page needs to look nowhere else. */
async function lastInstant(ctx: CommunityContext, accountId: string): Promise<string | null> {
  const { rows } = await sql<{ at: string }>`
    select ${exactInstant} as at
      from (select last_recorded_at as recorded_at from ledger.balance
             where community_id = ${ctx.communityId} and account_id = ${accountId} and seq > 0) e`.execute(ctx.tx);
  return rows[0]?.at ?? null;
}

/** Where a page with a filter stops looking; null: it looked at everything there is. */
export async function examinedTo(ctx: CommunityContext, query: StatementQuery): Promise<EntryPosition | null> {
  const { rows } = await sql<EntryPosition>`
    select ${exactInstant} as at, e.seq
      from (select e.recorded_at, e.seq from ledger.entry e
             where ${inRange(ctx, query, whole(query))} order by ${inOrder(query)} offset ${EXAMINED - 1} limit 1) e`.execute(
    ctx.tx,
  );
  return rows[0] ?? null;
}

function whole({ from, direction }: StatementQuery): Window {
  return direction === "back" ? { since: FIRST.at, till: from.at } : { since: from.at, till: LAST.at };
}

async function page(
  ctx: CommunityContext,
  query: StatementQuery,
  window: Window,
  examined: number,
): Promise<PlacedRow[]> {
  const { rows } = await sql<PlacedRow>`
    select ${entryColumns}, ${exactInstant} as at, t.description, t.metadata, t.effective_date
      from (select * from ledger.entry e where ${inRange(ctx, query, window)} order by ${inOrder(query)} limit ${examined}) e
      join ledger.account a on a.community_id = e.community_id and a.id = e.account_id
     cross join lateral (select t.description, t.reference, t.kind, t.metadata, t.effective_date from ledger.transaction t
                          where t.community_id = e.community_id and t.id = e.transaction_id limit 1) t
     where ${matching(query.filter)} order by ${inOrder(query)} limit ${query.limit}`.execute(ctx.tx);
  return rows;
}

/** A source has few transactions: these are found first, and their entries by their transaction. */
async function ofSource(ctx: CommunityContext, query: StatementQuery, sourceId: string): Promise<PlacedRow[]> {
  const { rows } = await sql<PlacedRow>`
    select ${entryColumns}, ${exactInstant} as at, t.description, t.metadata, t.effective_date
      from (select t.* from ledger.transaction t where t.community_id = ${ctx.communityId} and t.source_id = ${sourceId}::uuid) t
     cross join lateral (select * from ledger.entry e where e.community_id = ${ctx.communityId} and e.transaction_id = t.id
                            and ${inRange(ctx, query, whole(query))} offset 0) e
      join ledger.account a on a.community_id = e.community_id and a.id = e.account_id
     where ${matching(query.filter)} order by ${inOrder(query)} limit ${query.limit}`.execute(ctx.tx);
  return rows;
}

/** The window's plain bounds choose the months; the row comparison is the exact place in the key. */
function inRange(
  ctx: CommunityContext,
  { accountId, from, direction }: StatementQuery,
  { since, till }: Window,
): RawBuilder<boolean> {
  return sql`e.community_id = ${ctx.communityId} and e.account_id = ${accountId} and e.recorded_at >= ${since}::timestamptz
    and e.recorded_at <= ${till}::timestamptz
    and (e.recorded_at, e.seq) ${sql.raw(direction === "back" ? "<" : ">")} (${from.at}::timestamptz, ${from.seq}::bigint)`;
}

function inOrder({ direction }: StatementQuery): RawBuilder<unknown> {
  return direction === "back" ? sql`e.recorded_at desc, e.seq desc` : sql`e.recorded_at, e.seq`;
}

function matching(filter: StatementFilter): RawBuilder<boolean> {
  const conditions: RawBuilder<boolean>[] = [sql`true`];
  if (filter.label !== undefined) conditions.push(sql`e.label = ${filter.label}`);
  if (filter.effectiveFrom) conditions.push(sql`e.effective_date >= ${filter.effectiveFrom}::date`);
  if (filter.effectiveTo) conditions.push(sql`e.effective_date <= ${filter.effectiveTo}::date`);
  if (filter.text) {
    const pattern = anywhere(filter.text);
    conditions.push(
      sql`(t.description ilike ${pattern} or t.reference ilike ${pattern} or t.kind ilike ${pattern} or e.label ilike ${pattern})`,
    );
  }
  return sql.join(conditions, sql` and `);
}
