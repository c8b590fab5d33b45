import pg from "pg";
import type { Ask } from "../../platform/ask.ts";
import { plainArray } from "../../platform/sql-array.ts";
import { codeOf } from "../../platform/unit-of-work.ts";
import { type Accepted, type Decision, decide, type Posting } from "../decide.ts";
import {
  type AccountId,
  findPrecedents,
  type LockedBooks,
  lockAccounts,
  type Precedents,
  type WrittenRow,
  writeStatement,
} from "../doors.ts";
import { answerKeys, claimKeys, claimNewKeys, repeatOf } from "./claims.ts";
import type { Connection } from "./connection.ts";
import type { KeptOutcome, PostItem, PostResult } from "./item.ts";
import type { Memory } from "./memory.ts";

export interface BatchParts {
  connection: Connection;
  memory: Memory;
  now: Date;
  newId: () => string;
  isToBeTold: (communityId: string) => boolean;
}

/** The commit was asked for and its answer did not come: the batch is in the books or it is not. */
export class UnknownOutcome extends Error {
  /** SQLSTATE: transaction resolution unknown. */
  readonly code = "08007";
}

interface Decided {
  item: PostItem;
  decisions: Decision[][];
}

/** One batch on its way through the database. */
interface Attempt extends BatchParts {
  items: readonly PostItem[];
  communities: readonly string[];
  accounts: readonly AccountId[];
  /** The communities that are told of it, asked once. */
  told: ReadonlySet<string> | null;
  isCommitAsked: boolean;
}

/**
 * One tx for many callers: claim their keys, decide, write what was accepted in a few statements, commit. Where all accounts are
 * remembered and all is accepted, it is decided first and the database is asked once. Otherwise, with `asks`, and where anything
 * was not as it is remembered, the accounts are locked in key order and asked for. Answers each item with its own result; throws
 * when nothing was written.
 */
export async function postBatch(
  parts: BatchParts,
  items: readonly PostItem[],
  { asks }: { asks: boolean },
): Promise<PostResult[]> {
  const communities = [...new Set(items.map((item) => item.communityId))];
  const attempt = { ...parts, items, communities, accounts: accountsOf(items), told: null, isCommitAsked: false };
  return (asks ? null : await postAtOnce(attempt)) ?? (await askAndPost(attempt));
}

const NO_PRECEDENTS: Precedents = { closedThrough: new Map(), taken: new Set() };
/** What the doors say of rows that are not where they are remembered (so that the other lines stand alone), or not as they are. */
const STALE = new Set(["CP002", "CP004", "CP005"]);

/** Decided on what is remembered alone, and sent with the commit. Null: it is to be asked for, and nothing was written. */
async function postAtOnce(attempt: Attempt): Promise<PostResult[] | null> {
  const { connection, memory, items, accounts, communities, now } = attempt;
  const ids = accounts.map(({ accountId }) => accountId);
  const remembered = memory.recall(ids);
  const clockMs = memory.clockMs();
  if (clockMs === null || remembered.size < accounts.length) return null;
  const decided = decideAll(items, remembered, NO_PRECEDENTS);
  if (!decided.every(isWhole)) return null;
  const books = { accounts: remembered, clockMs };
  try {
    await undoing(attempt, () =>
      write(attempt, books, decided, () => [
        connection.run("begin"),
        enter(connection.ask, communities),
        ...claimNewKeys(connection.ask, items, now),
      ]),
    );
  } catch (error) {
    if (error instanceof UnknownOutcome || !connection.isOpen()) throw error;
    if (STALE.has(codeOf(error) ?? "")) memory.doubt();
    return null;
  }
  memory.trust();
  const recordedAt = new Date(clockMs).toISOString();
  return decided.map(({ decisions }) => ({ status: "decided", decisions, recordedAt }));
}

/** Locks and asks for what the decision needs, decides, and writes. */
async function askAndPost(attempt: Attempt): Promise<PostResult[]> {
  const { items } = attempt;
  return undoing(attempt, async () => {
    const [claims, books, precedents] = await ask(attempt);
    const results = items.map((item) => repeatOf(claims, item));
    const fresh = items.filter((_, index) => results[index] === null);
    const decided = decideAll(fresh, books.accounts, precedents);
    await write(attempt, books, decided, () => []);
    const recordedAt = new Date(books.clockMs).toISOString();
    let next = 0;
    return results.map(
      (result) => result ?? { status: "decided", decisions: decided[next++]?.decisions ?? [], recordedAt },
    );
  });
}

/** Leaves no transaction open behind a failure, and tells where it cannot be known what became of it. */
async function undoing<T>(attempt: Attempt, work: () => Promise<T>): Promise<T> {
  attempt.isCommitAsked = false;
  try {
    return await work();
  } catch (error) {
    attempt.memory.forget(attempt.accounts.map(({ accountId }) => accountId));
    // Whatever was sent behind the statement that failed has failed with it.
    const isOver = await attempt.connection.run("rollback").then(
      () => false,
      () => true,
    );
    if (isOver && attempt.isCommitAsked)
      throw new UnknownOutcome("the connection broke at the commit", { cause: error });
    throw error;
  }
}

function decideAll(items: readonly PostItem[], accounts: LockedBooks["accounts"], precedents: Precedents): Decided[] {
  const decisions = decide(
    { accounts, ...precedents },
    items.flatMap((item) => item.groups),
  );
  let at = 0;
  return items.map((item) => {
    const own = decisions.slice(at, at + item.groups.length);
    at += item.groups.length;
    return { item, decisions: own };
  });
}

function isWhole({ decisions }: Decided): boolean {
  return decisions.every((group) => group.every((decision) => "accepted" in decision));
}

/** Everything that the decision needs, asked in one go: the statements are under way together. */
async function ask({ connection, items, communities, accounts, now }: Attempt) {
  const references = items.flatMap(({ groups }) => groups.flat().flatMap(referenceOf));
  const steps = connection.together(
    () =>
      [
        connection.run("begin"),
        enter(connection.ask, communities),
        claimKeys(connection.ask, items, now),
        lockAccounts(connection.ask, accounts, now),
        findPrecedents(connection.ask, communities, references),
      ] as const,
  );
  await inOrder(steps);
  const [, , claims, books, precedents] = await Promise.all(steps);
  return [claims, books, precedents] as const;
}

function enter(ask: Ask, communities: readonly string[]): Promise<unknown> {
  const values = [plainArray(communities)];
  return ask({ name: "platform.enter_batch", text: "select platform.enter_batch($1::uuid[])", values });
}

function accountsOf(items: readonly PostItem[]): AccountId[] {
  const found = new Map<string, AccountId>();
  for (const { communityId, groups } of items)
    for (const group of groups)
      for (const { lines } of group)
        for (const { accountId } of lines) found.set(`${communityId} ${accountId}`, { communityId, accountId });
  return [...found.values()];
}

function referenceOf({ communityId, reference }: Posting) {
  return reference === null ? [] : [{ communityId, reference }];
}

/** Writes what was accepted, behind what is sent `before` it, and commits. */
async function write(
  attempt: Attempt,
  books: LockedBooks,
  decided: readonly Decided[],
  before: () => Promise<unknown>[],
): Promise<void> {
  const { connection, memory, now } = attempt;
  const accepted = decided.flatMap(({ decisions }) =>
    decisions.flat().flatMap((decision) => ("accepted" in decision ? [decision.accepted] : [])),
  );
  attempt.isCommitAsked = true;
  const { earlier, written, later, commit } = connection.together(() => ({
    earlier: before(),
    written: writeAccepted(attempt, books, accepted),
    later: [
      ...answerKeys(
        connection.ask,
        decided.map(({ item, decisions }) => ({ item, outcomes: decisions.flat().map(outcomeOf) })),
        now,
      ),
      ...writeCompanions(connection.ask, decided),
    ],
    commit: connection.run("commit"),
  }));
  try {
    await inOrder([...earlier, ...written, ...later]);
  } catch (error) {
    // Answers come in order: what the database itself says against a statement, it says before the commit. A connection that just
    // ended says nothing.
    attempt.isCommitAsked = !(error instanceof pg.DatabaseError);
    throw error;
  } finally {
    await commit.catch(() => undefined);
  }
  const tag = await commit;
  if (tag !== "COMMIT") throw new Error(`the batch ended with ${tag}`);
  const row = (await written[0])?.[0];
  if (row) memory.keep(books, accepted, row);
}

function writeAccepted(attempt: Attempt, books: LockedBooks, accepted: readonly Accepted[]): Promise<WrittenRow[]>[] {
  const { connection, newId, now } = attempt;
  if (accepted.length === 0) return [];
  const communities = [...new Set(accepted.map(({ posting }) => posting.communityId))];
  const batches = communities.map((communityId) => ({ communityId, id: newId() }));
  attempt.told ??= new Set(communities.filter(attempt.isToBeTold));
  const told = communities.filter((communityId) => attempt.told?.has(communityId));
  return [
    connection.ask<WrittenRow>(writeStatement({ books, accepted, batches, at: now })),
    ...(told.length > 0 ? [tell(connection.ask, told)] : []),
  ];
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
function tell(ask: Ask, communities: readonly string[]): Promise<never[]> {
  return ask({ name: "ledger.outbox", text: OUTBOX, values: [plainArray(communities)] });
}

function outcomeOf(decision: Decision): KeptOutcome {
  return "accepted" in decision ? { id: decision.accepted.posting.id } : decision.refused;
}

const COMPANIONS = "select ledger.write_companions($1, $2::jsonb)";

/** One insert for each table, however many rows of however many callers. */
function writeCompanions(ask: Ask, decided: readonly Decided[]): Promise<unknown>[] {
  const byTarget = Map.groupBy(
    decided.filter(isWhole).flatMap(({ item }) => item.companions ?? []),
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
