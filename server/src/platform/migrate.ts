import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import pg from "pg";

export const MIGRATIONS_FOLDER = join(import.meta.dirname, "../../migrations");

/** Any number: names the lock under which one process migrates. */
export const MIGRATION_LOCK = 4_400_001;
/** The SQL floor. */
const LEAST_VERSION = 160_000;

export class MigrationError extends Error {}

interface Migration {
  name: string;
  sql: string;
  checksum: string;
  inTransaction: boolean;
}

export function readMigrations(folder: string = MIGRATIONS_FOLDER): Migration[] {
  const names = readdirSync(folder).filter((name) => /^\d{4}_[a-z0-9_]+\.sql$/.test(name));
  return names.sort().map((name) => {
    const sql = readFileSync(join(folder, name), "utf8");
    const checksum = createHash("sha256").update(sql).digest("hex");
    return { name, sql, checksum, inTransaction: !sql.startsWith("-- no transaction") };
  });
}

/**
 * Brings the database of `url` (the owner's) up to date, under an advisory lock: two processes at once migrate once.
 * Forward only; a migration that was changed after it ran is refused. Answers the names of those applied.
 */
export async function migrate(url: string, onProgress: (name: string) => void = () => undefined): Promise<string[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await requireVersion(client);
    await requireRoles(client);
    await client.query("select pg_advisory_lock($1)", [MIGRATION_LOCK]);
    await client.query(`create table if not exists public.commonpurse_migration (
      name text primary key, checksum text not null, applied_at timestamptz not null default clock_timestamp())`);
    const { rows } = await client.query<{ name: string; checksum: string }>(
      "select name, checksum from public.commonpurse_migration",
    );
    const pending = pendingOf(readMigrations(), new Map(rows.map((row) => [row.name, row.checksum])));
    for (const migration of pending) {
      onProgress(migration.name);
      await apply(client, migration);
    }
    return pending.map((migration) => migration.name);
  } finally {
    await client.end();
  }
}

async function requireVersion(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ version: number; text: string }>(
    "select current_setting('server_version_num')::int as version, current_setting('server_version') as text",
  );
  const found = rows[0];
  if (!found || found.version < LEAST_VERSION) {
    throw new MigrationError(`PostgreSQL ${found?.text ?? "?"} is too old: 16 or newer is needed`);
  }
}

async function requireRoles(client: pg.Client): Promise<void> {
  const { rowCount } = await client.query("select from pg_roles where rolname = 'cp_app'");
  if (rowCount === 0) {
    throw new MigrationError(
      "the server's role cp_app is missing: `commonpurse migrate --print-roles` prints the SQL that makes it",
    );
  }
}

function pendingOf(all: readonly Migration[], applied: ReadonlyMap<string, string>): Migration[] {
  for (const name of applied.keys()) {
    if (!all.some((migration) => migration.name === name)) {
      throw new MigrationError(
        `the database has migration ${name}, which this version does not know: start the newer version`,
      );
    }
  }
  for (const { name, checksum } of all) {
    const kept = applied.get(name);
    if (kept && kept !== checksum) throw new MigrationError(`migration ${name} was changed after it was applied`);
  }
  return all.filter((migration) => !applied.has(migration.name));
}

async function apply(client: pg.Client, migration: Migration): Promise<void> {
  const record = "insert into public.commonpurse_migration (name, checksum) values ($1, $2)";
  const values = [migration.name, migration.checksum];
  try {
    if (migration.inTransaction) await client.query("begin");
    await client.query(migration.sql);
    await client.query(record, values);
    if (migration.inTransaction) await client.query("commit");
  } catch (error) {
    if (migration.inTransaction) await client.query("rollback");
    const reason = error instanceof Error ? error.message : String(error);
    throw new MigrationError(`migration ${migration.name} failed: ${reason}`, { cause: error });
  }
}
