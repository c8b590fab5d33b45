import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "kysely";
import { afterAll, beforeAll, expect, it } from "vitest";
import { audit } from "./faults/ledger/audit.ts";
import { type Books, createBooks } from "./faults/ledger/books.ts";
import { startLoad } from "./faults/ledger/load.ts";
import type { Random } from "./faults/random.ts";
import { type ServerProcess, startServer } from "./faults/server-process.ts";
import { until } from "./faults/until.ts";
import { COMPILE_CACHE } from "./harness/compile-cache.ts";
import { createTestServer, type TestServer } from "./harness/server.ts";

// Ten servers, each a process of its own, post to the same few accounts of one database: singly, in bulk, and by commands, which
// take another way to the same rows.

const PROCESSES = 10;
const SENDERS = 24;
const ENOUGH = 600;
const MINUTES_3 = 180_000;

let first: TestServer;
let books: Books;
let dataDir: string;
const servers: { url: string; process: ServerProcess }[] = [];
const log: string[] = [];
const deaths: string[] = [];

beforeAll(async () => {
  first = await createTestServer();
  books = await createBooks(first.app);
  dataDir = mkdtempSync(join(tmpdir(), "commonpurse-processes-"));
  for (let number = 0; number < PROCESSES; number++) servers.push(start(number));
  await Promise.all(servers.map(({ process }) => process.ready));
}, MINUTES_3);
afterAll(async () => {
  await Promise.all(servers.map(({ process }) => process.stop()));
  await first.stop();
  rmSync(dataDir, { recursive: true, force: true });
}, MINUTES_3);

function start(number: number): { url: string; process: ServerProcess } {
  const folder = join(dataDir, String(number));
  mkdirSync(folder);
  const clockFile = join(folder, "clock");
  writeFileSync(clockFile, "0");
  // Below the ports that the system gives away.
  const port = 20_000 + (process.pid % 1_000) * 10 + number;
  const env = {
    PATH: process.env["PATH"] ?? "",
    DATA_DIR: folder,
    CLOCK_FILE: clockFile,
    PORT: String(port),
    DATABASE_URL: first.database.appUrl,
    MIGRATION_DATABASE_URL: first.database.ownerUrl,
    SANDBOX: "0",
    DEMO: "0",
    LOG_LEVEL: "warn",
    REQUESTS_PER_MINUTE: "1000000",
    ...COMPILE_CACHE,
  };
  return { url: `http://127.0.0.1:${port}`, process: startServer(env, log, (reason) => void deaths.push(reason)) };
}

it(
  "crossing transfers through ten servers, both ways into the books at once: no caller hears of a deadlock",
  async () => {
    const seed = Math.floor(Math.random() * 1_000_000);
    const pickUrl = async (random: Random) => random.pick(servers).url;
    const load = startLoad({ books, seed, workers: SENDERS, pickUrl });
    try {
      await until("enough transfers", () => load.acknowledged >= ENOUGH || load.faults.length > 0, MINUTES_3);
      await load.stop();
    } finally {
      load.abandon();
    }
    const words = `seed ${seed}\n${log.slice(-10).join("\n")}`;
    expect([...load.faults, ...deaths], words).toEqual([]);
    expect(await audit(first.database.ownerUrl, books, load), words).toEqual([]);
    const { rows } = await sql<{ deadlocks: bigint }>`
      select deadlocks from pg_stat_database where datname = current_database()`.execute(first.database.owner);
    expect(rows[0]?.deadlocks).toBe(0n);
  },
  MINUTES_3,
);
