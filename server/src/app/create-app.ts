import type { FastifyInstance } from "fastify";
import type { Runner } from "graphile-worker";
import type pg from "pg";
import { createApi } from "../api/create-api.ts";
import type { Readiness } from "../api/health.ts";
import { createReception } from "../identity/index.ts";
import { createKeeper, createPoster, type Keeper, openPoster, writeBooks } from "../ledger/index.ts";
import { type Clock, systemClock } from "../platform/clock.ts";
import type { Config } from "../platform/config.ts";
import { createServices } from "../platform/create-services.ts";
import { createPool } from "../platform/db.ts";
import { type Dispatcher, startDispatcher } from "../platform/dispatcher.ts";
import { newId } from "../platform/ids.ts";
import { openKeyRing } from "../platform/keys-file.ts";
import { createLog, type Log } from "../platform/log.ts";
import type { Module } from "../platform/module.ts";
import type { Services } from "../platform/services.ts";
import { startWorker } from "../worker/worker.ts";
import { modules } from "./modules.ts";
import { subscriptions } from "./subscriptions.ts";

/** One process of Commonpurse, put together: edges, modules, database. */
export interface App {
  services: Services;
  api: FastifyInstance;
  dispatcher: Dispatcher;
  keeper: Keeper;
  modules: readonly Module[];
  readiness: Readiness;
  pool: pg.Pool;
  /** Begins to carry out jobs and schedules. */
  startWorker(): Promise<Runner>;
  /** Stops taking requests, lets running ones end, then jobs, then the database connections. */
  stop(): Promise<void>;
}

export interface AppOptions {
  config: Config;
  databaseUrl: string;
  clock?: Clock;
  log?: Log;
  connections?: number;
  /** Seals and totals are made when the keeper is asked, and not by the clock: for tests. */
  keepsWhenAsked?: boolean;
}

const JOBS_AT_ONCE = 8;

export async function createApp(options: AppOptions): Promise<App> {
  const { config, databaseUrl } = options;
  const log = options.log ?? createLog(config.logLevel);
  const pool = createPool({ url: databaseUrl, max: options.connections ?? 20 });
  const workerPool = createPool({
    url: databaseUrl,
    max: JOBS_AT_ONCE + 4,
    statementTimeoutMs: 60_000,
    name: "commonpurse-worker",
  });
  const queuePool = createPool({
    url: databaseUrl,
    max: JOBS_AT_ONCE + 2,
    plainNumbers: true,
    name: "commonpurse-queue",
  });
  const dispatcher = await startDispatcher({ pool, listenUrl: databaseUrl, subscriptions, log });
  const parts = {
    config,
    clock: options.clock ?? systemClock,
    newId,
    log,
    keys: openKeyRing(config),
    dispatcher,
    createReception,
    beforeCommit: [writeBooks],
    modules,
  };
  const services = createServices({ ...parts, pool });
  const jobServices = createServices({ ...parts, pool: workerPool });
  const poster = createPoster({ url: databaseUrl, now: parts.clock.now, newId, wake: dispatcher.wake });
  openPoster(services, poster);
  openPoster(jobServices, poster);
  const keeper = createKeeper({ services: jobServices, wake: dispatcher.wake, whenAsked: options.keepsWhenAsked });
  const readiness: Readiness = { progress: null };
  const api = await createApi({ services, run: services.runAround, modules, dispatcher, readiness });
  let runner: Runner | null = null;
  return {
    services,
    api,
    dispatcher,
    keeper,
    modules,
    readiness,
    pool,
    async startWorker() {
      runner = await startWorker({ services: jobServices, modules, pool: queuePool, concurrency: JOBS_AT_ONCE });
      return runner;
    },
    async stop() {
      await api.close();
      await runner?.stop();
      await runner?.promise;
      await poster.stop();
      await keeper.stop();
      await dispatcher.stop();
      await Promise.all([pool.end(), workerPool.end(), queuePool.end()]);
    },
  };
}
