import { refuse } from "../../platform/errors.ts";
import { atMostEvery } from "./at-most-every.ts";
import { countOf, type PostItem, type PostResult } from "./item.ts";
import { Lane } from "./lane.ts";
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

interface Waiting {
  item: PostItem;
  count: number;
  resolve: (result: PostResult) => void;
  reject: (error: unknown) => void;
}

/**
 * The batched way into the books, for bare transfers at volume. What comes while all lanes are under way makes the next batch:
 * there is no timer, so a lone request leaves at once, and batches grow with the load.
 */
export function createPoster(parts: PosterParts): Poster {
  const { room = ROOM } = parts;
  const committed = atMostEvery(TELL_MS, parts.wake);
  // A community under load is told of once a second, and of the last posting by its seal.
  const isToBeTold = seldom(SELDOM_MS, parts.now);
  const lanes = Array.from({ length: parts.lanes ?? LANES }, () => new Lane({ ...parts, isToBeTold }));
  const free = [...lanes];
  const running = new Set<Promise<void>>();
  const queue: Waiting[] = [];
  let load = 0;
  let isCollecting = false;
  let isStopping = false;

  const run = async (lane: Lane): Promise<void> => {
    while (queue.length > 0) {
      const batch = nextOf(queue);
      const results = await lane.post(batch.map(({ item }) => item));
      for (const [index, { resolve, reject, count }] of batch.entries()) {
        const result = results[index];
        if (result && !(result instanceof Error)) resolve(result);
        else reject(result);
        load -= count;
      }
      committed.call();
    }
    free.push(lane);
  };
  const begin = () => {
    isCollecting = false;
    // A lane takes its batch as it starts: what is left over is the next one's.
    while (queue.length > 0) {
      const lane = free.pop();
      if (!lane) return;
      const ended = run(lane).finally(() => running.delete(ended));
      running.add(ended);
    }
  };

  return {
    post: (item) =>
      new Promise((resolve, reject) => {
        if (isStopping || load >= room) throw refuse("busy", { status: 503, retryAfter: 1 });
        const count = countOf(item);
        load += count;
        queue.push({ item, count, resolve, reject });
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

/** As many as go into a batch, at least one; two with the same key never meet in one. */
function nextOf(queue: Waiting[]): Waiting[] {
  const keys = new Set<string>();
  let transactions = 0;
  let taken = 0;
  for (const { item, count } of queue) {
    const key = item.key && `${item.communityId} ${item.key.key}`;
    if (taken > 0 && (transactions + count > MOST || (key && keys.has(key)))) break;
    if (key) keys.add(key);
    transactions += count;
    taken += 1;
  }
  return queue.splice(0, taken);
}
