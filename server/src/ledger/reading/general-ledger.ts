import { sql } from "kysely";
import type { CommunityContext } from "../../platform/context.ts";
import { isUnder } from "../queries.ts";
import { plusDays } from "./days.ts";
import { effectiveIn, type Period, startOf } from "./effective-entries.ts";
import { exactInstant } from "./entry-position.ts";
import { type Figure, type Totals, totalsOn } from "./figures.ts";

export interface LedgerSection extends Omit<Figure, "balance"> {
  opening: bigint;
  closing: bigint;
}

/** Where a page ended: behind all of an account, or behind one of its entries with the balance there. */
export interface LedgerPosition {
  code: string;
  currency: string;
  entry: { day: string; seq: bigint; at: string; balance: bigint } | null;
}

export interface LedgerLine {
  account_id: string;
  seq: bigint;
  at: string;
  recorded_at: Date;
  transaction_id: string;
  is_debit: boolean;
  amount: bigint;
  label: string;
  effective_date: string;
  kind: string;
  description: string | null;
  reference: string | null;
}

/** Accounts whose figures are asked for at once: more than a page has, because some may have stood still at nothing. */
const AT_ONCE = 40;

/** Accounts that stood at something or moved in the period, by code, with what they stood at before it and at its end. */
export async function ledgerSections(
  ctx: CommunityContext,
  period: Period,
  page: { under: string | null; after: LedgerPosition | null; limit: number },
): Promise<LedgerSection[]> {
  const found: LedgerSection[] = [];
  for (let after = page.after; ; ) {
    const accounts = await accountsBehind(ctx, page.under, after);
    const last = accounts.at(-1);
    if (!last) return found;
    const ids = accounts.map(({ id }) => id);
    const before = await totalsOn(ctx, ids, plusDays(period.from, -1));
    const until = await totalsOn(ctx, ids, period.to);
    for (const account of accounts) found.push(...sectionOf(account, before.get(account.id), until.get(account.id)));
    if (found.length >= page.limit || accounts.length < AT_ONCE) return found.slice(0, page.limit);
    after = { code: last.code, currency: last.currency, entry: null };
  }
}

type LedgerAccount = Omit<LedgerSection, "opening" | "closing">;

async function accountsBehind(
  ctx: CommunityContext,
  under: string | null,
  after: LedgerPosition | null,
): Promise<LedgerAccount[]> {
  const isBehind = sql`(a.code, a.currency) ${sql.raw(after?.entry ? ">=" : ">")} (${after?.code ?? ""}, ${after?.currency ?? ""})`;
  const { rows } = await sql<LedgerAccount>`
    select a.id, a.code, a.type, a.currency, a.normal_side, a.entity_kind, a.entity_id, a.name from ledger.account a
     where a.community_id = ${ctx.communityId} and ${isBehind}
       and (${under}::text is null or a.code = ${under} or ${isUnder(under ?? "")})
     order by a.code, a.currency limit ${AT_ONCE}`.execute(ctx.tx);
  return rows;
}

/** None, where nothing stood and nothing moved: amounts are positive, so whatever moved made a total grow. */
function sectionOf(account: LedgerAccount, before = NOTHING, until = NOTHING): LedgerSection[] {
  const onSide = ({ debit, credit }: Totals) => (account.normal_side === "debit" ? debit - credit : credit - debit);
  const isStill = before.debit === until.debit && before.credit === until.credit;
  if (isStill && before.debit === before.credit) return [];
  return [{ ...account, opening: onSide(before), closing: onSide(until) }];
}

const NOTHING: Totals = { debit: 0n, credit: 0n };

/** The first entries of the period on these accounts, account by account in the order given, by day and then by number. */
export async function ledgerLines(
  ctx: CommunityContext,
  period: Period,
  page: { accountIds: readonly string[]; after: LedgerPosition["entry"]; limit: number },
): Promise<LedgerLine[]> {
  const { accountIds, after, limit } = page;
  const { sameDay, otherDay } = effectiveIn(period);
  const own = sql`e.community_id = ${ctx.communityId} and e.account_id = k.account_id`;
  const begun = afterEntry(period, after);
  const { rows } = await sql<LedgerLine>`
    select e.account_id, e.seq, ${exactInstant} as at, e.recorded_at, e.transaction_id, e.is_debit, e.amount, e.label, e.effective_date,
           t.kind, t.description, t.reference
      from (select e.*, k.n from unnest(${[...accountIds]}::uuid[]) with ordinality as k (account_id, n)
             cross join lateral (
               (select * from ledger.entry e where ${own} and ${sameDay} and e.recorded_at >= ${begun.at} and ${begun.isBehind}
                 order by e.recorded_at, e.seq limit ${limit})
               union all
               (select * from ledger.entry e where ${own} and ${otherDay} and e.effective_date >= ${begun.day} and ${begun.isBehind}
                 order by e.effective_date, e.seq limit ${limit})) e
             order by k.n, e.effective_date, e.seq limit ${limit}) e
     cross join lateral (select t.kind, t.description, t.reference from ledger.transaction t
                          where t.community_id = ${ctx.communityId} and t.id = e.transaction_id limit 1) t
     order by e.n, e.effective_date, e.seq`.execute(ctx.tx);
  return rows;
}

/**
 * Where reading begins: on the first account behind the last entry shown, on all others with the period. Of the entries that were
 * recorded on their day none follows that was recorded before it, unless it has a later day.
 */
function afterEntry({ from }: Period, after: LedgerPosition["entry"]) {
  const [first, day] = [sql`${startOf(from)}::timestamptz`, sql`${from}::date`];
  if (!after) return { at: first, day, isBehind: sql`true` };
  const reached = after.at.slice(0, 10) === after.day ? after.at : startOf(after.day);
  return {
    at: sql`case k.n when 1 then ${reached}::timestamptz else ${first} end`,
    day: sql`case k.n when 1 then ${after.day}::date else ${day} end`,
    isBehind: sql`(k.n > 1 or (e.effective_date, e.seq) > (${after.day}::date, ${after.seq}::bigint))`,
  };
}
