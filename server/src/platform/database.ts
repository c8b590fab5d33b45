import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { runMigrations } from "graphile-worker";
import pg from "pg";
import type { Config } from "./config.ts";
import { type EmbeddedPostgres, startEmbeddedPostgres, withUser } from "./embedded-postgres.ts";
import { MIGRATION_LOCK, migrate } from "./migrate.ts";

export interface DatabaseUrls {
  /** Owns everything; migrations, checks and backup; never serves a request. */
  owner: string;
  /** The server's: owns nothing, cannot bypass row-level security. */
  app: string;
}

export interface OpenDatabase extends DatabaseUrls {
  embedded: boolean;
  adopted: boolean;
  stop(): Promise<void>;
}

const DATABASE = "commonpurse";

/** The SQL that makes the two roles on a server that is not embedded; the passwords are to be chosen. */
export function rolesSql(ownerPassword: string, appPassword: string): string {
  return [
    `create role cp_owner login password '${ownerPassword}' nosuperuser nobypassrls;`,
    `create role cp_app login password '${appPassword}' nosuperuser nobypassrls nocreatedb nocreaterole;`,
    `create database ${DATABASE} owner cp_owner;`,
    `revoke all on database ${DATABASE} from public;`,
    `grant connect on database ${DATABASE} to cp_app;`,
  ].join("\n");
}

/** Finds or starts the database that the settings name. Does not migrate it. */
export async function openDatabase(config: Config): Promise<OpenDatabase> {
  if (config.databaseUrl) {
    const owner = config.migrationDatabaseUrl ?? config.databaseUrl;
    return { app: config.databaseUrl, owner, embedded: false, adopted: false, stop: async () => undefined };
  }
  const server = await startEmbeddedPostgres({ dataDir: config.dataDir });
  try {
    const urls = await makeRoles(server, config.dataDir);
    return { ...urls, embedded: true, adopted: server.adopted, stop: () => server.stop() };
  } catch (error) {
    await server.stop();
    throw error;
  }
}

/** In the embedded server: both roles and the database, once, with passwords kept in the data folder. */
async function makeRoles(server: EmbeddedPostgres, dataDir: string): Promise<DatabaseUrls> {
  const password = keptPassword(dataDir);
  const client = new pg.Client({ connectionString: server.superuserUrl });
  await client.connect();
  try {
    const { rowCount } = await client.query("select from pg_database where datname = $1", [DATABASE]);
    if (!rowCount) {
      await client.query("drop role if exists cp_app; drop role if exists cp_owner;");
      for (const statement of rolesSql(password, password).split("\n")) await client.query(statement);
    }
  } finally {
    await client.end();
  }
  return {
    owner: withUser(server.superuserUrl, "cp_owner", password, DATABASE),
    app: withUser(server.superuserUrl, "cp_app", password, DATABASE),
  };
}

function keptPassword(dataDir: string): string {
  const file = join(dataDir, "database-password");
  mkdirSync(dataDir, { recursive: true });
  if (!existsSync(file)) writeFileSync(file, randomBytes(24).toString("hex"), { mode: 0o600 });
  return readFileSync(file, "utf8").trim();
}

/**
 * Our migrations, the queue's own, the partitions of now, and the server's rights on the queue. Processes that start at once do it
 * one after the other: PostgreSQL refuses two that grant the same at the same time.
 */
export async function prepareDatabase(
  ownerUrl: string,
  now: Date,
  onProgress?: (name: string) => void,
): Promise<string[]> {
  const applied = await migrate(ownerUrl, onProgress);
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    await client.query("select pg_advisory_lock($1)", [MIGRATION_LOCK]);
    await runMigrations({ connectionString: ownerUrl });
    await client.query(QUEUE_RIGHTS);
    await client.query("select platform.ensure_partitions_about($1)", [now]);
  } finally {
    await client.end();
  }
  return applied;
}

/** The queue's tables come with row-level security and no policy: the server's role is let in by name. */
const QUEUE_RIGHTS = `do $$
declare found record;
begin
  grant usage on schema graphile_worker to cp_app;
  grant execute on all functions in schema graphile_worker to cp_app;
  grant usage, select on all sequences in schema graphile_worker to cp_app;
  for found in select c.oid::regclass as name, c.relrowsecurity from pg_class c
                where c.relnamespace = 'graphile_worker'::regnamespace and c.relkind in ('r', 'v') loop
    execute format('grant select, insert, update, delete on %s to cp_app', found.name);
    if found.relrowsecurity and not exists (select from pg_policy where polrelid = found.name) then
      execute format('create policy server on %s for all to cp_app using (true) with check (true)', found.name);
    end if;
  end loop;
end $$`;

export class UnsafeRole extends Error {}

/** A serving role that could see past the policies is refused in production. */
export async function requireSafeRole(appUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: appUrl });
  await client.connect();
  try {
    const { rows } = await client.query<{ role: string; unsafe: boolean }>(`
      select current_user as role, r.rolsuper or r.rolbypassrls or exists (
               select from pg_class c where c.relowner = r.oid and c.relnamespace = to_regnamespace('ledger')) as unsafe
        from pg_roles r where r.rolname = current_user`);
    if (rows[0]?.unsafe) {
      throw new UnsafeRole(
        `DATABASE_URL signs in as ${rows[0].role}, which owns the tables or passes row-level security: use cp_app`,
      );
    }
  } finally {
    await client.end();
  }
}
