import type { FastifyRequest } from "fastify";
import type { Actor } from "./context.ts";

/** The signed-in user behind a request. */
export interface Caller {
  userId: string;
  sessionId: string;
  token: string;
}

/**
 * Who calls, asked once a request however often it is called. Null: nobody, also for a token that is no session any more.
 * Throws `foreign_origin` for a change that another site made the browser send.
 */
export type Identify = (request: FastifyRequest) => Promise<Caller | null>;

/** Ids of the sessions among these callers' that are still open, for what outlives a request. */
export type StillSignedIn = (callers: readonly Caller[]) => Promise<ReadonlySet<string>>;

export interface Admitted {
  caller: Caller;
  /** What they may do in the community; null: they have no active membership. */
  permissions: ReadonlySet<string> | null;
}

/**
 * Who calls, and what they may in a community, in one look-up together with those of others. Null: nobody. For what does not begin
 * with `platform.enter`.
 */
export type Admit = (request: FastifyRequest, communityId: string) => Promise<Admitted | null>;

/** What the edge asks of the module that knows people: given by `app/`. */
export interface Reception {
  identify: Identify;
  admit: Admit;
  stillSignedIn: StillSignedIn;
}

export function actorOf(caller: Caller | null): Actor {
  return caller ? { kind: "user", userId: caller.userId, sessionId: caller.sessionId } : { kind: "guest", email: null };
}
