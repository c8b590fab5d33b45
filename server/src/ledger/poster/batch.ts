import type { Ask } from "../../platform/ask.ts";
import { bytesArray, plainArray, textArray } from "../../platform/sql-array.ts";
import { type Decision, decide, type Posting } from "../decide.ts";
import { type AccountId, findPrecedents, lockAccounts, writeStatement } from "../doors.ts";
import type { Connection } from "./connection.ts";
import type { KeptOutcome, PostItem, PostResult } from "./item.ts";

export interface BatchParts {
  connection: Connection;
  now: Date;
  newId: () => string;
  isToBeTold: (communityId: string) => boolean;
}

/** The commit was asked for and its answer did not come: the batch is in the books or it is not. */
export class UnknownOutcome extends Error {
  /** SQLSTATE: transaction resolution unknown. */
  readonly code = "08007";
}

interface ClaimRow {
  community_id: string;
  key: Buffer;
  fingerprint: Buffer;
  transaction_id: string | null;
  answer: KeptOutcome[] | null;
}

/**
 * One tx for many callers: claim their keys, lock their accounts in key order, decide in memory, write what was accepted in a few
 * statements, commit. Answers each item with its own result; throws when nothing was written.
 */
export async function postBatch(parts: BatchParts, items: readonly PostItem[]): Promise<PostResult[]> {
  const { connection, now } = parts;
  let isCommitAsked = false;
  try {
    const [claims, books, precedents] = await ask(connection, items, now);
    const results = items.map((item): PostResult | null => {
      const claim = item.key ? claims.get(`${item.communityId} ${item.key.key}`) : undefined;
      return claim ? repeatOf(claim, item) : null;
    });
    const fresh = items.filter((_, index) => results[index] === null);
    const decisions = decide(
      { accounts: books.accounts, ...precedents },
      fresh.flatMap((item) => item.groups),
    );
    const decided = sliceByItem(fresh, decisions);
    isCommitAsked = true;
    await write({ ...parts, books, decided });
    const recordedAt = new Date(books.clockMs).toISOString();
    let next = 0;
    return results.map(
      (result) => result ?? { status: "decided", decisions: decided[next++]?.decisions ?? [], recordedAt },
    );
  } catch (error) {
    // Whatever was sent behind the statement that failed has failed with it. But where the session has ended, also by an error that
    // the database told, the commit may have been written before.
    const isOver = await connection.run("rollback").then(
      () => false,
      () => true,
    );
    throw isOver && isCommitAsked ? new UnknownOutcome("the connection broke at the commit", { cause: error }) : error;
  }
}

interface Decided {
  item: PostItem;
  decisions: Decision[][];
}

function sliceByItem(items: readonly PostItem[], decisions: Decision[][]): Decided[] {
  let at = 0;
  return items.map((item) => {
    const own = decisions.slice(at, at + item.groups.length);
    at += item.groups.length;
    return { item, decisions: own };
  });
}

/** Everything that the decision needs, asked in one go: the statements are under way together. */
async function ask(connection: Connection, items: readonly PostItem[], now: Date) {
  const communities = [...new Set(items.map((item) => item.communityId))];
  const postings = items.flatMap((item) => item.groups.flat());
  const steps = connection.together(
    () =>
      [
        connection.run("begin"),
        connection.ask({
          name: "platform.enter_batch",
          text: "select platform.enter_batch($1::uuid[])",
          values: [plainArray(communities)],
        }),
        claimKeys(connection.ask, items, now),
        lockAccounts(connection.ask, accountsOf(postings), now),
        findPrecedents(
          connection.ask,
          communities,
          postings.flatMap(({ communityId, reference }) => (reference === null ? [] : [{ communityId, reference }])),
        ),
      ] as const,
  );
  await inOrder(steps);
  const [, , claims, books, precedents] = await Promise.all(steps);
  return [claims, books, precedents] as const;
}

function accountsOf(postings: readonly Posting[]): AccountId[] {
  const found = new Map<string, AccountId>();
  for (const { communityId, lines } of postings) {
    for (const { accountId } of lines) found.set(accountId, { communityId, accountId });
  }
  return [...found.values()];
}

const CLAIM = "select * from ledger.claim_keys($1::timestamptz, $2::uuid[], $3::bytea[], $4::bytea[], $5::uuid[])";

/** Answers what keys that are taken became, by community and key. */
async function claimKeys(ask: Ask, items: readonly PostItem[], now: Date): Promise<Map<string, ClaimRow>> {
  const keyed = items.flatMap(({ communityId, key, groups }) =>
    key ? [{ communityId, ...key, id: groups[0]?.[0]?.id ?? null }] : [],
  );
  if (keyed.length === 0) return new Map();
  const rows = await ask<ClaimRow>({
    name: "ledger.claim_keys",
    text: CLAIM,
    values: [
      now,
      plainArray(keyed.map((claim) => claim.communityId)),
      bytesArray(keyed.map((claim) => claim.key)),
      bytesArray(keyed.map((claim) => claim.fingerprint)),
      plainArray(keyed.map((claim) => claim.id)),
    ],
  });
  return new Map(rows.map((row) => [`${row.community_id} ${row.key.toString("hex")}`, row]));
}

function repeatOf(claim: ClaimRow, item: PostItem): PostResult {
  if (claim.fingerprint.toString("hex") !== item.key?.fingerprint) return { status: "key_reused" };
  return { status: "repeated", outcomes: claim.answer ?? (claim.transaction_id ? [{ id: claim.transaction_id }] : []) };
}

async function write(
  parts: BatchParts & { books: Awaited<ReturnType<typeof lockAccounts>>; decided: readonly Decided[] },
): Promise<void> {
  const { connection, decided, books, now } = parts;
  const accepted = decided.flatMap(({ decisions }) =>
    decisions.flat().flatMap((decision) => ("accepted" in decision ? [decision.accepted] : [])),
  );
  const communities = [...new Set(accepted.map(({ posting }) => posting.communityId))];
  const batches = communities.map((communityId) => ({ communityId, id: parts.newId() }));
  const send = () => {
    const steps: Promise<unknown>[] = [
      ...(accepted.length > 0
        ? [
            connection.ask(writeStatement({ books, accepted, batches, at: now })),
            ...tell(connection.ask, communities.filter(parts.isToBeTold)),
          ]
        : []),
      ...answerKeys(connection.ask, decided, now),
      ...writeCompanions(connection.ask, decided),
    ];
    return { steps, commit: connection.run("commit") };
  };
  const { steps, commit } = connection.together(send);
  await inOrder([...steps, commit]);
  const tag = await commit;
  if (tag !== "COMMIT") throw new Error(`the batch ended with ${tag}`);
}

/**
 * Waits for all of them, and throws the error of the first that failed: the statements behind it failed because of it, and one that
 * takes a second question hears of its failure later than they do.
 */
async function inOrder(steps: readonly Promise<unknown>[]): Promise<void> {
  await Promise.allSettled(steps);
  for (const step of steps) await step;
}

const OUTBOX = `insert into platform.outbox (kind, name, payload, live)
  select 'event', 'ledger.transactions_posted', jsonb_build_object('communityId', c), true from unnest($1::uuid[]) c`;

/** The pages that show these communities' books are told that there is something new. */
function tell(ask: Ask, communities: readonly string[]): Promise<unknown>[] {
  return communities.length === 0
    ? []
    : [ask({ name: "ledger.outbox", text: OUTBOX, values: [plainArray(communities)] })];
}

const ANSWER = "select ledger.answer_keys($1::timestamptz, $2::uuid[], $3::bytea[], $4::jsonb[])";

/** A key names its one transaction from the claim on; all else it became is written down. */
function answerKeys(ask: Ask, decided: readonly Decided[], now: Date): Promise<unknown>[] {
  const others = decided.flatMap(({ item, decisions }) => {
    const outcomes = decisions.flat().map(outcomeOf);
    const isPlain = outcomes.length === 1 && outcomes.every((outcome) => "id" in outcome);
    return item.key && !isPlain ? [{ communityId: item.communityId, key: item.key.key, outcomes }] : [];
  });
  if (others.length === 0) return [];
  const values = [
    now,
    plainArray(others.map((other) => other.communityId)),
    bytesArray(others.map((other) => other.key)),
    textArray(others.map((other) => JSON.stringify(other.outcomes))),
  ];
  return [ask({ name: "ledger.answer_keys", text: ANSWER, values })];
}

function outcomeOf(decision: Decision): KeptOutcome {
  return "accepted" in decision ? { id: decision.accepted.posting.id } : decision.refused;
}

const COMPANIONS = "select ledger.write_companions($1, $2::jsonb)";

/** One insert for each table, however many rows of however many callers. */
function writeCompanions(ask: Ask, decided: readonly Decided[]): Promise<unknown>[] {
  const whole = decided.filter(({ decisions }) => decisions.flat().every((decision) => "accepted" in decision));
  const byTarget = Map.groupBy(
    whole.flatMap(({ item }) => item.companions ?? []),
    (companion) => companion.target,
  );
  return [...byTarget].map(([target, companions]) =>
    ask({
      name: "ledger.write_companions",
      text: COMPANIONS,
      values: [target, JSON.stringify(companions.map(({ row }) => row))],
    }),
  );
}
