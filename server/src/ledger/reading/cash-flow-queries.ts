import { type RawBuilder, sql } from "kysely";
import type { CommunityContext } from "../../platform/context.ts";
import { refuse } from "../../platform/errors.ts";
import { isUnder } from "../queries.ts";
import type { Flow, FlowLine } from "./cash-flow.ts";
import { effectiveIn, type Period } from "./effective-entries.ts";

/** A picture of more would take the database seconds: ask for a shorter time. */
export const MOST_ENTRIES = 1_000_000;
/** A look-up takes 10 µs, and reading on takes one or two: beyond these the whole period is read. */
const MOST_LOOKED_UP = 100_000;
/** Transactions of more than two entries are divided here, one by one. */
export const MOST_DIVIDED = 100_000;

/** What moved in the period, by currency: summed where it is plain who paid whom, and otherwise the lines of each transaction. */
export interface Moved {
  plain: (Flow & { currency: string })[];
  manifold: { currency: string; lines: FlowLine[] }[];
}

interface MovedRow {
  entries: bigint | null;
  currency: string | null;
  giver: string | null;
  taker: string | null;
  amount: bigint | null;
  accounts: string[] | null;
  debits: boolean[] | null;
  /** The driver leaves whole numbers in an array as text. */
  amounts: string[] | null;
  asked: boolean[] | null;
}

export interface Shown {
  /** Accounts by so many parts of their codes; null: by the whole of them. */
  depth: number | null;
  /** Only what came from this account or those below it, or went to them; null: everything. */
  account: string | null;
}

/** `mostLookedUp`: where what is asked for has more entries, the whole period is read instead. */
export async function movedIn(
  ctx: CommunityContext,
  period: Period,
  shown: Shown,
  mostLookedUp = MOST_LOOKED_UP,
): Promise<Moved> {
  const isRare = shown.account !== null && (await askedEntries(ctx, period, shown, mostLookedUp + 1)) <= mostLookedUp;
  const { rows } = await sql<MovedRow>`
    with ${isRare ? linesOfTouched(ctx, period, shown) : linesOfAll(ctx, period, shown)},
    whole as materialized (
      select transaction_id, currency, count(*) as lines, min(amount) as amount, min(name) filter (where not is_debit) as giver,
             min(name) filter (where is_debit) as taker
        from line group by transaction_id, currency having bool_or(is_asked)
    )
    select count(*) as entries, null::text as currency, null::text as giver, null::text as taker, null::bigint as amount,
           null::text[] as accounts, null::boolean[] as debits, null::bigint[] as amounts, null::boolean[] as asked from line
    union all
    select null, currency, giver, taker, sum(amount)::bigint, null, null, null, null from whole where lines = 2 group by currency, giver, taker
    union all
    (select null, l.currency, null, null, null, array_agg(l.name order by ${inOrder}), array_agg(l.is_debit order by ${inOrder}),
            array_agg(l.amount order by ${inOrder}), array_agg(l.is_asked order by ${inOrder})
       from whole w join line l using (transaction_id, currency)
      where w.lines > 2 group by l.transaction_id, l.currency order by l.transaction_id limit ${MOST_DIVIDED + 1})`.execute(
    ctx.tx,
  );
  return readMoved(rows);
}

const inOrder = sql`l.name, l.amount, l.is_debit, l.is_asked`;

/** What account `a` is called in the picture. */
function nameOf({ depth }: Shown): RawBuilder<string> {
  return depth === null ? sql`a.code` : sql`array_to_string((string_to_array(a.code, '/'))[1:${depth}::int], '/')`;
}

/** Whether account `a` is one of those that are asked for. */
function isAsked({ account }: Shown): RawBuilder<boolean> {
  return account === null ? sql`true` : sql`(a.code = ${account} or ${isUnder(account)})`;
}

/** How many entries of the period what is asked for has, counted up to so many. */
async function askedEntries(ctx: CommunityContext, period: Period, shown: Shown, most: number): Promise<number> {
  const { rows } = await sql<{ entries: bigint }>`
    select count(*) as entries
      from (select from (${movedAccounts(ctx, period, shown, isAsked(shown))} offset 0) k
             cross join lateral (${entriesOfAccount(ctx, period)}) e limit ${most}) e`.execute(ctx.tx);
  return Number(rows[0]?.entries ?? 0n);
}

/** Every line of the period. */
function linesOfAll(ctx: CommunityContext, period: Period, shown: Shown): RawBuilder<unknown> {
  return sql`line as materialized (
      select e.transaction_id, e.currency, e.is_debit, e.amount, k.name, k.is_asked
        from (${movedAccounts(ctx, period, shown, sql`true`)} offset 0) k
       cross join lateral (${entriesOfAccount(ctx, period)}) e
       limit ${MOST_ENTRIES + 1}
    )`;
}

/**
 * The lines of the transactions that touch what is asked for, however much else is posted. A transaction's entries are recorded
 * together, but for what a clock was set back: no other months are opened.
 */
function linesOfTouched(ctx: CommunityContext, period: Period, shown: Shown): RawBuilder<unknown> {
  return sql`touched as materialized (
      select e.transaction_id, min(e.recorded_at) as recorded_at
        from (${movedAccounts(ctx, period, shown, isAsked(shown))} offset 0) k
       cross join lateral (${entriesOfAccount(ctx, period)}) e
       group by e.transaction_id
    ), line as materialized (
      select e.transaction_id, e.currency, e.is_debit, e.amount, ${nameOf(shown)} as name, ${isAsked(shown)} as is_asked
        from touched t
       cross join lateral (select * from ledger.entry e
                            where e.community_id = ${ctx.communityId} and e.transaction_id = t.transaction_id
                              and e.recorded_at > t.recorded_at - interval '1 day' and e.recorded_at < t.recorded_at + interval '1 day' offset 0) e
       cross join lateral (select * from ledger.account a where a.community_id = ${ctx.communityId} and a.id = e.account_id limit 1) a
       limit ${MOST_ENTRIES + 1}
    )`;
}

/** The entries of account `k` in the period, each once. */
function entriesOfAccount(ctx: CommunityContext, period: Period): RawBuilder<unknown> {
  const { sameDay, otherDay } = effectiveIn(period);
  const entries = sql`select e.transaction_id, e.currency, e.is_debit, e.amount, e.recorded_at from ledger.entry e
                       where e.community_id = ${ctx.communityId} and e.account_id = k.id`;
  return sql`${entries} and ${sameDay} union all ${entries} and ${otherDay}`;
}

/** The accounts `a` that may have moved in the period, of those that are wanted. */
function movedAccounts(
  ctx: CommunityContext,
  { from, to }: Period,
  shown: Shown,
  isWanted: RawBuilder<boolean>,
): RawBuilder<unknown> {
  const own = sql`community_id = ${ctx.communityId} and account_id = a.id`;
  return sql`
    select a.id, ${nameOf(shown)} as name, ${isAsked(shown)} as is_asked from ledger.account a
     where a.community_id = ${ctx.communityId} and ${isWanted}
       and (exists (select from ledger.account_day where ${own} and effective_date >= ${from}::date and effective_date <= ${to}::date)
            or (select seq from ledger.balance where ${own}) > coalesce((select seq from ledger.rolled where ${own}), 0))`;
}

function readMoved(rows: readonly MovedRow[]): Moved {
  const plain: Moved["plain"] = [];
  const manifold: Moved["manifold"] = [];
  for (const { entries, currency, giver, taker, amount, accounts, debits, amounts, asked } of rows) {
    if (entries !== null && entries > BigInt(MOST_ENTRIES)) throw refuse("question_too_large", { pointer: "#/to" });
    if (currency === null) continue;
    if (giver !== null && taker !== null && amount !== null) plain.push({ currency, from: giver, to: taker, amount });
    else if (accounts && debits && amounts) {
      const lines = accounts.map((account, index) => ({
        account,
        isDebit: debits[index] ?? false,
        amount: BigInt(amounts[index] ?? 0),
        isAsked: asked?.[index] ?? false,
      }));
      manifold.push({ currency, lines });
    }
  }
  if (manifold.length > MOST_DIVIDED) throw refuse("question_too_large", { pointer: "#/to" });
  return { plain, manifold };
}
