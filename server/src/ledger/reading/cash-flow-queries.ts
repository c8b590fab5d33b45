import { type RawBuilder, sql } from "kysely";
import type { CommunityContext } from "../../platform/context.ts";
import { refuse } from "../../platform/errors.ts";
import type { Flow, FlowLine } from "./cash-flow.ts";
import { effectiveIn, type Period } from "./effective-entries.ts";

/** A picture of more would take the database seconds: ask for a shorter time. */
export const MOST_ENTRIES = 1_000_000;
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
}

/** `depth`: accounts by so many parts of their codes; null: by the whole of them. */
export async function movedIn(ctx: CommunityContext, period: Period, depth: number | null): Promise<Moved> {
  const { sameDay, otherDay } = effectiveIn(period);
  const own = sql`e.community_id = ${ctx.communityId} and e.account_id = k.id`;
  const { rows } = await sql<MovedRow>`
    with line as materialized (
      select e.transaction_id, e.currency, e.is_debit, e.amount, k.name
        from (${movedAccounts(ctx, period, depth)} offset 0) k
       cross join lateral (
         select e.transaction_id, e.currency, e.is_debit, e.amount from ledger.entry e where ${own} and ${sameDay}
          union all
         select e.transaction_id, e.currency, e.is_debit, e.amount from ledger.entry e where ${own} and ${otherDay}) e
       limit ${MOST_ENTRIES + 1}
    ), whole as materialized (
      select transaction_id, currency, count(*) as lines, min(amount) as amount, min(name) filter (where not is_debit) as giver,
             min(name) filter (where is_debit) as taker
        from line group by transaction_id, currency
    )
    select count(*) as entries, null::text as currency, null::text as giver, null::text as taker, null::bigint as amount,
           null::text[] as accounts, null::boolean[] as debits, null::bigint[] as amounts from line
    union all
    select null, currency, giver, taker, sum(amount)::bigint, null, null, null from whole where lines = 2 group by currency, giver, taker
    union all
    (select null, l.currency, null, null, null, array_agg(l.name order by l.name, l.amount), array_agg(l.is_debit order by l.name, l.amount),
            array_agg(l.amount order by l.name, l.amount)
       from whole w join line l using (transaction_id, currency)
      where w.lines > 2 group by l.transaction_id, l.currency order by l.transaction_id limit ${MOST_DIVIDED + 1})`.execute(
    ctx.tx,
  );
  return readMoved(rows);
}

/** The accounts that may have moved in the period, and what each is called in the picture. */
function movedAccounts(ctx: CommunityContext, { from, to }: Period, depth: number | null): RawBuilder<unknown> {
  const own = sql`community_id = ${ctx.communityId} and account_id = a.id`;
  const name =
    depth === null ? sql`a.code` : sql`array_to_string((string_to_array(a.code, '/'))[1:${depth}::int], '/')`;
  return sql`
    select a.id, ${name} as name from ledger.account a
     where a.community_id = ${ctx.communityId}
       and (exists (select from ledger.account_day where ${own} and effective_date >= ${from}::date and effective_date <= ${to}::date)
            or (select seq from ledger.balance where ${own}) > coalesce((select seq from ledger.rolled where ${own}), 0))`;
}

function readMoved(rows: readonly MovedRow[]): Moved {
  const plain: Moved["plain"] = [];
  const manifold: Moved["manifold"] = [];
  for (const { entries, currency, giver, taker, amount, accounts, debits, amounts } of rows) {
    if (entries !== null && entries > BigInt(MOST_ENTRIES)) throw refuse("question_too_large", { pointer: "#/to" });
    if (currency === null) continue;
    if (giver !== null && taker !== null && amount !== null) plain.push({ currency, from: giver, to: taker, amount });
    else if (accounts && debits && amounts) {
      const lines = accounts.map((account, index) => ({
        account,
        isDebit: debits[index] ?? false,
        amount: BigInt(amounts[index] ?? 0),
      }));
      manifold.push({ currency, lines });
    }
  }
  if (manifold.length > MOST_DIVIDED) throw refuse("question_too_large", { pointer: "#/to" });
  return { plain, manifold };
}
