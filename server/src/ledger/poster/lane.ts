import { codeOf, constraintOf } from "../../platform/unit-of-work.ts";
import { postBatch, UnknownOutcome } from "./batch.ts";
import { type Connection, connect } from "./connection.ts";
import type { PostItem, PostResult } from "./item.ts";
import type { Memory } from "./memory.ts";

const ATTEMPTS = 8;

/**
 * Another tx was there between our look and our writing, or stood across our way: the batch is decided anew. Deadlock,
 * serialisation; a reference that was taken meanwhile; a balance or a period that changed.
 */
const AGAIN = new Set(["40P01", "40001", "CP005", "CP006", "CP007"]);

function isAnothersDoing(error: unknown): boolean {
  const isReference = codeOf(error) === "23505" && constraintOf(error)?.endsWith("reference_pkey");
  return isReference || AGAIN.has(codeOf(error) ?? "");
}

export interface LaneParts {
  url: string;
  now: () => Date;
  newId: () => string;
  memory: Memory;
  /** Whether a page should hear now that something was posted in the community. */
  isToBeTold: (communityId: string) => boolean;
}

/** One batch after another on one connection of its own, opened when it is first needed and again after it broke. */
export class Lane {
  readonly #parts: LaneParts;
  #connection: Connection | null = null;

  constructor(parts: LaneParts) {
    this.#parts = parts;
  }

  /**
   * Results in the order of the items. A batch that fails for a reason of one item is tried in halves, until that item is alone:
   * no neighbour is hurt. `asks`: nothing is decided on what is remembered.
   */
  async post(items: readonly PostItem[], asks = false): Promise<(PostResult | Error)[]> {
    try {
      return await this.#postAll(items, asks);
    } catch (error) {
      const reason = error instanceof Error ? error : new Error(String(error));
      if (items.length === 1 || reason instanceof UnknownOutcome || !this.#connection?.isOpen())
        return items.map(() => reason);
      const half = Math.ceil(items.length / 2);
      const first = await this.post(items.slice(0, half), true);
      return [...first, ...(await this.post(items.slice(half), true))];
    }
  }

  async close(): Promise<void> {
    await this.#connection?.close();
  }

  async #postAll(items: readonly PostItem[], asks: boolean): Promise<PostResult[]> {
    const { now, newId, memory, isToBeTold } = this.#parts;
    let losses = 0;
    for (let attempt = 1; ; attempt++) {
      const connection = await this.#connected();
      try {
        return await postBatch({ connection, memory, now: now(), newId, isToBeTold }, items, { asks });
      } catch (error) {
        // Lost before the commit was asked for: nothing was written. Who loses two in a row is told.
        const isLost = !connection.isOpen() && !(error instanceof UnknownOutcome);
        const isWorthAnother = isLost ? ++losses === 1 : isAnothersDoing(error);
        if (attempt >= ATTEMPTS || !isWorthAnother) throw error;
      }
    }
  }

  async #connected(): Promise<Connection> {
    if (!this.#connection?.isOpen()) this.#connection = await connect(this.#parts.url);
    return this.#connection;
  }
}
