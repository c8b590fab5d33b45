import { type ChildProcess, spawn } from "node:child_process";
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { withUser } from "../../src/platform/embedded-postgres.ts";
import { kill, killPostgres, postmasterOf } from "./processes.ts";

const ENTRY = join(import.meta.dirname, "clocked-main.ts");
const OPERATE = join(import.meta.dirname, "../../src/operate.ts");

/** What of the machine is killed: the server, also the database with all its processes, or also its postmaster alone. */
export type Blow = "server" | "database" | "postmaster";

/** A server that is a process of its own, with its own data folder, database and sandbox provider. */
export interface World {
  readonly url: string;
  readonly sandboxUrl: string;
  readonly dataDir: string;
  /** What the server wrote to its log, of all its lives. */
  readonly log: string[];
  readonly crashes: number;
  /** Resolves when the server is up, waiting for a start that is under way. */
  ready(): Promise<void>;
  /** `kill -9`, then a start. A call during a restart waits for that one and does nothing more. */
  crash(blow: Blow): Promise<void>;
  /** How far the server's clock is ahead, in milliseconds. */
  ahead(): number;
  advance(ms: number): void;
  /** The database's address as its superuser: for looking. */
  databaseUrl(): string;
  /** A verb of the operator beside the running server: exit code and what it printed. */
  operate(...args: string[]): Promise<{ code: number | null; output: string }>;
  stop(): Promise<void>;
}

interface Life {
  child: ChildProcess;
  ended: Promise<unknown>;
}

export async function createWorld(): Promise<World> {
  const dataDir = mkdtempSync(join(tmpdir(), "commonpurse-faults-"));
  // PostgreSQL runs as another user where we are root, and must be able to walk in.
  chmodSync(dataDir, 0o711);
  const clockFile = join(dataDir, "clock");
  writeFileSync(clockFile, "0");
  // Below the ports that the system gives away: they must be free again after each kill.
  const port = 20_000 + (process.pid % 1_000) * 10;
  const env = {
    PATH: process.env["PATH"] ?? "",
    DATA_DIR: dataDir,
    CLOCK_FILE: clockFile,
    PORT: String(port),
    SANDBOX_PORT: String(port + 1),
    SANDBOX: "1",
    DEMO: "0",
    LOG_LEVEL: "warn",
    REQUESTS_PER_MINUTE: "1000000",
    SIGN_INS_PER_MINUTE: "1000000",
    NODE_COMPILE_CACHE: join(dataDir, "compile-cache"),
  };
  const log: string[] = [];
  let ahead = 0;
  let crashes = 0;
  let life = startServer(env, log);
  let up: Promise<void> = life.then(() => undefined);
  const restart = async (blow: Blow): Promise<void> => {
    const { child, ended } = await life;
    child.kill("SIGKILL");
    await ended;
    if (blow !== "server") await killPostgres(dataDir, blow === "database");
    life = startServer(env, log);
    await life;
  };
  const world: World = {
    url: `http://127.0.0.1:${port}`,
    sandboxUrl: `http://127.0.0.1:${port + 1}`,
    dataDir,
    log,
    get crashes() {
      return crashes;
    },
    ready: () => up,
    async crash(blow) {
      crashes++;
      up = up.then(() => restart(blow));
      await up;
    },
    ahead: () => ahead,
    advance(ms) {
      ahead += ms;
      writeFileSync(clockFile, String(ahead));
    },
    databaseUrl() {
      const at = postmasterOf(dataDir);
      if (!at) throw new Error("PostgreSQL does not run");
      const password = readFileSync(join(dataDir, "postgres-password"), "utf8").trim();
      return withUser(`postgres://127.0.0.1:${at.port}/postgres`, "postgres", password, "commonpurse");
    },
    operate: (...args) => run(OPERATE, args, env),
    async stop() {
      const alive = await life.catch(() => null);
      alive?.child.kill("SIGTERM");
      await alive?.ended;
      const left = postmasterOf(dataDir);
      if (left) kill(left.pid);
      rmSync(dataDir, { recursive: true, force: true, maxRetries: 5 });
    },
  };
  await up.catch(async (error: unknown) => {
    await world.stop();
    throw error;
  });
  return world;
}

/** Ready when it says so; a start that fails tells what was written until then. */
async function startServer(env: Record<string, string>, log: string[]): Promise<Life> {
  const child = spawn(process.execPath, [ENTRY], { env, stdio: ["ignore", "pipe", "pipe"] });
  const ended = new Promise((resolve) => child.once("exit", resolve));
  const said: string[] = [];
  await new Promise<void>((resolve, reject) => {
    if (!child.stdout || !child.stderr) return reject(new Error("no output"));
    createInterface({ input: child.stdout }).on("line", (line) => {
      if (line.startsWith("{")) log.push(line);
      else said.push(line);
      if (line.includes("Commonpurse is ready")) resolve();
    });
    createInterface({ input: child.stderr }).on("line", (line) => {
      log.push(line);
      said.push(line);
    });
    child.once("exit", (code, signal) => {
      if (signal !== "SIGKILL") log.push(`the server ended by itself: ${code ?? signal}`);
      reject(new Error(`the server ended with ${code ?? signal}: ${said.join("\n")}`));
    });
  });
  return { child, ended };
}

async function run(script: string, args: readonly string[], env: Record<string, string>): Promise<{ code: number | null; output: string }> {
  const child = spawn(process.execPath, [script, ...args], { env, stdio: ["ignore", "pipe", "inherit"] });
  const output: Buffer[] = [];
  child.stdout.on("data", (chunk: Buffer) => void output.push(chunk));
  const code = await new Promise<number | null>((resolve) => child.once("close", resolve));
  return { code, output: Buffer.concat(output).toString("utf8") };
}
