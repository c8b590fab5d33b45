import fc from "fast-check";
import { sql } from "kysely";
import type { TestServer } from "../../../../test/harness/server.ts";
import { newId } from "../../../platform/ids.ts";

/** Accounts by code; those with the first letter of debit grow by debits. */
export const ACCOUNTS = [
  { code: "bank/a", currency: "KES", side: "debit" },
  { code: "bank/b", currency: "KES", side: "debit" },
  { code: "wallet/amina", currency: "KES", side: "credit" },
  { code: "wallet/baraka", currency: "KES", side: "credit" },
  { code: "bank/a", currency: "USD", side: "debit" },
  { code: "wallet/amina", currency: "USD", side: "credit" },
] as const;

export interface Entry {
  account: number;
  transactionId: string;
  /** Microseconds since 1970. */
  at: bigint;
  seq: bigint;
  isDebit: boolean;
  amount: bigint;
  label: string;
  effective: string;
  balanceAfter: bigint;
  description: string | null;
}

/** One transaction: how long after the one before, between whom, how much, and how many days before or after its own it counts. */
export const transfers = fc.array(
  fc.record({
    /** Microseconds: often none at all, so that entries share an instant; sometimes a month. */
    pause: fc.oneof(
      fc.constant(0),
      fc.integer({ min: 1, max: 3_000 }),
      fc.integer({ min: 0, max: 90_000 }).map((seconds) => seconds * 1_000_000),
      fc.integer({ min: 1, max: 25 }).map((days) => days * 86_400_000_000),
    ),
    legs: fc.array(fc.tuple(fc.integer({ min: 0, max: 3 }), fc.integer({ min: 0, max: 3 }), fc.bigInt(1n, 900n)), {
      minLength: 1,
      maxLength: 3,
    }),
    isInDollars: fc.boolean(),
    days: fc.oneof(fc.constant(0), fc.constant(0), fc.integer({ min: -40, max: 10 })),
    label: fc.constantFrom("rent", "fee", "gift"),
    description: fc.option(fc.constantFrom("for the roof", "Paa la shule", "100%"), { nil: null }),
  }),
  { minLength: 1, maxLength: 40 },
);
export type Transfer = typeof transfers extends fc.Arbitrary<(infer T)[]> ? T : never;

const BEGIN = Date.UTC(2026, 0, 20, 22, 30);

/** What the transfers leave in the books, in the order of writing. */
export function entriesOf(list: readonly Transfer[]): Entry[] {
  const seqs = new Map<number, bigint>();
  const balances = new Map<number, bigint>();
  let at = BigInt(BEGIN) * 1_000n;
  return list.flatMap(({ pause, legs, isInDollars, days, label, description }) => {
    at += BigInt(pause);
    const transactionId = newId();
    const recorded = new Date(Number(at / 1_000n));
    const effective = new Date(recorded.getTime() + days * 86_400_000).toISOString().slice(0, 10);
    const place = (of: number) => (isInDollars ? 4 + (of % 2) : of);
    return legs.flatMap(([from, to, amount]) =>
      [true, false].map((isDebit): Entry => {
        const account = place(isDebit ? to : from);
        const seq = (seqs.get(account) ?? 0n) + 1n;
        const change = isDebit === (ACCOUNTS[account]?.side === "debit") ? amount : -amount;
        const balanceAfter = (balances.get(account) ?? 0n) + change;
        seqs.set(account, seq);
        balances.set(account, balanceAfter);
        return { account, transactionId, at, seq, isDebit, amount, label, effective, balanceAfter, description };
      }),
    );
  });
}

/** Microseconds as the database writes an instant. */
export function instant(at: bigint): string {
  const text = new Date(Number(at / 1_000n)).toISOString();
  return `${text.slice(0, -1)}${String(at % 1_000n).padStart(3, "0")}Z`;
}

/** Writes the entries as their owner, with the instants given: the first `rolled` of them are in the totals, the others are not yet. */
export async function writeHistory(
  server: TestServer,
  communityId: string,
  entries: readonly Entry[],
  rolled: number,
): Promise<string[]> {
  const db = server.database.owner;
  await sql`select platform.ensure_partitions('2025-12-01'::timestamptz, '2027-01-01'::timestamptz, 'month')`.execute(
    db,
  );
  const ids = ACCOUNTS.map(() => newId());
  // Figures at a date are reckoned from the nearer end: in old books that is today, in new ones their beginning.
  const opened = entries.length % 4 === 0 ? "2010-01-01" : "2026-12-31";
  for (const [index, { code, currency, side }] of ACCOUNTS.entries()) {
    await sql`insert into ledger.account (community_id, id, code, type, currency, normal_side, created_at)
      values (${communityId}, ${ids[index]}, ${code}, ${side === "debit" ? "ASSET" : "LIABILITY"}, ${currency}, ${side}, ${opened}::timestamptz)`.execute(
      db,
    );
    await sql`insert into ledger.balance (community_id, account_id) values (${communityId}, ${ids[index]})`.execute(db);
  }
  await write(server, communityId, ids, entries.slice(0, rolled));
  await rollUp(server, communityId);
  await write(server, communityId, ids, entries.slice(rolled));
  return ids;
}

async function write(server: TestServer, communityId: string, ids: string[], entries: readonly Entry[]): Promise<void> {
  const rows = entries.map((entry) => ({
    account: ids[entry.account],
    currency: ACCOUNTS[entry.account]?.currency,
    id: entry.transactionId,
    at: instant(entry.at),
    seq: Number(entry.seq),
    debit: entry.isDebit,
    amount: Number(entry.amount),
    label: entry.label,
    effective: entry.effective,
    after: Number(entry.balanceAfter),
    description: entry.description,
  }));
  await sql`
    with r as (select * from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (account uuid, currency text, id uuid, at timestamptz,
                 seq bigint, debit boolean, amount bigint, label text, effective date, after bigint, description text)),
    t as (insert into ledger.transaction (community_id, id, kind, effective_date, recorded_at, description, metadata)
          select distinct ${communityId}::uuid, id, 'test', effective, at, description, '{}'::jsonb from r),
    e as (insert into ledger.entry (community_id, account_id, recorded_at, seq, transaction_id, is_debit, amount, currency, label, balance_after, effective_date)
          select ${communityId}::uuid, account, at, seq, id, debit, amount, currency, label, after, effective from r)
    update ledger.balance b set seq = l.seq, posted = l.after, last_recorded_at = l.at
      from (select distinct on (account) * from r order by account, seq desc) l where b.community_id = ${communityId} and b.account_id = l.account`.execute(
    server.database.owner,
  );
}

/** The totals of everything written so far. */
async function rollUp(server: TestServer, communityId: string): Promise<void> {
  const db = server.database.owner;
  const sums = sql`coalesce(sum(amount) filter (where is_debit), 0), coalesce(sum(amount) filter (where not is_debit), 0)`;
  const own = sql`from ledger.entry where community_id = ${communityId}`;
  await sql`insert into ledger.account_day (community_id, account_id, effective_date, debit, credit)
    select community_id, account_id, effective_date, ${sums} ${own} group by 1, 2, 3`.execute(db);
  await sql`insert into ledger.account_month (community_id, account_id, month, debit, credit)
    select community_id, account_id, date_trunc('month', effective_date)::date, ${sums} ${own} group by 1, 2, 3`.execute(
    db,
  );
  await sql`insert into ledger.rolled (community_id, account_id, seq, recorded_at)
    select community_id, account_id, max(seq), max(recorded_at) ${own} group by 1, 2`.execute(db);
}
