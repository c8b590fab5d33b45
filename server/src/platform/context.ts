import type { Tx } from "./db.ts";
import type { NewId } from "./ids.ts";
import type { KeyRing } from "./key-ring.ts";
import type { Log } from "./log.ts";

/** Who acts: a signed-in user, a guest known by a signed link, or the system (jobs, webhooks, the operator's commands). */
export type Actor =
  | { kind: "user"; userId: string; sessionId: string | null }
  | { kind: "guest"; email: string | null }
  | { kind: "system"; job: string };

/** What the database let the transaction see: `platform.enter` and its siblings decide, never the code. */
export type Access = "member" | "public" | "system" | "self";

/** Work that the worker does after the commit. The payload is ids only. */
export interface JobDraft {
  name: string;
  payload: Record<string, unknown>;
  /** Jobs of one queue run one after another. */
  queue?: string;
  /** A later job with the same key replaces one that has not begun. */
  key?: string;
  runAt?: Date;
  maxAttempts?: number;
}

/** Something that happened: `app/` wires it to the commands of other modules, and pages hear of it. Ids only. */
export interface EventDraft {
  name: string;
  payload: Record<string, unknown>;
  /** Whether the members' pages are told (server-sent events). */
  live?: boolean;
}

/**
 * What a command is given. One database transaction (`tx`) spans the command; postings, jobs and events are collected
 * and written last. No network call inside a command.
 */
export interface Context {
  readonly tx: Tx;
  readonly communityId: string | null;
  readonly access: Access;
  readonly actor: Actor;
  /** Permissions of the acting member in this community; `*` for owners; empty for everybody else. */
  readonly permissions: ReadonlySet<string>;
  readonly now: Date;
  readonly requestId: string;
  readonly log: Log;
  readonly newId: NewId;
  /** Seals personal values before they are stored, signs links for people without a sign-in. */
  readonly keys: KeyRing;
  /** Address under which people reach the server, for links in mails; without a slash at the end. */
  readonly publicUrl: string;
  enqueue(job: JobDraft): void;
  emit(event: EventDraft): void;
}

/** A context inside a community; commands of products take this one. */
export interface CommunityContext extends Context {
  readonly communityId: string;
}
