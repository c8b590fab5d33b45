import { sql } from "kysely";
import type { CommunityContext } from "../../platform/context.ts";
import type { Db } from "../../platform/db.ts";
import type { AccountTotals } from "./balance-leaf.ts";

export interface ClosingRow {
  through: string;
  opened_after: string | null;
  closed_at: Date;
  closed_by: string | null;
  secret: Buffer;
  proven_at: Date | null;
  transactions: bigint | null;
  transactions_root: Buffer | null;
  accounts: bigint | null;
  balances_root: Buffer | null;
}

/** Newest first; `before` is the last day seen. */
export async function listClosings(
  db: Db,
  communityId: string,
  page: { before?: string | undefined; limit: number },
): Promise<ClosingRow[]> {
  const { rows } = await sql<ClosingRow>`
    select through, opened_after, closed_at, closed_by, secret, proven_at, transactions, transactions_root, accounts, balances_root
      from ledger.closing where community_id = ${communityId} and (${page.before ?? null}::date is null or through < ${page.before ?? null}::date)
     order by through desc limit ${page.limit}`.execute(db);
  return rows;
}

export async function findClosing(db: Db, communityId: string, through: string): Promise<ClosingRow | null> {
  const { rows } = await sql<ClosingRow>`
    select through, opened_after, closed_at, closed_by, secret, proven_at, transactions, transactions_root, accounts, balances_root
      from ledger.closing where community_id = ${communityId} and through = ${through}`.execute(db);
  return rows[0] ?? null;
}

/** Closes the period; false: that day is closed already. */
export async function insertClosing(ctx: CommunityContext, through: string, secret: Buffer): Promise<boolean> {
  const by = ctx.actor.kind === "user" ? ctx.actor.userId : null;
  const { rows } = await sql<{ closed: boolean }>`
    select ledger.close_period(${ctx.communityId}, ${through}, ${ctx.now}, ${by}::uuid, ${secret}) as closed`.execute(
    ctx.tx,
  );
  return rows[0]?.closed ?? false;
}

const PAGE = 5_000;

/** Rows of a query by and by: memory holds a page of them. Inside a database transaction only. */
async function* rowsOf<R>(db: Db, query: ReturnType<typeof sql<R>>): AsyncGenerator<R> {
  await sql`declare closing_rows no scroll cursor for ${query}`.execute(db);
  for (;;) {
    const { rows } = await sql<R>`fetch ${sql.raw(String(PAGE))} from closing_rows`.execute(db);
    yield* rows;
    if (rows.length < PAGE) break;
  }
  await sql`close closing_rows`.execute(db);
}

/** The transactions effective in a period by id, each with its listed leaf; null: it is older than the leaves. */
export function leavesOf(
  db: Db,
  communityId: string,
  period: Pick<ClosingRow, "through" | "opened_after">,
): AsyncGenerator<{ id: string; leaf: Buffer | null }> {
  return rowsOf(
    db,
    sql<{ id: string; leaf: Buffer | null }>`
    select t.id, listed.leaf
      from ledger.transaction t
      left join (select u.id, substring(b.leaves from (32 * u.n - 31)::integer for 32) as leaf
                   from ledger.batch b cross join unnest(b.transaction_ids) with ordinality as u (id, n)
                  where b.community_id = ${communityId}) listed on listed.id = t.id
     where t.community_id = ${communityId} and t.effective_date <= ${period.through}::date
       and t.effective_date > coalesce(${period.opened_after}::date, '-infinity') order by t.id`,
  );
}

/** Every account with an entry up to the day, by id. From the entries themselves, or from the totals that are kept of them. */
export function totalsOf(
  db: Db,
  communityId: string,
  through: string,
  source: "entries" | "totals",
): AsyncGenerator<AccountTotals> {
  const month = sql`date_trunc('month', ${through}::date)::date`;
  const kept = sql`
    select account_id, debit, credit from ledger.account_month where community_id = ${communityId} and month < ${month}
    union all
    select account_id, debit, credit from ledger.account_day
     where community_id = ${communityId} and effective_date between ${month} and ${through}::date`;
  const counted = sql`
    select account_id, case when is_debit then amount else 0 end as debit, case when is_debit then 0 else amount end as credit
      from ledger.entry where community_id = ${communityId} and effective_date <= ${through}::date`;
  return rowsOf(
    db,
    sql<AccountTotals>`
    select s.account_id as "accountId", a.code, a.currency, sum(s.debit)::bigint as debit, sum(s.credit)::bigint as credit
      from (${source === "totals" ? kept : counted}) s join ledger.account a on a.community_id = ${communityId} and a.id = s.account_id
     group by s.account_id, a.code, a.currency order by s.account_id`,
  );
}
