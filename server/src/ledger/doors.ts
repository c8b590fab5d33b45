import type { Ask } from "../platform/ask.ts";
import { booleanArray, plainArray, textArray } from "../platform/sql-array.ts";
import { type Accepted, type LockedAccount, referenceKey } from "./decide.ts";
import { LEAF_FORMAT, leafOf } from "./leaf.ts";

/** One community's account. */
export interface AccountId {
  communityId: string;
  accountId: string;
}

/** What a posting is decided on, locked, looked at or remembered. */
export interface LockedBooks {
  /** By account; what does not exist is absent. */
  accounts: Map<string, LockedAccount>;
  /** The database's clock in milliseconds, under all of the locks where there are any, and not before any of the accounts' last entries. */
  clockMs: number;
}

interface LockRow extends LookRow {
  day_limit: bigint | null;
  month_limit: bigint | null;
  day_used: bigint;
  month_used: bigint;
}

const LOCK = "select * from ledger.lock($1::uuid[], $2::uuid[], $3::timestamptz)";

/** Locks the accounts in key order; `at` is the business time, by which holds end and limits count. */
export async function lockAccounts(ask: Ask, accounts: readonly AccountId[], at: Date): Promise<LockedBooks> {
  const values = [
    plainArray(accounts.map((account) => account.communityId)),
    plainArray(accounts.map((account) => account.accountId)),
    at,
  ];
  const lock = async () => readLocks(await ask<LockRow>({ name: "ledger.lock", text: LOCK, values }));
  const books = await lock();
  const holding = [...books.accounts.values()].filter(({ held }) => held > 0n);
  // The rows that it changes are read again.
  return holding.length > 0 && (await expireHolds(ask, holding, at)) ? lock() : books;
}

const EXPIRE = "select * from ledger.expire_holds($1::uuid[], $2::uuid[], $3::timestamptz)";

/** A hold whose time is over does not count, also where no job has ended it yet. Answers whether there were any. */
async function expireHolds(ask: Ask, holding: readonly LockedAccount[], at: Date): Promise<boolean> {
  const values = [
    plainArray(holding.map((account) => account.communityId)),
    plainArray(holding.map((account) => account.accountId)),
    at,
  ];
  const freed = await ask({ name: "ledger.expire_holds", text: EXPIRE, values });
  return freed.length > 0;
}

function readLocks(rows: readonly LockRow[]): LockedBooks {
  const accounts = new Map<string, LockedAccount>();
  let clockMs = 0;
  for (const row of rows) {
    clockMs = Math.max(clockMs, Number(row.clock_ms));
    const { day_limit: dayLimit, month_limit: monthLimit, day_used: dayUsed, month_used: monthUsed } = row;
    accounts.set(row.account_id, { ...stateOf(row), dayLimit, monthLimit, dayUsed, monthUsed });
  }
  return { accounts, clockMs };
}

interface LookRow {
  place: string;
  community_id: string;
  account_id: string;
  posted: bigint;
  held: bigint;
  floor: bigint | null;
  seq: bigint;
  currency: string;
  grows_by_debit: boolean;
  by_product: boolean;
  closed: boolean;
  refuses_debit: boolean;
  refuses_credit: boolean;
  clock_ms: bigint;
}

const LOOK = "select * from ledger.look($1::uuid[], $2::uuid[])";

/** The accounts as they are just now, without a lock; their limits are left to the door that writes. */
export async function lookAtAccounts(ask: Ask, accounts: readonly AccountId[]): Promise<LockedBooks> {
  const values = [
    plainArray(accounts.map((account) => account.communityId)),
    plainArray(accounts.map((account) => account.accountId)),
  ];
  const rows = await ask<LookRow>({ name: "ledger.look", text: LOOK, values });
  const unlimited = { dayLimit: null, monthLimit: null, dayUsed: 0n, monthUsed: 0n };
  return {
    accounts: new Map(rows.map((row) => [row.account_id, { ...stateOf(row), ...unlimited }])),
    clockMs: rows.reduce((latest, row) => Math.max(latest, Number(row.clock_ms)), 0),
  };
}

function stateOf(row: LookRow) {
  return {
    communityId: row.community_id,
    accountId: row.account_id,
    currency: row.currency,
    place: row.place,
    normalSide: row.grows_by_debit ? ("debit" as const) : ("credit" as const),
    byProduct: row.by_product,
    closed: row.closed,
    refusesDebit: row.refuses_debit,
    refusesCredit: row.refuses_credit,
    floor: row.floor,
    posted: row.posted,
    held: row.held,
    seq: row.seq,
  };
}

/** What is taken already and which periods are closed, for the drafts at hand. */
export interface Precedents {
  closedThrough: Map<string, string>;
  taken: Set<string>;
}

const PRECEDENTS = "select * from ledger.precedents($1::uuid[], $2::uuid[], $3::text[])";

export async function findPrecedents(
  ask: Ask,
  communities: readonly string[],
  references: readonly { communityId: string; reference: string }[],
): Promise<Precedents> {
  const rows = await ask<{ community_id: string; reference: string | null; through: string | null }>({
    name: "ledger.precedents",
    text: PRECEDENTS,
    values: [
      plainArray(communities),
      plainArray(references.map(({ communityId }) => communityId)),
      textArray(references.map(({ reference }) => reference)),
    ],
  });
  const closedThrough = new Map<string, string>();
  const taken = new Set<string>();
  for (const row of rows) {
    if (row.through !== null) closedThrough.set(row.community_id, row.through);
    if (row.reference !== null) taken.add(referenceKey(row.community_id, row.reference));
  }
  return { closedThrough, taken };
}

/** The batch of one community: what it writes there is listed under this id. */
export interface BatchId {
  communityId: string;
  id: string;
}

const WRITE = `select * from ledger.write($1::timestamptz, $2::timestamptz, $3::uuid[], $4::uuid[], $5::int, $6::int[], $7::uuid[], $8::text[],
  $9::text[], $10::text[], $11::uuid[], $12::date[], $13::uuid[], $14::text[], $15::jsonb[], $16::uuid[], $17::boolean[], $18::bytea,
  $19::int[], $20::tid[], $21::uuid[], $22::boolean[], $23::bigint[], $24::text[], $25::text[], $26::bigint[], $27::bigint[])`;

export interface WrittenRow {
  /** The database's clock, in milliseconds. */
  clock_ms: bigint;
  /** Where the accounts' rows lie now, in the order of their first lines. */
  places: string;
}

/** What `ledger.write` is asked: everything accepted, in one statement, which answers a `WrittenRow`. */
export function writeStatement(parts: {
  books: LockedBooks;
  accepted: readonly Accepted[];
  batches: readonly BatchId[];
  at: Date;
}): { name: string; text: string; values: readonly unknown[] } {
  const { books, accepted, batches, at } = parts;
  const recorded = new Date(books.clockMs).toISOString();
  const batchAt = new Map(batches.map((batch, index) => [batch.communityId, index + 1]));
  const postings = accepted.map(({ posting }) => posting);
  const lines = accepted.flatMap(({ entries }, index) => entries.map((entry) => ({ entry, transaction: index + 1 })));
  const values = [
    recorded,
    at,
    plainArray(batches.map((batch) => batch.communityId)),
    plainArray(batches.map((batch) => batch.id)),
    LEAF_FORMAT,
    plainArray(postings.map((posting) => batchAt.get(posting.communityId) ?? 0)),
    plainArray(postings.map((posting) => posting.id)),
    textArray(postings.map((posting) => posting.kind)),
    textArray(postings.map((posting) => posting.reference)),
    textArray(postings.map((posting) => posting.source?.kind ?? null)),
    plainArray(postings.map((posting) => posting.source?.id ?? null)),
    plainArray(postings.map((posting) => posting.effectiveDate)),
    plainArray(postings.map((posting) => posting.actorId)),
    textArray(postings.map((posting) => posting.description)),
    textArray(postings.map((posting) => JSON.stringify(posting.metadata))),
    plainArray(postings.map((posting) => posting.reverses)),
    booleanArray(postings.map((posting) => posting.byHand ?? false)),
    Buffer.from(accepted.map((one) => leafOf(one, recorded)).join(""), "hex"),
    plainArray(lines.map(({ transaction }) => transaction)),
    textArray(lines.map(({ entry }) => requireAccount(books, entry.accountId).place)),
    plainArray(lines.map(({ entry }) => entry.accountId)),
    booleanArray(lines.map(({ entry }) => entry.side === "debit")),
    plainArray(lines.map(({ entry }) => entry.amount)),
    textArray(lines.map(({ entry }) => entry.currency)),
    textArray(lines.map(({ entry }) => entry.label)),
    plainArray(lines.map(({ entry }) => entry.seq)),
    plainArray(lines.map(({ entry }) => entry.balanceAfter)),
  ];
  return { name: "ledger.write", text: WRITE, values };
}

function requireAccount(books: LockedBooks, id: string): LockedAccount {
  const account = books.accounts.get(id);
  if (!account) throw new Error(`the account ${id} was not decided on`);
  return account;
}
