import type { FastifyInstance } from "fastify";
import type { CommunityContext, Context } from "./context.ts";
import type { Db } from "./db.ts";
import type { Names } from "./names.ts";
import type { Route } from "./route.ts";
import type { Services } from "./services.ts";

/** Jobs get ids only. `communityId` is there for every job of a community. */
export type JobPayload = Readonly<Record<string, unknown>>;

export type Job =
  /** Runs in one unit of work, as the system in the payload's community. */
  | { name: string; run: (ctx: CommunityContext, payload: JobPayload) => Promise<void> }
  /** Runs in one unit of work outside of any community. */
  | { name: string; runGlobal: (ctx: Context, payload: JobPayload) => Promise<void> }
  /** Talks to the network: opens its own units of work before and after the call, never around it. */
  | { name: string; runOutside: (services: Services, payload: JobPayload) => Promise<void> };

/** When `event` is dispatched, `job` is enqueued with the event's payload. Wired in `app/` where it crosses modules. */
export interface Subscription {
  event: string;
  job: string;
}

/** Five fields of cron, in UTC. The job gets an empty payload. */
export interface Schedule {
  job: string;
  cron: string;
}

/** One truth of the live data: answers a line for each row that breaks it, nothing when it holds. Runs as the owner. */
export interface Check {
  name: string;
  why: string;
  run: (db: Db) => Promise<readonly string[]>;
}

/** A permission `<module>.<verb>` and what it lets a member do. */
export interface Permission {
  name: string;
  description: string;
  /** Roles that have it when a community is founded, beside the owner, who has all. Default: treasurer and operator. */
  roles?: readonly ("treasurer" | "operator" | "member")[];
}

/** Something that a search found. `kind` says which page shows it. */
export interface SearchHit {
  kind: string;
  id: string;
  title: string;
  detail: string | null;
}

/** Finds what the acting member may see: at most `limit`, the best first. `text` is what was typed, trimmed. */
export type Search = (ctx: CommunityContext, text: string, limit: number) => Promise<readonly SearchHit[]>;

/** What it means to a caller that a unique constraint refused a row: a 409 with this code. */
export interface Conflict {
  code: string;
  /** JSON pointer of the field that is to blame. */
  pointer?: string;
}

/** By the constraint's name with its schema: `fundraising.gift_pkey`. */
export type Conflicts = Readonly<Record<string, Conflict>>;

/** What `app/` needs of a module; parts that it does not have are left out. */
export interface Module {
  name: string;
  search?: Search;
  names?: Names;
  permissions?: readonly Permission[];
  routes?: readonly Route[];
  /** HTML pages, files, streams: what is not a JSON operation. */
  pages?: (app: FastifyInstance, services: Services) => void;
  jobs?: readonly Job[];
  subscriptions?: readonly Subscription[];
  schedules?: readonly Schedule[];
  checks?: readonly Check[];
  /** Unique constraints that a request can meet because another was there first; of all others a violation is a fault. */
  conflicts?: Conflicts;
}

export function defineModule(module: Module): Module {
  return module;
}
