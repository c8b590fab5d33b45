import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { withUser } from "../../src/platform/embedded-postgres.ts";
import { COMPILE_CACHE } from "../harness/compile-cache.ts";
import { kill, killPostgres, postmasterOf } from "./processes.ts";
import { runScript, type ServerProcess, startServer } from "./server-process.ts";

const OPERATE = join(import.meta.dirname, "../../src/operate.ts");

export interface Blow {
  /** What is killed: the server; also the database with all its processes; also its postmaster alone. */
  kills: "server" | "database" | "postmaster";
  /** The start that follows is killed too, after so many milliseconds. */
  startKilledAfterMs?: number;
}

/** A server that is a process of its own, with its own data folder, database and sandbox provider. */
export interface World {
  readonly url: string;
  readonly sandboxUrl: string;
  /** Lines that the server wrote to its log, in all its lives. */
  readonly log: readonly string[];
  readonly crashes: number;
  /** Resolves when the server is up, also after a restart that is under way. Throws when it ended by itself. */
  ready(): Promise<void>;
  /** `kill -9`, then a start; one after the other. */
  crash(blow: Blow): Promise<void>;
  /** How far the server's clock is ahead, in milliseconds. */
  ahead(): number;
  advance(ms: number): void;
  /** The database's address as its superuser: for looking, and for what a schedule would do. */
  databaseUrl(): string;
  /** A verb of the operator beside the running server. */
  operate(...args: string[]): Promise<{ code: number | null; output: string }>;
  stop(): Promise<void>;
}

export async function createWorld(): Promise<World> {
  const dataDir = mkdtempSync(join(tmpdir(), "commonpurse-faults-"));
  // PostgreSQL runs as another user where we are root, and must be able to walk in.
  chmodSync(dataDir, 0o711);
  const env = environment(dataDir);
  writeFileSync(env.CLOCK_FILE, "0");
  const log: string[] = [];
  const lives = createLives(dataDir, env, log);
  let ahead = 0;
  const world: World = {
    url: `http://127.0.0.1:${env.PORT}`,
    sandboxUrl: `http://127.0.0.1:${env.SANDBOX_PORT}`,
    log,
    get crashes() {
      return lives.crashes;
    },
    ready: lives.ready,
    crash: lives.crash,
    ahead: () => ahead,
    advance(ms) {
      ahead += ms;
      writeFileSync(env.CLOCK_FILE, String(ahead));
    },
    databaseUrl: () => superuserUrl(dataDir),
    operate: (...args) => runScript(OPERATE, args, env),
    async stop() {
      await lives.stop();
      const left = postmasterOf(dataDir);
      if (left) kill(left.pid);
      rmSync(dataDir, { recursive: true, force: true, maxRetries: 5 });
    },
  };
  await world.ready().catch(async (error: unknown) => {
    await world.stop();
    throw error;
  });
  return world;
}

interface Lives {
  readonly crashes: number;
  ready(): Promise<void>;
  crash(blow: Blow): Promise<void>;
  stop(): Promise<void>;
}

/** The server's lives, one after the other on the same data folder. */
function createLives(dataDir: string, env: Record<string, string>, log: string[]): Lives {
  let crashes = 0;
  let death: string | null = null;
  const begin = (): ServerProcess =>
    startServer(env, log, (reason) => {
      death = reason;
    });
  let server = begin();
  let up = server.ready;
  const strike = async ({ kills, startKilledAfterMs }: Blow): Promise<void> => {
    await server.kill();
    if (kills !== "server") await killPostgres(dataDir, kills === "database");
    if (startKilledAfterMs !== undefined) {
      server = begin();
      const ready = server.ready.catch(() => undefined);
      await Promise.race([ready, new Promise((resolve) => setTimeout(resolve, startKilledAfterMs))]);
      await server.kill();
    }
    server = begin();
    await server.ready;
  };
  return {
    get crashes() {
      return crashes;
    },
    async ready() {
      await up;
      if (death) throw new Error(death);
    },
    async crash(blow) {
      crashes++;
      up = up.then(() => strike(blow));
      await up;
    },
    async stop() {
      await up.catch(() => undefined);
      await server.stop();
    },
  };
}

function environment(dataDir: string) {
  // Below the ports that the system gives away, so that they are free again after each kill.
  const port = 20_000 + (process.pid % 1_000) * 10;
  return {
    PATH: process.env["PATH"] ?? "",
    DATA_DIR: dataDir,
    CLOCK_FILE: join(dataDir, "clock"),
    PORT: String(port),
    SANDBOX_PORT: String(port + 1),
    SANDBOX: "1",
    DEMO: "0",
    LOG_LEVEL: "warn",
    REQUESTS_PER_MINUTE: "1000000",
    SIGN_INS_PER_MINUTE: "1000000",
    ...COMPILE_CACHE,
  };
}

function superuserUrl(dataDir: string): string {
  const at = postmasterOf(dataDir);
  if (!at) throw new Error("PostgreSQL does not run");
  const password = readFileSync(join(dataDir, "postgres-password"), "utf8").trim();
  return withUser(`postgres://127.0.0.1:${at.port}/postgres`, "postgres", password, "commonpurse");
}
