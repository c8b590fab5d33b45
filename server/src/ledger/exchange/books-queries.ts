import { sql } from "kysely";
import type { Tx } from "../../platform/db.ts";
import type { BookAccount, BookEntry, BookTransaction } from "./books.ts";

export interface BooksFilter {
  communityId: string;
  /** Days on which the transactions count, both included: `YYYY-MM-DD`. */
  from?: string;
  to?: string;
}

export async function bookCurrencies(tx: Tx, communityId: string): Promise<string[]> {
  const { rows } = await sql<{ currency: string }>`
    select distinct currency from ledger.account where community_id = ${communityId} order by currency`.execute(tx);
  return rows.map((row) => row.currency);
}

/** Accounts by code; `after` is the last one seen. */
export async function bookAccounts(
  tx: Tx,
  communityId: string,
  after: BookAccount | null,
  limit: number,
): Promise<BookAccount[]> {
  const { rows } = await sql<BookAccount>`
    select code, type, currency, name from ledger.account
     where community_id = ${communityId} and (code, currency) > (${after?.code ?? ""}, ${after?.currency ?? ""})
     order by code, currency limit ${limit}`.execute(tx);
  return rows;
}

/** Transactions in the order of their time-ordered ids, each with its entries; `after` is the last id seen. */
export async function bookPage(
  tx: Tx,
  filter: BooksFilter,
  after: string | null,
  limit: number,
): Promise<BookTransaction[]> {
  const { communityId, from = null, to = null } = filter;
  const { rows } = await sql<Omit<BookTransaction, "entries">>`
    select id, kind, reference, source_kind, source_id, effective_date, recorded_at, actor_id, description, metadata, reverses
      from ledger.transaction
     where community_id = ${communityId} and id > coalesce(${after}::uuid, '00000000-0000-0000-0000-000000000000')
       and (${from}::date is null or effective_date >= ${from}::date) and (${to}::date is null or effective_date <= ${to}::date)
     order by id limit ${limit}`.execute(tx);
  const entries = await entriesOf(tx, communityId, rows);
  return rows.map((row) => ({ ...row, entries: entries.get(row.id) ?? [] }));
}

type Recorded = Pick<BookTransaction, "id" | "recorded_at">;

async function entriesOf(
  tx: Tx,
  communityId: string,
  transactions: readonly Recorded[],
): Promise<Map<string, BookEntry[]>> {
  const found = new Map<string, BookEntry[]>();
  if (transactions.length === 0) return found;
  // An entry is never older than its transaction (less the fraction that a Date cannot hold): older months are not opened.
  const oldest = new Date(Math.min(...transactions.map((row) => row.recorded_at.getTime())) - 1);
  const { rows } = await sql<BookEntry & { transaction_id: string }>`
    select e.transaction_id, a.code, a.type, a.name, e.is_debit, e.amount, e.currency, e.label, e.balance_after
      from ledger.entry e join ledger.account a on a.community_id = e.community_id and a.id = e.account_id
     where e.community_id = ${communityId} and e.transaction_id = any(${transactions.map((row) => row.id)}::uuid[])
       and e.recorded_at >= ${oldest}
     order by e.transaction_id, not e.is_debit, a.code, e.seq`.execute(tx);
  for (const { transaction_id: id, ...entry } of rows) {
    const entries = found.get(id);
    if (entries) entries.push(entry);
    else found.set(id, [entry]);
  }
  return found;
}
