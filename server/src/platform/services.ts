import type { Admit, Identify, StillSignedIn } from "./caller.ts";
import type { Clock } from "./clock.ts";
import type { Config } from "./config.ts";
import type { Actor, CommunityContext, Context } from "./context.ts";
import type { Db } from "./db.ts";
import type { NewId } from "./ids.ts";
import type { KeyRing } from "./key-ring.ts";
import type { Log } from "./log.ts";

/** How a unit of work begins: exactly one of these. */
export type EntryPoint =
  | { as: "member" | "visitor"; communityId: string; actor: Actor }
  | { as: "system"; communityId: string; actor: Actor }
  | { as: "self"; userId: string; actor: Actor }
  | { as: "nobody"; actor: Actor };

/** What stands outside of transactions: for edges, pages and jobs that talk to the network. Commands never see it. */
export interface Services {
  readonly config: Config;
  readonly clock: Clock;
  readonly newId: NewId;
  readonly log: Log;
  readonly keys: KeyRing;
  readonly identify: Identify;
  readonly stillSignedIn: StillSignedIn;
  readonly admit: Admit;
  /** Outside of any unit of work: sees only what no policy hides. */
  readonly db: Db;
  /** One database transaction: begin, enter, work, postings, outbox, commit. Deadlocks are tried again, three times at most. */
  run<T>(entry: EntryPoint, work: (ctx: Context) => Promise<T>, requestId?: string): Promise<T>;
  /** `run` inside a community. */
  inCommunity<T>(
    entry: Extract<EntryPoint, { communityId: string }>,
    work: (ctx: CommunityContext) => Promise<T>,
    requestId?: string,
  ): Promise<T>;
  /** Resolves when an event with this name and payload value is dispatched in this process, or false after `ms`. */
  waitForEvent(name: string, match: (payload: Record<string, unknown>) => boolean, ms: number): Promise<boolean>;
}
