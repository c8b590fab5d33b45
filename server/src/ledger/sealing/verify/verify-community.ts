import type { Db } from "../../../platform/db.ts";
import {
  batchesOf,
  booksBefore,
  strayBatches,
  strayEntries,
  unlistedTransactions,
  waitingAfter,
} from "./books-queries.ts";
import { type Finding, Findings } from "./findings.ts";
import type { PublishedSeal } from "./published.ts";
import { verifyBatches } from "./verify-batch.ts";
import { verifyClosings } from "./verify-closings.ts";
import { type Chain, type ChainOptions, verifySeals } from "./verify-seals.ts";

/** What was found of one community's books. */
export interface Verified {
  communityId: string;
  /** The first thousand; `count` is of all. */
  findings: readonly Finding[];
  count: number;
  /** Transactions whose leaves stand in seals. */
  sealed: { transactions: number; batches: number; seals: number };
  latest: { n: number; hash: string; sealedAt: string } | null;
  /** The trailing window: what no seal holds yet. */
  waiting: { transactions: number; batches: number; since: string | null };
  /** Transactions of before the first leaf, where the installation is older. */
  before: number;
  closings: number;
}

export interface VerifyOptions {
  published?: readonly PublishedSeal[];
  onSeal?: ChainOptions["onSeal"];
}

const MOST = 1_000;
const BATCHES = 50;

/**
 * Proves a community's books against their leaves, the leaves against the seals, and the seals against what was published. Run it
 * inside one snapshot: a transaction and its listing are committed together, so in a snapshot what is unlisted was not posted.
 */
export async function verifyCommunity(db: Db, communityId: string, options: VerifyOptions = {}): Promise<Verified> {
  const findings = new Findings();
  const published = (options.published ?? []).filter((seal) => (seal.communityId ?? communityId) === communityId);
  const chain = await verifySeals(db, communityId, findings, {
    published,
    onSeal: options.onSeal ?? (() => undefined),
  });
  const waiting = await verifyWaiting(db, communityId, findings);
  await findStrays(db, communityId, chain, findings);
  const before = await verifyBefore(db, communityId, chain, findings);
  const closings = await verifyClosings(db, communityId, findings);
  const { latest } = chain;
  return {
    communityId,
    findings: findings.kept,
    count: findings.count,
    sealed: { transactions: chain.transactions, batches: chain.batches, seals: chain.seals },
    latest: latest && {
      n: Number(latest.n),
      hash: latest.hash.toString("hex"),
      sealedAt: latest.sealed_at.toISOString(),
    },
    waiting,
    before,
    closings,
  };
}

async function verifyWaiting(db: Db, communityId: string, findings: Findings): Promise<Verified["waiting"]> {
  const waiting = { transactions: 0, batches: 0, since: null as string | null };
  let after: string | null = null;
  for (;;) {
    const ids = await waitingAfter(db, communityId, after, BATCHES);
    const batches = await batchesOf(db, communityId, ids);
    waiting.batches += batches.length;
    waiting.transactions += await verifyBatches(db, communityId, batches, findings);
    for (const { recorded_at } of batches) {
      const at = recorded_at.toISOString();
      if (waiting.since === null || at < waiting.since) waiting.since = at;
    }
    after = ids.at(-1) ?? null;
    if (ids.length < BATCHES) return waiting;
  }
}

/** What is in the books and in no seal's reach. */
async function findStrays(db: Db, communityId: string, { origin }: Chain, findings: Findings): Promise<void> {
  const begun = origin?.sealed_at ?? null;
  for (const batch of await strayBatches(db, communityId, MOST)) {
    const what = `${batch.transaction_ids.length} transactions, recorded ${batch.recorded_at.toISOString()}`;
    findings.add("unsealed", batch.id, what);
  }
  for (const { id, kind, recorded_at } of await unlistedTransactions(db, communityId, begun, MOST))
    findings.add("inserted", id, `a ${kind}, recorded ${recorded_at.toISOString()}; no batch lists it`);
  for (const entry of await strayEntries(db, communityId, begun, MOST)) {
    const { transaction_id: id } = entry;
    // Its transaction is told of already: the entry is what is left of it, or what its leaf misses.
    if (findings.has("missing", id) || findings.has("altered", id) || findings.has("inserted", id)) continue;
    const name = `entry ${entry.account_id}-${entry.seq}`;
    if (entry.is_orphan) findings.add("inserted", id, `${name} has no transaction`);
    else findings.add("altered", id, `${name} is recorded at another time than its transaction`);
  }
}

/** The books of before the seals carry the hash with which the chain began, or there are none. */
async function verifyBefore(db: Db, communityId: string, { origin }: Chain, findings: Findings): Promise<number> {
  if (!origin) return 0;
  const begun = origin.sealed_at;
  const { transactions, hash } = await booksBefore(db, communityId, begun);
  if (!hash?.equals(origin.hash))
    findings.add("before", "0", `transactions of before ${begun.toISOString()} were altered, added or removed since`);
  return Number(transactions);
}
