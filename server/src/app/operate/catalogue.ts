import type pg from "pg";

/**
 * Tables that migrations fill: they describe the database and no business, and are made again by the migrations. All others
 * are empty in a new database.
 */
const OF_MIGRATIONS = ["public.commonpurse_migration", "platform.partitioned", "graphile_worker.migrations"];

/** The queue's tables fill by themselves once a server has started: at restore they are replaced. */
export const QUEUE_SCHEMA = "graphile_worker";

export interface Table {
  /** As the catalogue writes it, quoted where need be. */
  name: string;
  columns: string[];
}

/** Every table whose rows are ours, whole ones in place of their partitions, with the columns that are stored and not computed. */
export async function listTables(client: pg.Client): Promise<Table[]> {
  const { rows } = await client.query<{ name: string; columns: string[] }>(
    `select format('%I.%I', n.nspname, c.relname) as name,
            array(select quote_ident(a.attname) from pg_attribute a
                   where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '' order by a.attnum)::text[] as columns
       from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where c.relkind in ('r', 'p') and not c.relispartition and c.relpersistence = 'p' and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
        and pg_has_role(c.relowner, 'usage') and not format('%I.%I', n.nspname, c.relname) = any($1)
        and not exists (select from pg_depend d where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype = 'e')
      order by 1`,
    [OF_MIGRATIONS],
  );
  return rows;
}

/** Bytes that the tables take up: for progress, not for more. */
export async function estimateBytes(client: pg.Client): Promise<number> {
  const { rows } = await client.query<{ bytes: string }>(
    `select coalesce(sum(pg_relation_size(c.oid)), 0)::text as bytes from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where c.relkind = 'r' and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'`,
  );
  return Number(rows[0]?.bytes ?? 0);
}

/** Last values of identity columns and other sequences; those that gave none yet are left out. */
export async function readSequences(client: pg.Client): Promise<Record<string, string>> {
  const { rows } = await client.query<{ name: string; value: string }>(
    `select format('%I.%I', schemaname, sequencename) as name, last_value::text as value from pg_sequences
      where last_value is not null and schemaname !~ '^pg_' order by 1`,
  );
  return Object.fromEntries(rows.map((row) => [row.name, row.value]));
}

/** The span of every dated partition, by its name: a month such as `2026-11`, or a day. */
export async function readPartitionDays(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ day: string }>(
    `select distinct replace(substring(c.relname from '_(\\d{4}_\\d{2}(?:_\\d{2})?)$'), '_', '-') as day
       from platform.partitioned p join pg_inherits i on i.inhparent = p.parent::regclass join pg_class c on c.oid = i.inhrelid
      where c.relname ~ '_\\d{4}_\\d{2}(_\\d{2})?$' order by 1`,
  );
  return rows.map((row) => row.day);
}

export async function readQueueMigration(client: pg.Client): Promise<number> {
  const { rows } = await client.query<{ id: number }>(
    "select coalesce(max(id), 0)::int as id from graphile_worker.migrations",
  );
  return rows[0]?.id ?? 0;
}
