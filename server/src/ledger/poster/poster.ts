import { refuse } from "../../platform/errors.ts";
import { atMostEvery } from "./at-most-every.ts";
import type { PostItem, PostResult } from "./item.ts";
import { Lane } from "./lane.ts";
import { createLearner } from "./learn.ts";
import { Memory } from "./memory.ts";
import { nextBatch, type Queued, queuedOf } from "./next-batch.ts";
import { seldom } from "./seldom.ts";

export interface Poster {
  /** Decided and committed when it resolves. Throws `busy` (503) instead of letting memory grow. */
  post(item: PostItem): Promise<PostResult>;
  /** Answers what was asked before, and closes the connections. */
  stop(): Promise<void>;
}

export interface PosterParts {
  url: string;
  now: () => Date;
  newId: () => string;
  /** The outbox has something. Told at most every `TELL_MS`. */
  wake: () => void;
  lanes?: number;
  /** Transactions that may wait in this process. */
  room?: number;
}

/** The database writes one batch while the next is read, decided and put together. */
const LANES = 2;
const ROOM = 4_000;
/** About what pays most: larger batches hold their accounts longer and gain nothing. */
const MOST = 150;
const PATIENCE_MS = 25;
const TELL_MS = 200;
const SELDOM_MS = 1_000;
const MOST_TOLD = 50;

interface Waiting extends Queued {
  resolve: (result: PostResult) => void;
  reject: (error: unknown) => void;
}

function answer(batch: readonly Waiting[], results: readonly (PostResult | Error)[]): void {
  for (const [index, { resolve, reject }] of batch.entries()) {
    const result = results[index];
    if (result && !(result instanceof Error)) resolve(result);
    else reject(result);
  }
}

/**
 * The batched way into the books, for bare transfers at volume. What comes while all lanes are under way makes the next batch:
 * there is no timer, so a lone request leaves at once, and batches grow with the load: a second one leaves beside the first when it
 * is full. Batches that are under way at once share no account, so that none waits for another's locks, and what shares an account is
 * decided in the order in which it came. Accounts that the process does not remember are read while the item waits in its place.
 */
export function createPoster(parts: PosterParts): Poster {
  const { room = ROOM } = parts;
  const committed = atMostEvery(TELL_MS, parts.wake);
  // A community under load is told of once a second, and of the last posting by its seal; of a thousand under load, most by their seals.
  const isToBeTold = seldom(SELDOM_MS, MOST_TOLD, parts.now);
  const memory = new Memory();
  const lanes = Array.from({ length: parts.lanes ?? LANES }, () => new Lane({ ...parts, memory, isToBeTold }));
  const learner = createLearner(parts.url, memory);
  const isRemembered = (accountId: string) => memory.has(accountId);
  const free = [...lanes];
  const running = new Set<Promise<void>>();
  const underWay = new Set<string>();
  let queue: Waiting[] = [];
  /** Transactions in the queue, and those that are under way as well. */
  let queuedCount = 0;
  let load = 0;
  let begunAt = Number.NEGATIVE_INFINITY;
  let impatience: NodeJS.Timeout | undefined;
  let isCollecting = false;
  let isStopping = false;

  const run = async (lane: Lane, batch: readonly Waiting[]): Promise<void> => {
    answer(batch, await lane.post(batch.map(({ item }) => item)));
    for (const { count, accounts } of batch) {
      load -= count;
      for (const { accountId } of accounts) underWay.delete(accountId);
    }
    free.push(lane);
    committed.call();
    begin();
  };
  /** What a batch costs by itself is worth waiting for neighbours, while the database has another one to write and is not held up. */
  const isWorthALane = (): boolean => {
    if (free.length === lanes.length || queuedCount >= MOST) return true;
    const rest = begunAt + PATIENCE_MS - performance.now();
    if (rest > 0) impatience ??= setTimeout(begin, rest);
    return rest <= 0;
  };
  const begin = (): void => {
    isCollecting = false;
    clearTimeout(impatience);
    impatience = undefined;
    while (queue.length > 0 && free.length > 0) {
      if (!isWorthALane()) return;
      const { batch, rest } = nextBatch(queue, { underWay, most: MOST, isRemembered });
      const lane = batch.length > 0 ? free.pop() : undefined;
      if (!lane) return;
      queue = rest;
      begunAt = performance.now();
      for (const { count } of batch) queuedCount -= count;
      for (const { accounts } of batch) for (const { accountId } of accounts) underWay.add(accountId);
      const ended = run(lane, batch).finally(() => running.delete(ended));
      running.add(ended);
    }
  };

  const collect = (): void => {
    if (isCollecting || free.length === 0) return;
    isCollecting = true;
    // What arrives in this turn of the event loop leaves together.
    setImmediate(begin);
  };
  /** Reads what is not remembered, while the item waits in its place. False: there is nothing to read. */
  const learn = (waiting: Waiting): boolean => {
    const unknown = waiting.accounts.filter(({ accountId }) => !memory.has(accountId));
    if (unknown.length === 0) return false;
    waiting.isReady = false;
    const ended = learner.learn(unknown).then(() => {
      running.delete(ended);
      waiting.isReady = true;
      collect();
    });
    running.add(ended);
    return true;
  };

  return {
    post: (item) =>
      new Promise((resolve, reject) => {
        if (isStopping || load >= room) throw refuse("busy", { status: 503, retryAfter: 1 });
        const waiting = { ...queuedOf(item), resolve, reject };
        load += waiting.count;
        queuedCount += waiting.count;
        queue.push(waiting);
        if (!learn(waiting)) collect();
      }),
    async stop() {
      isStopping = true;
      for (begin(); running.size > 0; begin()) await Promise.all(running);
      await Promise.all([...lanes, learner].map((one) => one.close()));
      committed.end();
    },
  };
}
