import { codeOf } from "../../platform/unit-of-work.ts";
import { postBatch, UnknownOutcome } from "./batch.ts";
import { type Connection, connect } from "./connection.ts";
import { countOf, type PostItem, type PostResult } from "./item.ts";

/** About what pays most: larger batches hold their locks longer and gain nothing. */
const MOST = 150;
const ATTEMPTS = 8;

/**
 * Another tx was there between our look and our writing, or stood across our way: the batch is decided anew. Deadlock,
 * serialisation; a reference that was taken meanwhile; a balance or a period that changed.
 */
const AGAIN = new Set(["40P01", "40001", "23505", "CP005", "CP006", "CP007"]);

interface Waiting {
  item: PostItem;
  count: number;
  resolve: (result: PostResult) => void;
  reject: (error: unknown) => void;
}

export interface LaneParts {
  url: string;
  now: () => Date;
  newId: () => string;
  /** After a commit. */
  committed: () => void;
}

/** One batch after another on one connection. What comes while a batch is under way makes the next: there is no timer. */
export class Lane {
  readonly #parts: LaneParts;
  #queue: Waiting[] = [];
  #connection: Connection | null = null;
  #running: Promise<void> | null = null;
  #queued = 0;

  constructor(parts: LaneParts) {
    this.#parts = parts;
  }

  /** Transactions that wait or are under way. */
  get load(): number {
    return this.#queued;
  }

  post(item: PostItem): Promise<PostResult> {
    return new Promise((resolve, reject) => {
      const count = countOf(item);
      this.#queue.push({ item, count, resolve, reject });
      this.#queued += count;
      this.#running ??= this.#run();
    });
  }

  /** Everything that was asked is answered, then the connection is closed. */
  async stop(): Promise<void> {
    await this.#running;
    await this.#connection?.close();
  }

  async #run(): Promise<void> {
    // What arrives in this turn of the event loop leaves together.
    await new Promise((resolve) => setImmediate(resolve));
    while (this.#queue.length > 0) await this.#answer(this.#next());
    this.#running = null;
  }

  /** As many as go into a batch, at least one; two with the same key never meet in one. */
  #next(): Waiting[] {
    const keys = new Set<string>();
    let transactions = 0;
    let taken = 0;
    for (const { item, count } of this.#queue) {
      const key = item.key && `${item.communityId} ${item.key.key}`;
      if (taken > 0 && (transactions + count > MOST || (key && keys.has(key)))) break;
      if (key) keys.add(key);
      transactions += count;
      taken += 1;
    }
    return this.#queue.splice(0, taken);
  }

  /** A batch that fails for a reason of one of its items is tried item by item: the neighbours are not hurt. */
  async #answer(batch: readonly Waiting[]): Promise<void> {
    try {
      const results = await this.#post(batch.map(({ item }) => item));
      for (const [index, waiting] of batch.entries()) {
        const result = results[index];
        if (result) waiting.resolve(result);
      }
      this.#queued -= batch.reduce((sum, { count }) => sum + count, 0);
      this.#parts.committed();
    } catch (error) {
      if (batch.length > 1 && !(error instanceof UnknownOutcome) && this.#connection?.isOpen()) {
        for (const waiting of batch) await this.#answer([waiting]);
        return;
      }
      for (const waiting of batch) waiting.reject(error);
      this.#queued -= batch.reduce((sum, { count }) => sum + count, 0);
    }
  }

  async #post(items: readonly PostItem[]): Promise<PostResult[]> {
    const { now, newId } = this.#parts;
    for (let attempt = 1; ; attempt++) {
      if (!this.#connection?.isOpen()) this.#connection = await connect(this.#parts.url);
      try {
        return await postBatch({ connection: this.#connection, now: now(), newId }, items);
      } catch (error) {
        if (attempt >= ATTEMPTS || !AGAIN.has(codeOf(error) ?? "")) throw error;
      }
    }
  }
}
