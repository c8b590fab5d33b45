import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { PGlite } from "@electric-sql/pglite";
import { pgDump } from "@electric-sql/pglite-tools/pg_dump";

const MIGRATION = /^\d{4}_[a-z0-9_]+\.sql$/;

/** All migrations of a folder, in order, on a PostgreSQL in memory: its catalogue is what the generated files tell. */
export async function openCatalogue(folder: string): Promise<PGlite> {
  const pg = await PGlite.create();
  // The owner of the database, and no superuser: a migration that needs more would fail at people's own servers too.
  await pg.exec(`create role cp_owner; create role cp_app; alter database postgres owner to cp_owner;`);
  for (const name of readdirSync(folder)
    .filter((file) => MIGRATION.test(file))
    .sort()) {
    await apply(pg, name, readFileSync(join(folder, name), "utf8"));
  }
  return pg;
}

async function apply(pg: PGlite, name: string, sql: string): Promise<void> {
  const inTransaction = !sql.startsWith("-- no transaction");
  try {
    await pg.exec(`set role cp_owner; ${inTransaction ? "begin" : ""}`);
    await pg.exec(sql);
    await pg.exec(`${inTransaction ? "commit;" : ""} reset role`);
  } catch (error) {
    await pg.close();
    throw new Error(`migration ${name}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
}

/** What `pg_dump --schema-only` says of it. The key is fixed: without one, each dump carries another. */
export async function dumpSchema(pg: PGlite): Promise<string> {
  const file = await pgDump({ pg, args: ["--schema-only", "--restrict-key=x"] });
  return file.text();
}
