import { runMigrations } from "graphile-worker";
import type pg from "pg";
import type { readMigrations } from "../../platform/migrate.ts";
import { listTables, QUEUE_SCHEMA, readQueueMigration, type Table } from "./catalogue.ts";
import type { Manifest, Totals } from "./manifest.ts";
import { appliedMigrations, OperateError } from "./open-to-operate.ts";

type Migrations = ReturnType<typeof readMigrations>;

/** The queue's tables, by its own migrations, before the transaction in which all else is made. */
export async function prepareQueue(client: pg.Client, ownerUrl: string, manifest: Manifest): Promise<void> {
  await runMigrations({ connectionString: ownerUrl });
  if ((await readQueueMigration(client)) < manifest.queueMigration) {
    throw new OperateError(
      "the backup was made by a newer version (of the job queue's tables): restore it with that version",
    );
  }
}

/**
 * Makes the tables of the archive's migrations where there are none, and makes sure that nothing is in them. Answers the
 * tables; nobody else writes to them until the transaction ends.
 */
export async function prepareTarget(client: pg.Client, manifest: Manifest, migrations: Migrations): Promise<Table[]> {
  const applied = await appliedMigrations(client);
  if (!applied) await applyAll(client, migrations);
  else
    requireSame(
      applied.map(({ name }) => name),
      migrations,
    );
  const tables = await listTables(client);
  requireTables(tables, manifest);
  await client.query(`lock table ${tables.map((table) => table.name).join(", ")} in exclusive mode`);
  const queue = tables.filter((table) => table.name.startsWith(`${QUEUE_SCHEMA}.`));
  for (const { name } of tables.filter((table) => !queue.includes(table))) {
    const { rowCount } = await client.query(`select from ${name} limit 1`);
    if (rowCount) throw new OperateError(`the database is not empty (${name} has rows): restore into an empty one`);
  }
  if (queue.length > 0) await client.query(`truncate ${queue.map((table) => table.name).join(", ")}`);
  await makePartitions(client, manifest);
  return tables;
}

async function applyAll(client: pg.Client, migrations: Migrations): Promise<void> {
  await client.query(`create table public.commonpurse_migration (
    name text primary key, checksum text not null, applied_at timestamptz not null default clock_timestamp())`);
  for (const { name, sql, checksum, inTransaction } of migrations) {
    if (!inTransaction)
      throw new OperateError(`migration ${name} cannot run here: run \`commonpurse migrate\` first, then restore`);
    await client.query(sql);
    await client.query("insert into public.commonpurse_migration (name, checksum) values ($1, $2)", [name, checksum]);
  }
}

function requireSame(applied: readonly string[], migrations: Migrations): void {
  const wanted = migrations.map(({ name }) => name);
  if (applied.length === wanted.length && wanted.every((name) => applied.includes(name))) return;
  throw new OperateError(
    `the database has ${applied.length} migrations and the backup ${wanted.length}: restore into an empty database, which is brought to the backup's and then up to date`,
  );
}

/** The same tables with the same columns; the queue's may have gained some. */
function requireTables(tables: readonly Table[], manifest: Manifest): void {
  const known = new Map(tables.map((table) => [table.name, table.columns]));
  for (const { name, columns } of manifest.tables) {
    const missing = columns.find((column) => !known.get(name)?.includes(column));
    if (!known.has(name) || missing)
      throw new OperateError(
        `the backup has ${missing ? `column ${missing} of ` : ""}table ${name}, the database has not`,
      );
  }
  const extra = tables.find((table) => !manifest.tables.some(({ name }) => name === table.name));
  if (extra)
    throw new OperateError(`the database has table ${extra.name}, the backup has not: restore into an empty database`);
}

/** One call for each span: it makes the partition of that month or day, of every table that has such. */
async function makePartitions(client: pg.Client, { partitionDays }: Manifest): Promise<void> {
  const namesMonths = partitionDays.some(isMonth);
  for (const span of partitionDays) {
    const first = isMonth(span) ? `${span}-01` : span;
    const grain = isMonth(span) ? "month" : "day";
    // An older archive names the first day of either.
    await client.query("select platform.ensure_partitions($1, $1, $2)", [
      `${first}T00:00:00Z`,
      namesMonths ? grain : null,
    ]);
  }
}

function isMonth(span: string): boolean {
  return span.length === "2026-11".length;
}

/**
 * Takes the foreign keys off, and answers the way to put them back: one question for each key over all rows is faster than
 * one for each row, and the tables may come in any order.
 */
export async function liftForeignKeys(client: pg.Client): Promise<() => Promise<void>> {
  const { rows } = await client.query<{ table: string; name: string; definition: string }>(
    `select format('%I.%I', n.nspname, c.relname) as table, quote_ident(k.conname) as name, pg_get_constraintdef(k.oid) as definition
       from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace
      where k.contype = 'f' and k.conparentid = 0 and n.nspname !~ '^pg_' and pg_has_role(c.relowner, 'usage')`,
  );
  for (const { table, name } of rows) await client.query(`alter table ${table} drop constraint ${name}`);
  return async () => {
    for (const { table, name, definition } of rows)
      await client.query(`alter table ${table} add constraint ${name} ${definition}`);
  };
}

/** Identity columns go on where they were. The server that held the queue's locks is gone: its jobs are free again. */
export async function finishTarget(client: pg.Client, totals: Totals): Promise<void> {
  for (const [name, value] of Object.entries(totals.sequences)) {
    const { rowCount } = await client.query(
      "select from pg_sequences where format('%I.%I', schemaname, sequencename) = $1",
      [name],
    );
    if (rowCount) await client.query("select setval($1::regclass, $2::bigint)", [name, value]);
  }
  await client.query(
    `update ${QUEUE_SCHEMA}._private_jobs set locked_at = null, locked_by = null where locked_at is not null`,
  );
  await client.query(
    `update ${QUEUE_SCHEMA}._private_job_queues set locked_at = null, locked_by = null where locked_at is not null`,
  );
}
