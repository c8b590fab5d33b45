import { refuse } from "../../platform/errors.ts";
import { atMostEvery } from "./at-most-every.ts";
import type { PostItem, PostResult } from "./item.ts";
import { Lane } from "./lane.ts";
import { createLearner, type Learner } from "./learn.ts";
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
const PATIENCE_MS = 50;
const TELL_MS = 200;
const SELDOM_MS = 1_000;
const MOST_TOLD = 50;

interface Waiting extends Queued {
  resolve: (result: PostResult) => void;
  reject: (error: unknown) => void;
}

/**
 * The batched way into the books, for bare transfers at volume. What comes while a batch is under way makes the next one: a lone
 * request leaves at once, and batches grow with the load. A second batch leaves beside the first when it is full, or when the first
 * is held up. Batches that are under way at once share no account, so that none waits for another's locks, and what shares an account
 * is decided in the order in which it came. Accounts that the process does not remember are read while the item waits in its place.
 */
export function createPoster(parts: PosterParts): Poster {
  return new BatchedPoster(parts);
}

class BatchedPoster implements Poster {
  readonly #room: number;
  readonly #committed: { call: () => void; end: () => void };
  readonly #memory = new Memory();
  readonly #lanes: readonly Lane[];
  readonly #free: Lane[];
  readonly #learner: Learner;
  readonly #running = new Set<Promise<void>>();
  /** Accounts of the batches that are under way. */
  readonly #underWay = new Set<string>();
  #queue: Waiting[] = [];
  /** Transactions in the queue. */
  #queued = 0;
  /** Those that are under way as well. */
  #load = 0;
  /** When the batches that are under way began. */
  readonly #begun = new Map<Lane, number>();
  #impatience: NodeJS.Timeout | undefined;
  #isCollecting = false;
  #isStopping = false;

  constructor(parts: PosterParts) {
    const { url, now, room = ROOM, lanes = LANES } = parts;
    this.#room = room;
    this.#committed = atMostEvery(TELL_MS, parts.wake);
    // A community under load is told of once a second, and of the last posting by its seal; of a thousand under load, most by their seals.
    const isToBeTold = seldom(SELDOM_MS, MOST_TOLD, now);
    this.#lanes = Array.from({ length: lanes }, () => new Lane({ ...parts, memory: this.#memory, isToBeTold }));
    this.#free = [...this.#lanes];
    this.#learner = createLearner(url, this.#memory);
  }

  post(item: PostItem): Promise<PostResult> {
    return new Promise((resolve, reject) => {
      if (this.#isStopping || this.#load >= this.#room) throw refuse("busy", { status: 503, retryAfter: 1 });
      const waiting = { ...queuedOf(item), resolve, reject };
      this.#load += waiting.count;
      this.#queued += waiting.count;
      this.#queue.push(waiting);
      if (!this.#learn(waiting)) this.#collect();
    });
  }

  async stop(): Promise<void> {
    this.#isStopping = true;
    for (this.#begin(); this.#running.size > 0; this.#begin()) await Promise.all(this.#running);
    await Promise.all([...this.#lanes, this.#learner].map((one) => one.close()));
    this.#committed.end();
  }

  /** Reads what is not remembered, while the item waits in its place. False: there is nothing to read. */
  #learn(waiting: Waiting): boolean {
    const unknown = waiting.accounts.filter(({ accountId }) => !this.#memory.has(accountId));
    if (unknown.length === 0) return false;
    waiting.isReady = false;
    const ended = this.#learner.learn(unknown).then(() => {
      this.#running.delete(ended);
      waiting.isReady = true;
      this.#collect();
    });
    this.#running.add(ended);
    return true;
  }

  #collect(): void {
    if (this.#isCollecting || this.#free.length === 0) return;
    this.#isCollecting = true;
    // What arrives in this turn of the event loop leaves together.
    setImmediate(() => this.#begin());
  }

  #begin(): void {
    this.#isCollecting = false;
    clearTimeout(this.#impatience);
    this.#impatience = undefined;
    const isRemembered = (accountId: string) => this.#memory.has(accountId);
    while (this.#queue.length > 0 && this.#free.length > 0 && this.#isWorthALane()) {
      const { batch, rest } = nextBatch(this.#queue, { underWay: this.#underWay, most: MOST, isRemembered });
      const lane = batch.length > 0 ? this.#free.pop() : undefined;
      if (!lane) return;
      this.#queue = rest;
      const ended = this.#run(lane, batch).finally(() => this.#running.delete(ended));
      this.#running.add(ended);
    }
  }

  /** What a batch costs by itself is worth waiting for neighbours, while the database has another one to write and is not held up. */
  #isWorthALane(): boolean {
    if (this.#free.length === this.#lanes.length || this.#queued >= MOST) return true;
    const rest = Math.min(...this.#begun.values()) + PATIENCE_MS - performance.now();
    if (rest > 0) this.#impatience ??= setTimeout(() => this.#begin(), rest);
    return rest <= 0;
  }

  async #run(lane: Lane, batch: readonly Waiting[]): Promise<void> {
    this.#begun.set(lane, performance.now());
    for (const { count, accounts } of batch) {
      this.#queued -= count;
      for (const { accountId } of accounts) this.#underWay.add(accountId);
    }
    answer(batch, await lane.post(batch.map(({ item }) => item)));
    for (const { count, accounts } of batch) {
      this.#load -= count;
      for (const { accountId } of accounts) this.#underWay.delete(accountId);
    }
    this.#begun.delete(lane);
    this.#free.push(lane);
    this.#committed.call();
    this.#begin();
  }
}

function answer(batch: readonly Waiting[], results: readonly (PostResult | Error)[]): void {
  for (const [index, { resolve, reject }] of batch.entries()) {
    const result = results[index];
    if (result && !(result instanceof Error)) resolve(result);
    else reject(result);
  }
}
