import { refuse } from "../../platform/errors.ts";
import { atMostEvery } from "./at-most-every.ts";
import type { PostItem, PostResult } from "./item.ts";
import { Lane } from "./lane.ts";
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
/** About what pays most: larger batches hold their locks longer and gain nothing. */
const MOST = 150;
const TELL_MS = 200;
const SELDOM_MS = 1_000;

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
 * there is no timer, so a lone request leaves at once, and batches grow with the load. Batches that are under way at once share
 * no account, so that none waits for another's locks, and what shares an account is decided in the order in which it came.
 */
export function createPoster(parts: PosterParts): Poster {
  const { room = ROOM } = parts;
  const committed = atMostEvery(TELL_MS, parts.wake);
  // A community under load is told of once a second, and of the last posting by its seal.
  const isToBeTold = seldom(SELDOM_MS, parts.now);
  const lanes = Array.from({ length: parts.lanes ?? LANES }, () => new Lane({ ...parts, isToBeTold }));
  const free = [...lanes];
  const running = new Set<Promise<void>>();
  const underWay = new Set<string>();
  let queue: Waiting[] = [];
  let load = 0;
  let isCollecting = false;
  let isStopping = false;

  const run = async (lane: Lane, batch: readonly Waiting[]): Promise<void> => {
    answer(batch, await lane.post(batch.map(({ item }) => item)));
    for (const { count, accounts } of batch) {
      load -= count;
      for (const account of accounts) underWay.delete(account);
    }
    free.push(lane);
    committed.call();
    begin();
  };
  const begin = (): void => {
    isCollecting = false;
    while (queue.length > 0 && free.length > 0) {
      const { batch, rest } = nextBatch(queue, underWay, MOST);
      const lane = batch.length > 0 ? free.pop() : undefined;
      if (!lane) return;
      queue = rest;
      for (const { accounts } of batch) for (const account of accounts) underWay.add(account);
      const ended = run(lane, batch).finally(() => running.delete(ended));
      running.add(ended);
    }
  };

  return {
    post: (item) =>
      new Promise((resolve, reject) => {
        if (isStopping || load >= room) throw refuse("busy", { status: 503, retryAfter: 1 });
        const queued = queuedOf(item);
        load += queued.count;
        queue.push({ ...queued, resolve, reject });
        if (isCollecting || free.length === 0) return;
        isCollecting = true;
        // What arrives in this turn of the event loop leaves together.
        setImmediate(begin);
      }),
    async stop() {
      isStopping = true;
      begin();
      while (running.size > 0) await Promise.all(running);
      await Promise.all(lanes.map((lane) => lane.close()));
      committed.end();
    },
  };
}
