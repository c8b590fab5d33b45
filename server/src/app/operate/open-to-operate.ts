import { existsSync } from "node:fs";
import { join } from "node:path";
import pg from "pg";
import type { Config } from "../../platform/config.ts";
import { openDatabase } from "../../platform/database.ts";
import { readMigrations } from "../../platform/migrate.ts";
import { claimDataDir } from "../claim-data-dir.ts";

/** Something that the operator can mend, told in one line. */
export class OperateError extends Error {}

/** The database as an operator's verb works on it: found, started or taken over, and left as it was found. */
export interface Opened {
  owner: string;
  app: string;
  close(): Promise<void>;
}

export interface OpenOptions {
  /** Makes the embedded database where there is none yet; else that is refused, for a backup of nothing helps nobody. */
  create?: boolean;
  /** No server may run with this data folder meanwhile. */
  alone?: boolean;
  /** Ctrl-C: the verb's connections are cut, so that what they wait for ends. */
  signal?: AbortSignal;
}

/** Names our connections, so that they can be told from a server's. */
export const OPERATOR = `commonpurse-operator-${process.pid}`;

export async function openToOperate(config: Config, options: OpenOptions = {}): Promise<Opened> {
  if (!options.create && !config.databaseUrl && !existsSync(join(config.dataDir, "database-password"))) {
    throw new OperateError(
      `there is no Commonpurse data under ${config.dataDir}: name its folder with --data-dir or DATA_DIR`,
    );
  }
  const release = options.alone ? claimDataDir(config.dataDir) : () => undefined;
  try {
    const database = await openDatabase(config);
    options.signal?.addEventListener("abort", () => void cutConnections(database.owner));
    return {
      owner: database.owner,
      app: database.app,
      async close() {
        // What we started, we stop; unless a server began to use it meanwhile.
        const ours = database.embedded && !database.adopted;
        if (ours && !(await isInUse(database.owner))) await database.stop();
        release();
      },
    };
  } catch (error) {
    release();
    throw error;
  }
}

/** Which migrations the database has. Null: none at all, it is empty. */
export async function appliedMigrations(client: pg.Client): Promise<{ name: string; checksum: string }[] | null> {
  const { rows: found } = await client.query<{ there: boolean }>(
    "select to_regclass('public.commonpurse_migration') is not null as there",
  );
  if (!found[0]?.there) return null;
  const { rows } = await client.query<{ name: string; checksum: string }>(
    "select name, checksum from public.commonpurse_migration order by name",
  );
  return rows;
}

/** The checks and exports of this version read the tables of this version. */
export async function requireMigrated(ownerUrl: string): Promise<void> {
  await withClient(ownerUrl, async (client) => {
    const applied = new Set((await appliedMigrations(client))?.map((migration) => migration.name));
    if (applied.size === 0) throw new OperateError("the database is empty: `commonpurse migrate` makes its tables");
    const ours = readMigrations().map((migration) => migration.name);
    const unknown = [...applied].find((name) => !ours.includes(name));
    if (unknown)
      throw new OperateError(
        `the database has migration ${unknown}, which this version does not know: use the newer version`,
      );
    const missing = ours.find((name) => !applied.has(name));
    if (missing) throw new OperateError(`the database lacks migration ${missing}: run \`commonpurse migrate\` first`);
  });
}

export async function withClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url, application_name: OPERATOR });
  // Told by the query that was under way; without a listener it would end the process.
  client.on("error", () => undefined);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

async function isInUse(ownerUrl: string): Promise<boolean> {
  return withClient(ownerUrl, async (client) => {
    // A worker of the database's own has no user.
    const { rowCount } = await client.query(
      "select from pg_stat_activity where datname = current_database() and usesysid is not null and application_name <> $1",
      [OPERATOR],
    );
    return (rowCount ?? 0) > 0;
  });
}

async function cutConnections(ownerUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl });
  try {
    await client.connect();
    await client.query("select pg_terminate_backend(pid) from pg_stat_activity where application_name = $1", [
      OPERATOR,
    ]);
  } catch {
    // The database is gone already: there is nothing to cut.
  } finally {
    await client.end().catch(() => undefined);
  }
}
