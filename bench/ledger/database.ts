import { chmodSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { prepareDatabase, rolesSql } from "../../server/src/platform/database.ts";
import { createPool } from "../../server/src/platform/db.ts";
import { startEmbeddedPostgres, withUser } from "../../server/src/platform/embedded-postgres.ts";

const PASSWORD = "bench";
const FIRST = "commonpurse";

/** The one PostgreSQL of a run, as a newcomer gets it: durable, with the product's own settings. */
export interface BenchDatabase {
  superuserUrl: string;
  postmasterPid: number;
  dataDir: string;
  /** Version and the settings that say how durable and how large it is. */
  settings: Readonly<Record<string, string>>;
  /** An empty database beside the others, the superuser's. */
  create(name: string): Promise<string>;
  /** A migrated database of Commonpurse's. */
  createBooks(name: string): Promise<BooksUrls>;
  stop(): Promise<void>;
}

export interface BooksUrls {
  owner: string;
  app: string;
}

const SHOWN = [
  "server_version",
  "fsync",
  "synchronous_commit",
  "full_page_writes",
  "shared_buffers",
  "max_wal_size",
  "wal_sync_method",
];

export async function startBenchDatabase(): Promise<BenchDatabase> {
  const dataDir = mkdtempSync(join(tmpdir(), "commonpurse-bench-"));
  // Root runs the database as another user, who must be able to walk in.
  chmodSync(dataDir, 0o711);
  const server = await startEmbeddedPostgres({ dataDir });
  const { superuserUrl } = server;
  const stop = async () => {
    await server.stop();
    rmSync(dataDir, { recursive: true, force: true });
  };
  try {
    const roles = rolesSql(PASSWORD, PASSWORD).split("\n");
    await withDatabase(superuserUrl, async (client) => {
      for (const statement of roles.filter((line) => line.startsWith("create role"))) await client.ask(statement);
    });
    const settings = await readSettings(superuserUrl);
    for (const name of ["fsync", "synchronous_commit"])
      if (settings[name] !== "on") throw new Error(`${name} is ${settings[name]}: nothing of this would count`);
    return {
      superuserUrl,
      postmasterPid: await postmasterOf(superuserUrl),
      dataDir,
      settings,
      async create(name) {
        await withDatabase(superuserUrl, (client) => client.ask(`create database ${name}`));
        return inDatabase(superuserUrl, name);
      },
      async createBooks(name) {
        await withDatabase(superuserUrl, async (client) => {
          const rest = roles.filter((line) => !line.startsWith("create role"));
          for (const statement of rest) await client.ask(statement.replaceAll(FIRST, name));
        });
        const owner = withUser(superuserUrl, "cp_owner", PASSWORD, name);
        await prepareDatabase(owner, new Date());
        return { owner, app: withUser(superuserUrl, "cp_app", PASSWORD, name) };
      },
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** One connection. Whole numbers come as bigint. */
export interface Client {
  /** Answers the rows. */
  ask<T>(text: string, values?: readonly unknown[]): Promise<T[]>;
}

/** A connection for the length of the work, without a time-out: set-up and proofs look at millions of rows. */
export async function withDatabase<T>(url: string, work: (client: Client) => Promise<T>): Promise<T> {
  const pool = createPool({ url, max: 1, statementTimeoutMs: 0, name: "commonpurse-bench" });
  const connection = await pool.connect();
  try {
    return await work({ ask: async (text, values = []) => (await connection.query(text, [...values])).rows });
  } finally {
    connection.release(true);
    await pool.end();
  }
}

function inDatabase(url: string, name: string): string {
  const { username, password } = new URL(url);
  return withUser(url, username, password, name);
}

async function readSettings(url: string): Promise<Record<string, string>> {
  return withDatabase(url, async (client) => {
    const rows = await client.ask<{ name: string; value: string }>(
      "select name, current_setting(name) as value from unnest($1::text[]) as s (name)",
      [SHOWN],
    );
    return Object.fromEntries(rows.map(({ name, value }) => [name, value]));
  });
}

async function postmasterOf(url: string): Promise<number> {
  return withDatabase(url, async (client) => {
    const rows = await client.ask<{ folder: string }>("select current_setting('data_directory') as folder");
    return Number(readFileSync(join(rows[0]?.folder ?? "", "postmaster.pid"), "utf8").split("\n")[0]);
  });
}
