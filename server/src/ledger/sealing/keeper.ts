import { sql } from "kysely";
import type { Context } from "../../platform/context.ts";
import type { Services } from "../../platform/services.ts";

/** What keeps the books behind the postings: seals every two seconds, brings the totals by day and month forward. */
export interface Keeper {
  /** Seals everything that waits now. Answers how many batches these were. */
  seal(): Promise<number>;
  /** Brings the totals forward to everything that is sealed, whatever the pace. */
  rollUp(): Promise<void>;
  /** Ends the round that is under way, and begins no other. */
  stop(): Promise<void>;
}

export interface KeeperParts {
  services: Services;
  /** The outbox has something: pages are told of new seals. */
  wake: () => void;
  /** Not by the clock, but only when it is asked. */
  whenAsked?: boolean | undefined;
}

const EVERY_MS = 2_000;
/** So many batches go into a seal at most: their leaves are in the database's memory at once, 32 bytes a transaction. */
const BATCHES = 5_000;
/** So many accounts are brought forward in one statement, in about a second. */
const ACCOUNTS = 50_000;
/** Totals may be this old: figures add the entries since then. */
const PAUSE = "10 seconds";

/** Every process of a server has one; what one of them does, the others find done. */
export function createKeeper({ services, wake, whenAsked }: KeeperParts): Keeper {
  let round: Promise<void> | null = null;
  const upkeep = <T>(work: (ctx: Context) => Promise<T>) =>
    services.run({ as: "nobody", actor: { kind: "system", job: "ledger.keep" } }, work);

  const seal = async (): Promise<number> => {
    let sealed = 0;
    for (;;) {
      const taken = await upkeep(sealWaiting);
      sealed += taken;
      if (taken > 0) wake();
      if (taken < BATCHES) return sealed;
    }
  };
  const keep = async (): Promise<void> => {
    await seal();
    await upkeep((ctx) => rollStep(ctx, PAUSE));
  };
  const begin = () => {
    // A round that takes longer than the time between two is not overtaken.
    round ??= keep()
      .catch((error: unknown) => services.log.warn({ err: error }, "the books could not be sealed; it is tried again"))
      .finally(() => {
        round = null;
      });
  };
  const timer = whenAsked ? null : setInterval(begin, EVERY_MS).unref();

  return {
    seal,
    async rollUp() {
      while ((await upkeep((ctx) => rollStep(ctx, null))) !== 0);
    },
    async stop() {
      if (timer) clearInterval(timer);
      await round;
    },
  };
}

async function sealWaiting(ctx: Context): Promise<number> {
  const { rows } = await sql<{ taken: number }>`select ledger.seal_waiting(${BATCHES}) as taken`.execute(ctx.tx);
  return rows[0]?.taken ?? 0;
}

/** How many accounts were brought forward; null: it was not due, or another process is at it. */
async function rollStep(ctx: Context, pause: string | null): Promise<number | null> {
  const { rows } = await sql<{ rolled: number | null }>`
    select ledger.roll_up(${ACCOUNTS}, ${pause}::interval) as rolled`.execute(ctx.tx);
  return rows[0]?.rolled ?? null;
}
