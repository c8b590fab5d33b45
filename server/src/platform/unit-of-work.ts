import { sql } from "kysely";
import type { Clock } from "./clock.ts";
import type { Access, Actor, Context, EventDraft, JobDraft } from "./context.ts";
import type { Db, Tx } from "./db.ts";
import { notFound, type Refusal, refuse } from "./errors.ts";
import type { NewId } from "./ids.ts";
import type { KeyRing } from "./key-ring.ts";
import type { Log } from "./log.ts";
import type { Conflicts } from "./module.ts";
import { writeOutbox } from "./outbox.ts";
import type { EntryPoint } from "./services.ts";

export interface UnitOfWorkParts {
  db: Db;
  clock: Clock;
  newId: NewId;
  keys: KeyRing;
  publicUrl: string;
  log: Log;
  /** Written last, in this order, before the outbox: the ledger's postings. */
  beforeCommit: readonly ((ctx: Context) => Promise<void>)[];
  /** What the modules say of their unique constraints. */
  conflicts: Conflicts;
  /** Told after a commit that left something in the outbox. */
  afterCommit: () => void;
}

/** Deadlock and serialisation failures: safe to run again, since nothing outside of the database was touched. */
const RETRIED = new Set(["40001", "40P01"]);
const ATTEMPTS = 3;

/** What the edge may do around a command inside the same transaction: look a kept answer up, keep a new one. */
export interface Around<T> {
  /** Before the command. An answer given here ends the unit of work without running it. */
  before?: (ctx: Context) => Promise<{ answer: T } | null>;
  /** After the command and its postings. */
  after?: (ctx: Context, answer: T) => Promise<void>;
  /** The command was refused and undone: what is kept of it. Called with a clean transaction; then it is committed. */
  refused?: (ctx: Context, error: unknown) => Promise<boolean>;
}

interface CollectingContext extends Context {
  readonly jobs: JobDraft[];
  readonly events: EventDraft[];
}

export type Run = <T>(
  entry: EntryPoint,
  work: (ctx: Context) => Promise<T>,
  requestId?: string,
  around?: Around<T>,
) => Promise<T>;

/** One database transaction: begin, enter, command, postings, outbox, commit. */
export function createRun(parts: UnitOfWorkParts): Run {
  return async function run<T>(
    entry: EntryPoint,
    work: (ctx: Context) => Promise<T>,
    requestId = "",
    around: Around<T> = {},
  ): Promise<T> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await runOnce(parts, entry, work, requestId, around);
      } catch (error) {
        if (attempt >= ATTEMPTS || !RETRIED.has(codeOf(error) ?? "")) throw error;
        parts.log.warn({ attempt, code: codeOf(error), requestId }, "the database asked to try again");
      }
    }
  };
}

async function runOnce<T>(
  parts: UnitOfWorkParts,
  entry: EntryPoint,
  work: (ctx: Context) => Promise<T>,
  requestId: string,
  around: Around<T>,
): Promise<T> {
  let wrote = false;
  let refusal: { error: unknown } | null = null;
  const answer = await parts.db.transaction().execute(async (tx) => {
    const entered = await enter(tx, entry);
    const ctx = contextOf(parts, tx, entry, entered, requestId);
    const kept = await around.before?.(ctx);
    if (kept) return kept.answer;
    if (around.refused) await sql`savepoint command`.execute(tx);
    try {
      const result = await work(ctx);
      for (const write of parts.beforeCommit) await write(ctx);
      await around.after?.(ctx, result);
      wrote = await writeOutbox(tx, ctx.jobs, ctx.events);
      return result;
    } catch (caught) {
      const error = conflictIn(parts.conflicts, caught) ?? caught;
      if (!around.refused) throw error;
      await sql`rollback to savepoint command`.execute(tx);
      const clean = contextOf(parts, tx, entry, entered, requestId);
      if (!(await around.refused(clean, error))) throw error;
      refusal = { error };
      return undefined as never;
    }
  });
  if (wrote) parts.afterCommit();
  if (refusal) throw (refusal as { error: unknown }).error;
  return answer;
}

interface Entered {
  access: Access;
  permissions: readonly string[];
}

/** Opens one of the doors. `member` and `visitor` are decided by the database; what may not be seen is absent. */
async function enter(tx: Tx, entry: EntryPoint): Promise<Entered> {
  switch (entry.as) {
    case "system":
      await sql`select platform.enter_system(${entry.communityId}::uuid)`.execute(tx);
      return { access: "system", permissions: [] };
    case "self":
      await sql`select platform.enter_self(${entry.userId}::uuid)`.execute(tx);
      return { access: "self", permissions: [] };
    case "nobody":
      await sql`select platform.enter_system(null)`.execute(tx);
      return { access: "system", permissions: [] };
    case "member":
    case "visitor":
      return enterCommunity(tx, entry);
  }
}

async function enterCommunity(tx: Tx, entry: Extract<EntryPoint, { as: "member" | "visitor" }>): Promise<Entered> {
  const userId = entry.actor.kind === "user" ? entry.actor.userId : null;
  try {
    const { rows } = await sql<{ access: "member" | "public"; permissions: string[] }>`
      select access, permissions from platform.enter(${entry.communityId}::uuid, ${userId}::uuid)`.execute(tx);
    const [found] = rows;
    if (!found || (entry.as === "member" && found.access !== "member")) throw notFound();
    return found;
  } catch (error) {
    if (codeOf(error) === "CP404") throw notFound();
    throw error;
  }
}

function contextOf(
  parts: UnitOfWorkParts,
  tx: Tx,
  entry: EntryPoint,
  entered: Entered,
  requestId: string,
): CollectingContext {
  const jobs: JobDraft[] = [];
  const events: EventDraft[] = [];
  return {
    tx,
    communityId: "communityId" in entry ? entry.communityId : null,
    access: entered.access,
    actor: entry.actor,
    permissions: new Set(entered.permissions),
    now: parts.clock.now(),
    requestId,
    log: parts.log,
    newId: parts.newId,
    keys: parts.keys,
    publicUrl: parts.publicUrl,
    enqueue: (job) => void jobs.push(job),
    emit: (event) => void events.push(event),
    jobs,
    events,
  };
}

/** Somebody was first with what must be unique, between our look and our writing: an answer, where a module has named it. */
function conflictIn(conflicts: Conflicts, error: unknown): Refusal | null {
  if (codeOf(error) !== "23505") return null;
  const schema = error instanceof Error && "schema" in error ? error.schema : "";
  const known = conflicts[`${schema}.${constraintOf(error)}`];
  return known ? refuse(known.code, { status: 409, ...(known.pointer ? { pointer: known.pointer } : {}) }) : null;
}

/** The SQLSTATE of a database error, if it is one. */
export function codeOf(error: unknown): string | null {
  return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : null;
}

/** The name of the constraint that refused a row. */
export function constraintOf(error: unknown): string | null {
  return error instanceof Error && "constraint" in error && typeof error.constraint === "string"
    ? error.constraint
    : null;
}

export type { Actor };
