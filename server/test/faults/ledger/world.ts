import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { createApp } from "../../../src/app/create-app.ts";
import { parseConfig } from "../../../src/platform/config.ts";
import { prepareDatabase, rolesSql } from "../../../src/platform/database.ts";
import { withUser } from "../../../src/platform/embedded-postgres.ts";
import { createLog } from "../../../src/platform/log.ts";
import { COMPILE_CACHE } from "../../harness/compile-cache.ts";
import { type ServerProcess, startServer } from "../server-process.ts";
import { type Books, createBooks } from "./books.ts";
import { type DatabaseLife, startDatabase } from "./database-life.ts";
import { type DatabaseProxy, startDatabaseProxy } from "./database-proxy.ts";

const PASSWORD = "faults";
const DATABASE = "commonpurse";

const NODE_FLAGS: string[] = JSON.parse(readFileSync(join(import.meta.dirname, "../../../node-flags.json"), "utf8"));

/** What is killed: the server; the database under a server that lives on, whole or its postmaster alone; both. */
export type Blow = "server" | "database" | "postmaster" | "both";

/** A server that is a process of its own, on a durable database of its own, with a proxy between the two. */
export interface LedgerWorld {
  readonly books: Books;
  readonly url: string;
  readonly proxy: DatabaseProxy;
  readonly database: Pick<DatabaseLife, "freeze" | "thaw">;
  /** Lines that the server wrote to its log, in all its lives. */
  readonly log: readonly string[];
  /** The owner's address of the database, past the proxy. */
  ownerUrl(): string;
  /** Resolves when the server is up. Throws when it ended by itself. */
  ready(): Promise<void>;
  /** `kill -9`, then a start. */
  strike(blow: Blow): Promise<void>;
  /** Resident memory of the server, in MB. */
  memory(): number;
  stop(): Promise<void>;
}

export async function createLedgerWorld(): Promise<LedgerWorld> {
  const dataDir = mkdtempSync(join(tmpdir(), "commonpurse-ledger-faults-"));
  // PostgreSQL runs as another user where we are root, and must be able to walk in.
  chmodSync(dataDir, 0o711);
  const database = await startDatabase(dataDir);
  const ownerUrl = () => withUser(database.superuserUrl(), "cp_owner", PASSWORD, DATABASE);
  const books = await prepare(dataDir, database, ownerUrl());
  const proxy = await startDatabaseProxy(Number(new URL(ownerUrl()).port));
  const server = createServerLife(dataDir, proxy.port);
  const world: LedgerWorld = {
    books,
    url: server.url,
    proxy,
    database,
    log: server.log,
    ownerUrl,
    ready: server.ready,
    strike: (blow) =>
      server.during(blow === "server" || blow === "both", async () => {
        if (blow !== "server") proxy.aim(await database.crash(blow !== "postmaster"));
      }),
    memory: server.memory,
    async stop() {
      database.thaw();
      await server.stop();
      await proxy.stop();
      await database.stop();
      rmSync(dataDir, { recursive: true, force: true, maxRetries: 5 });
    },
  };
  await world.ready().catch(async (error: unknown) => {
    await world.stop();
    throw error;
  });
  return world;
}

async function prepare(dataDir: string, database: DatabaseLife, ownerUrl: string): Promise<Books> {
  const admin = new pg.Client({ connectionString: database.superuserUrl() });
  await admin.connect();
  for (const statement of rolesSql(PASSWORD, PASSWORD).split("\n")) await admin.query(statement);
  await admin.end();
  await prepareDatabase(ownerUrl, new Date());
  const appDir = join(dataDir, "first-server");
  mkdirSync(appDir);
  const config = parseConfig({ DATA_DIR: appDir, SANDBOX: "0", DEMO: "0" });
  const databaseUrl = withUser(ownerUrl, "cp_app", PASSWORD, DATABASE);
  const app = await createApp({ config, databaseUrl, log: createLog("silent") });
  try {
    return await createBooks(app);
  } finally {
    await app.stop();
  }
}

interface ServerLife {
  readonly url: string;
  readonly log: readonly string[];
  ready(): Promise<void>;
  /** The work, with the server killed before it and started after it, where that is wished. */
  during(isKilled: boolean, work: () => Promise<void>): Promise<void>;
  memory(): number;
  stop(): Promise<void>;
}

function createServerLife(dataDir: string, databasePort: number): ServerLife {
  const log: string[] = [];
  const env = environment(dataDir, databasePort);
  let death: string | null = null;
  const begin = (): ServerProcess =>
    startServer(env, log, (reason) => {
      death = reason;
    });
  let server = begin();
  let up = server.ready;
  return {
    url: `http://127.0.0.1:${env.PORT}`,
    log,
    async ready() {
      await up;
      if (death) throw new Error(death);
    },
    async during(isKilled, work) {
      if (!isKilled) return work();
      up = (async () => {
        await server.kill();
        await work();
        server = begin();
        await server.ready;
      })();
      await up;
    },
    memory() {
      const status = readFileSync(`/proc/${server.pid}/status`, "utf8");
      return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024;
    },
    async stop() {
      await up.catch(() => undefined);
      await server.stop();
    },
  };
}

function environment(dataDir: string, databasePort: number) {
  const url = withUser(`postgres://127.0.0.1:${databasePort}`, "cp_app", PASSWORD, DATABASE);
  const clockFile = join(dataDir, "clock");
  writeFileSync(clockFile, "0");
  return {
    PATH: process.env["PATH"] ?? "",
    // In as little memory as `npm start` gives it.
    NODE_OPTIONS: NODE_FLAGS.join(" "),
    DATA_DIR: join(dataDir, "server"),
    CLOCK_FILE: clockFile,
    // Below the ports that the system gives away, so that it is free again after each kill.
    PORT: String(20_000 + (process.pid % 1_000) * 10),
    DATABASE_URL: url,
    MIGRATION_DATABASE_URL: withUser(url, "cp_owner", PASSWORD, DATABASE),
    SANDBOX: "0",
    DEMO: "0",
    LOG_LEVEL: "warn",
    REQUESTS_PER_MINUTE: "1000000",
    SIGN_INS_PER_MINUTE: "1000000",
    ...COMPILE_CACHE,
  };
}
