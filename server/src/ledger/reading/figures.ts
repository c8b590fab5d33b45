import { type RawBuilder, sql } from "kysely";
import type { CommunityContext } from "../../platform/context.ts";
import { refuse } from "../../platform/errors.ts";
import type { Side } from "../posting.ts";
import { plusDays } from "./days.ts";
import { windowsFrom } from "./entry-position.ts";

/** Which balances: as the books knew them at an instant, as effective at the end of a day, or both. Neither: as they are. */
export interface Moment {
  /** Instant with its zone, as the caller wrote it. */
  knownAt?: string;
  /** `YYYY-MM-DD` */
  effectiveOn?: string;
}

export interface Figure {
  id: string;
  code: string;
  type: string;
  currency: string;
  normal_side: Side;
  entity_kind: string | null;
  entity_id: string | null;
  name: string | null;
  /** Grows on the account's normal side. */
  balance: bigint;
}

/** Entries that a question about both times may make us read: about a second of the database's time. */
export const MOST_ENTRIES_READ = 1_000_000n;

/** The balances of these accounts (null: of all) at the moment, by code. One statement: all of them are of the same books. */
export async function figuresAt(
  ctx: CommunityContext,
  accountIds: readonly string[] | null,
  moment: Moment,
): Promise<Figure[]> {
  const { knownAt, effectiveOn } = moment;
  if (knownAt && effectiveOn) await requireReadable(ctx, accountIds, knownAt);
  const { balance, from } = wanted(ctx.communityId, moment, await nearerEnd(ctx, accountIds, moment));
  const { rows } = await sql<Figure>`
    select a.id, a.code, a.type, a.currency, a.normal_side, a.entity_kind, a.entity_id, a.name, (${balance})::bigint as balance
      from ${accountsWithBalances(ctx.communityId)} ${from}
     where a.community_id = ${ctx.communityId} and ${among(accountIds)}
     order by a.code, a.currency`.execute(ctx.tx);
  return rows;
}

interface Wanted {
  balance: RawBuilder<bigint>;
  /** What is joined for it, beside account `a` and balance `b`. */
  from: RawBuilder<unknown>;
}

function wanted(communityId: string, { knownAt, effectiveOn }: Moment, end: End): Wanted {
  const effective = effectiveOn ? effectiveDifference(communityId, effectiveOn, end) : null;
  if (knownAt && effectiveOn && effective) return effectiveAsKnown(communityId, effective, effectiveOn, knownAt);
  if (effective) return { balance: onSide(sql`f.difference`), from: effective };
  if (knownAt) {
    const entry = lastEntry(communityId, knownAt, sql`e.balance_after`);
    return {
      balance: sql`case when b.last_recorded_at <= ${knownAt}::timestamptz then b.posted else coalesce(${entry}, 0) end`,
      from: sql``,
    };
  }
  return { balance: sql`b.posted`, from: sql`` };
}

function onSide(difference: RawBuilder<unknown>): RawBuilder<bigint> {
  return sql`(case a.normal_side when 'debit' then 1 else -1 end) * (${difference})`;
}

function among(accountIds: readonly string[] | null): RawBuilder<boolean> {
  return accountIds === null ? sql`true` : sql`a.id = any(${[...accountIds]}::uuid[])`;
}

/** Of the account's last entry up to the instant, nearest months first: the next window is looked at only where there was none. */
function lastEntry(communityId: string, at: string, column: RawBuilder<bigint>): RawBuilder<bigint | null> {
  const lookUps = windowsFrom(at, "back").map(
    ({ since, till }) => sql`(select ${column} from ledger.entry e
      where e.community_id = ${communityId} and e.account_id = a.id and e.recorded_at <= ${till}::timestamptz
        and e.recorded_at >= ${since}::timestamptz
      order by e.recorded_at desc, e.seq desc limit 1)`,
  );
  return sql`coalesce(${sql.join(lookUps)})`;
}

/** Accounts `a` with their balances `b`. Behind row-level security the planner takes accounts for few: it is told to look each balance up. */
function accountsWithBalances(communityId: string): RawBuilder<unknown> {
  return sql`ledger.account a cross join lateral (
    select posted, seq, last_recorded_at from ledger.balance where community_id = ${communityId} and account_id = a.id offset 0) b`;
}

/** From which end of the books a date is reckoned: from nothing upward, or from what stands now downward. */
type End = "first" | "last";

/** The one with fewer months between: a month-end of last year costs the same in books of two years and of twenty. */
async function nearerEnd(ctx: CommunityContext, accountIds: readonly string[] | null, moment: Moment): Promise<End> {
  if (!moment.effectiveOn) return "first";
  const { rows } = await sql<{ opened: Date | null }>`
    select min(a.created_at) as opened from ledger.account a where a.community_id = ${ctx.communityId} and ${among(accountIds)}`.execute(
    ctx.tx,
  );
  const day = Date.parse(moment.effectiveOn);
  const opened = rows[0]?.opened?.getTime() ?? day;
  return ctx.now.getTime() - day < day - opened ? "last" : "first";
}

/**
 * Debits less credits of account `a` with balance `b` up to the end of the day, as `f.difference`: whole months from the nearer end of the
 * books, the days between the nearer end of the day's month and the day, and the entries that are not rolled up yet, which are looked for
 * only where there are some.
 */
function effectiveDifference(communityId: string, day: string, end: End): RawBuilder<unknown> {
  const own = sql<boolean>`community_id = ${communityId} and account_id = a.id`;
  const month = `${day.slice(0, 8)}01`;
  const next = `${plusDays(month, 31).slice(0, 8)}01`;
  const isEarly = Number(day.slice(8)) <= 15;
  const months =
    end === "first" ? sql`month < ${isEarly ? month : next}::date` : sql`month >= ${isEarly ? month : next}::date`;
  const days = isEarly
    ? sql`effective_date >= ${month}::date and effective_date <= ${day}::date`
    : sql`effective_date > ${day}::date and effective_date < ${next}::date`;
  const unrolled = sql.raw(end === "first" ? "<=" : ">");
  const summed = sql`m.difference + t.difference`;
  return sql`
    cross join lateral (select coalesce(sum(debit - credit), 0) as difference from ledger.account_month where ${own} and ${months}) m
    cross join lateral (select coalesce(sum(debit - credit), 0) as difference from ledger.account_day where ${own} and ${days}) d
    ${rolledTo(own)}
    cross join lateral (select coalesce(sum(case when e.is_debit then e.amount else -e.amount end), 0) as difference
                          from ledger.entry e where ${isUnrolled(communityId)} and e.effective_date ${unrolled} ${day}::date) t
    cross join lateral (select ${end === "first" ? summed : sql`${onSide(sql`b.posted`)} - (${summed})`}
                               ${sql.raw(isEarly ? "+" : "-")} d.difference as difference) f`;
}

/** How far account `a` is rolled up, as `r`. Plain columns: a condition on `coalesce` would not be one of the index. */
function rolledTo(own: RawBuilder<boolean>): RawBuilder<unknown> {
  return sql`cross join lateral (select coalesce(max(seq), 0) as seq, coalesce(max(recorded_at), '-infinity') as recorded_at
                                   from ledger.rolled where ${own}) r`;
}

/**
 * Between both bounds lies one month, mostly: without the upper one each account would look into the months ahead as well. `seq + 0`,
 * because a condition of the index behind the range of the time is costed as if it were looked up at each instant.
 */
function isUnrolled(communityId: string): RawBuilder<boolean> {
  return sql`b.seq > r.seq and e.community_id = ${communityId} and e.account_id = a.id and e.seq + 0 > r.seq
    and e.recorded_at >= r.recorded_at and e.recorded_at <= b.last_recorded_at`;
}

/** Debits and credits of account `a` with balance `b` up to the end of the day, as `f`: upward from nothing. */
function effectiveTotals(communityId: string, day: string): RawBuilder<unknown> {
  const month = `${day.slice(0, 8)}01`;
  const own = sql<boolean>`community_id = ${communityId} and account_id = a.id`;
  return sql`
    cross join lateral (select sum(debit) as debit, sum(credit) as credit from ledger.account_month where ${own} and month < ${month}::date) m
    cross join lateral (select sum(debit) as debit, sum(credit) as credit from ledger.account_day
                         where ${own} and effective_date >= ${month}::date and effective_date <= ${day}::date) d
    ${rolledTo(own)}
    cross join lateral (
      select sum(e.amount) filter (where e.is_debit) as debit, sum(e.amount) filter (where not e.is_debit) as credit
        from ledger.entry e where ${isUnrolled(communityId)} and e.effective_date <= ${day}::date) t
    cross join lateral (select coalesce(m.debit, 0) + coalesce(d.debit, 0) + coalesce(t.debit, 0) as debit,
                               coalesce(m.credit, 0) + coalesce(d.credit, 0) + coalesce(t.credit, 0) as credit) f`;
}

export interface Totals {
  debit: bigint;
  credit: bigint;
}

/** All debits and credits of these accounts up to the end of the day. */
export async function totalsOn(
  ctx: CommunityContext,
  accountIds: readonly string[],
  day: string,
): Promise<ReadonlyMap<string, Totals>> {
  const { rows } = await sql<Totals & { id: string }>`
    select a.id, f.debit::bigint, f.credit::bigint
      from ${accountsWithBalances(ctx.communityId)} ${effectiveTotals(ctx.communityId, day)}
     where a.community_id = ${ctx.communityId} and ${among(accountIds)}`.execute(ctx.tx);
  return new Map(rows.map(({ id, debit, credit }) => [id, { debit, credit }]));
}

/**
 * Both times at once: what is effective by the day, less what was recorded after the instant; or, where the instant lies in the
 * earlier half of the account's entries, the sum of those before it.
 */
function effectiveAsKnown(communityId: string, effective: RawBuilder<unknown>, day: string, at: string): Wanted {
  const change = sql`sum(case when e.is_debit then e.amount else -e.amount end)`;
  const entries = sql`ledger.entry e where e.community_id = ${communityId} and e.account_id = a.id and e.effective_date <= ${day}::date`;
  const later = sql`coalesce((select ${change} from ${entries} and e.recorded_at > ${at}::timestamptz), 0)`;
  const earlier = sql`coalesce((select ${change} from ${entries} and e.recorded_at <= ${at}::timestamptz), 0)`;
  return {
    balance: onSide(sql`case when b.seq - k.seq <= k.seq then f.difference - ${later} else ${earlier} end`),
    from: sql`${effective} ${knownSeq(communityId, at)}`,
  };
}

/** The number of account `a`'s last entry up to the instant, as `k`. */
function knownSeq(communityId: string, at: string): RawBuilder<unknown> {
  const seq = lastEntry(communityId, at, sql`e.seq`);
  return sql`cross join lateral (select case when b.last_recorded_at <= ${at}::timestamptz then b.seq else coalesce(${seq}, 0) end as seq) k`;
}

/** How many entries there are on the nearer side of the instant is known before they are read. */
async function requireReadable(ctx: CommunityContext, accountIds: readonly string[] | null, at: string): Promise<void> {
  const { rows } = await sql<{ entries: bigint }>`
    select coalesce(sum(least(k.seq, b.seq - k.seq)), 0)::bigint as entries
      from ${accountsWithBalances(ctx.communityId)} ${knownSeq(ctx.communityId, at)}
     where a.community_id = ${ctx.communityId} and ${among(accountIds)}`.execute(ctx.tx);
  if ((rows[0]?.entries ?? 0n) > MOST_ENTRIES_READ) throw refuse("question_too_large", { pointer: "#/knownAt" });
}
