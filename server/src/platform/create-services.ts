import type pg from "pg";
import { type Ask, askPool } from "./ask.ts";
import type { Reception } from "./caller.ts";
import type { Clock } from "./clock.ts";
import type { Config } from "./config.ts";
import type { CommunityContext, Context } from "./context.ts";
import { createDb } from "./db.ts";
import type { Dispatcher } from "./dispatcher.ts";
import type { NewId } from "./ids.ts";
import type { KeyRing } from "./key-ring.ts";
import type { Log } from "./log.ts";
import type { Module } from "./module.ts";
import type { Services } from "./services.ts";
import { createRun, type Run } from "./unit-of-work.ts";

export interface ServiceParts {
  config: Config;
  clock: Clock;
  newId: NewId;
  log: Log;
  keys: KeyRing;
  pool: pg.Pool;
  dispatcher: Dispatcher;
  /** How a request tells who calls: identity's, given by `app/`. */
  createReception: (parts: { ask: Ask; clock: Clock; log: Log; publicUrl: string }) => Reception;
  beforeCommit: readonly ((ctx: Context) => Promise<void>)[];
  modules: readonly Module[];
}

/** Puts the services of one process together. `run` with `around` is for the HTTP edge alone. */
export function createServices(parts: ServiceParts): Services & { runAround: Run } {
  const db = createDb(parts.pool);
  const ask = askPool(parts.pool);
  const { config, clock, newId, log, keys, dispatcher } = parts;
  const run = createRun({
    db,
    clock,
    newId,
    keys,
    publicUrl: config.publicUrl,
    log,
    beforeCommit: parts.beforeCommit,
    conflicts: Object.assign({}, ...parts.modules.map((module) => module.conflicts ?? {})),
    afterCommit: dispatcher.wake,
  });
  return {
    config,
    clock,
    newId,
    log,
    keys,
    ...parts.createReception({ ask, clock, log, publicUrl: config.publicUrl }),
    db,
    runAround: run,
    run: (entry, work, requestId) => run(entry, work, requestId),
    inCommunity: (entry, work, requestId) => run(entry, (ctx) => work(insideCommunity(ctx)), requestId),
    waitForEvent: (name, match, ms) => waitForEvent(dispatcher, name, match, ms),
  };
}

/** Narrows the type: the entry named a community. */
export function insideCommunity(ctx: Context): CommunityContext {
  if (!isInCommunity(ctx)) throw new Error("this unit of work is in no community");
  return ctx;
}

function isInCommunity(ctx: Context): ctx is CommunityContext {
  return ctx.communityId !== null;
}

function waitForEvent(
  dispatcher: Dispatcher,
  name: string,
  match: (payload: Record<string, unknown>) => boolean,
  ms: number,
): Promise<boolean> {
  return new Promise((resolve) => {
    const finish = (found: boolean) => {
      clearTimeout(timer);
      stop();
      resolve(found);
    };
    const timer = setTimeout(() => finish(false), ms);
    const stop = dispatcher.onEvent((happened, payload) => {
      if (happened === name && match(payload)) finish(true);
    });
  });
}
