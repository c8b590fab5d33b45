import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runOnce } from "graphile-worker";
import { sql } from "kysely";
import { type App, createApp } from "../../src/app/create-app.ts";
import { type Config, parseConfig } from "../../src/platform/config.ts";
import { createPool } from "../../src/platform/db.ts";
import { createLog } from "../../src/platform/log.ts";
import { quietLogger, taskListOf } from "../../src/worker/worker.ts";
import { createTestClock, type TestClock } from "./clock.ts";
import { createTestDatabase, type TestDatabase } from "./database.ts";

/** A whole server on a database of its own; requests go in by `app.api.inject`, jobs run when the test says so. */
export interface TestServer {
  app: App;
  database: TestDatabase;
  clock: TestClock;
  /** Log lines so far, for tests that look for secrets in them. */
  logLines: string[];
  /** Carries out every job that is due by the test's clock, and what these bring about, until nothing is left. */
  runJobs(): Promise<void>;
  /** Jobs that failed: name and last error. */
  failedJobs(): Promise<string[]>;
  stop(): Promise<void>;
}

export async function createTestServer(settings: Partial<Config> = {}): Promise<TestServer> {
  const database = await createTestDatabase();
  const dataDir = mkdtempSync(join(tmpdir(), "commonpurse-server-"));
  const clock = createTestClock();
  const logLines: string[] = [];
  const log = createLog("debug", { write: (line: string) => void logLines.push(line) });
  const base = parseConfig({ DATA_DIR: dataDir, PORT: "0", PUBLIC_URL: "http://127.0.0.1:4400", SANDBOX: "0" });
  const config = { ...base, requestsPerMinute: 1_000_000, signInsPerMinute: 1_000_000, ...settings };
  const parts = { config, databaseUrl: database.appUrl, clock, log, connections: 12 };
  const app = await createApp({ ...parts, keepsWhenAsked: true });
  await app.api.ready();
  const jobPool = createPool({ url: database.appUrl, max: 6, statementTimeoutMs: 60_000, plainNumbers: true });
  return {
    app,
    database,
    clock,
    logLines,
    async runJobs() {
      for (let round = 0; round < 100; round++) {
        await app.dispatcher.drain();
        const due = await makeDue(database, clock.now());
        if (due === 0n) return;
        await runOnce({
          pgPool: jobPool,
          taskList: taskListOf(app.services, app.modules),
          noHandleSignals: true,
          noPreparedStatements: true,
          logger: quietLogger(app.services),
        });
      }
      throw new Error("jobs go on making jobs");
    },
    async failedJobs() {
      const { rows } = await sql<{ fault: string }>`
        select task_identifier || ': ' || last_error as fault from graphile_worker.jobs where last_error is not null`.execute(
        database.owner,
      );
      return rows.map((row) => row.fault);
    },
    async stop() {
      await app.stop();
      await jobPool.end();
      await database.drop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

/** The queue reads the database's clock; a job that is due by the test's is made due by that one too. A failed one waits. */
async function makeDue(database: TestDatabase, now: Date): Promise<bigint> {
  await sql`update graphile_worker._private_jobs set run_at = least(run_at, now()) where run_at <= ${now} and attempts = 0`.execute(
    database.owner,
  );
  const { rows } = await sql<{ due: bigint }>`
    select count(*) as due from graphile_worker._private_jobs where run_at <= now() and attempts = 0`.execute(
    database.owner,
  );
  return rows[0]?.due ?? 0n;
}
