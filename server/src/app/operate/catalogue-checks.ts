import { sql } from "kysely";
import type { Db } from "../../platform/db.ts";
import type { Check } from "../../platform/module.ts";

async function faults(db: Db, query: ReturnType<typeof sql<{ fault: string }>>): Promise<string[]> {
  return (await query.execute(db)).rows.map((row) => row.fault);
}

/** Schemas of our own: the queue's is its own maker's business, `public` holds the list of migrations alone. */
const OURS = sql`n.nspname !~ '^pg_' and n.nspname not in ('information_schema', 'public', 'graphile_worker')`;

/** What must be true of the tables themselves, whatever rows they hold: somebody with the owner's password may have changed it. */
export const catalogueChecks: readonly Check[] = [
  {
    name: "database.tenants_are_walled",
    why: "Row-level security is the second wall between communities: without it, one forgotten condition shows another's money.",
    run: (db) =>
      faults(
        db,
        sql<{ fault: string }>`
        select format('%s has %s', c.oid::regclass, case when c.relrowsecurity then 'no policy' else 'row-level security switched off' end) as fault
          from pg_class c join pg_namespace n on n.oid = c.relnamespace
         where ${OURS} and c.relkind in ('r', 'p') and not c.relispartition
           and exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'community_id' and not a.attisdropped)
           and (not c.relrowsecurity
                or has_any_column_privilege('cp_app', c.oid, 'select, insert, update') and not exists (select from pg_policy p where p.polrelid = c.oid))
         order by 1`,
      ),
  },
  {
    name: "database.partitions_are_closed",
    why: "A partition has no policies of its own: the server's role reads it through its parent or not at all.",
    run: (db) =>
      faults(
        db,
        sql<{ fault: string }>`
        select format('cp_app has rights on %s', c.oid::regclass) as fault
          from pg_class c join pg_namespace n on n.oid = c.relnamespace
         where ${OURS} and c.relispartition and c.relkind in ('r', 'p')
           and (has_any_column_privilege('cp_app', c.oid, 'select, insert, update') or has_table_privilege('cp_app', c.oid, 'delete, truncate'))
         order by 1`,
      ),
  },
  {
    name: "database.server_role_is_bound",
    why: "The role that serves requests must not be able to lift the walls: it owns nothing and passes no policy.",
    run: (db) =>
      faults(
        db,
        sql<{ fault: string }>`
        select 'cp_app is a superuser, passes row-level security, or may make roles' as fault
          from pg_roles where rolname = 'cp_app' and (rolsuper or rolbypassrls or rolcreaterole)
        union all
        select format('cp_app is a member of %s', r.rolname) from pg_roles r
         where r.rolname not in ('cp_app', 'pg_database_owner') and pg_has_role('cp_app', r.oid, 'member')
        union all
        select format('cp_app owns %s', pg_describe_object(d.classid, d.objid, d.objsubid)) from pg_shdepend d
         where d.refclassid = 'pg_authid'::regclass and d.refobjid = 'cp_app'::regrole and d.deptype = 'o'
           and d.dbid in (0, (select oid from pg_database where datname = current_database()))`,
      ),
  },
  {
    name: "database.views_look_as_their_reader",
    why: "A view reads with its owner's eyes unless it is told otherwise, and so past every policy.",
    run: (db) =>
      faults(
        db,
        sql<{ fault: string }>`
        select format('%s %s', case c.relkind when 'm' then 'materialised view' else 'view' end, c.oid::regclass) as fault
          from pg_class c join pg_namespace n on n.oid = c.relnamespace
         where ${OURS} and (c.relkind = 'm' or c.relkind = 'v' and not coalesce(c.reloptions && array['security_invoker=true', 'security_invoker=on'], false))
        union all
        select format('function %s has an open search path', p.oid::regprocedure) from pg_proc p join pg_namespace n on n.oid = p.pronamespace
         where ${OURS} and p.prosecdef and not exists (select from unnest(p.proconfig) c where c like 'search_path=%')`,
      ),
  },
  {
    name: "database.guards_are_on",
    why: "Triggers and constraints keep the books append-only and balanced for the owner too: a guard switched off guards nothing.",
    run: (db) =>
      faults(
        db,
        sql<{ fault: string }>`
        select format('trigger %s on %s is switched off', t.tgname, t.tgrelid::regclass) as fault
          from pg_trigger t join pg_class c on c.oid = t.tgrelid join pg_namespace n on n.oid = c.relnamespace
         where ${OURS} and t.tgenabled not in ('O', 'A')
        union all
        select format('constraint %s on %s is not validated', k.conname, k.conrelid::regclass)
          from pg_constraint k join pg_namespace n on n.oid = k.connamespace where ${OURS} and not k.convalidated
        union all
        select format('index %s is not valid', i.indexrelid::regclass)
          from pg_index i join pg_class c on c.oid = i.indrelid join pg_namespace n on n.oid = c.relnamespace where ${OURS} and not i.indisvalid`,
      ),
  },
  {
    name: "database.partitions_are_ahead",
    why: "A row whose month has no partition falls into the default one, which then stands in the way of making it.",
    run: (db) => partitionFaults(db),
  },
];

/** Today and the coming week have their partition everywhere, and no default one holds a row. */
async function partitionFaults(db: Db): Promise<string[]> {
  const missing = await faults(
    db,
    sql<{ fault: string }>`
    select format('%s has no partition for %s', p.parent, day::date) as fault
      from platform.partitioned p cross join (values (now()), (now() + interval '7 days')) as d (day)
     where to_regclass(p.parent || to_char(day at time zone 'UTC', case p.grain when 'month' then '_YYYY_MM' else '_YYYY_MM_DD' end)) is null`,
  );
  const { rows } = await sql<{ name: string }>`
    select c.oid::regclass::text as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where ${OURS} and c.relispartition and pg_get_expr(c.relpartbound, c.oid) = 'DEFAULT' order by 1`.execute(db);
  for (const { name } of rows) {
    const found = await sql`select from ${sql.raw(name)} limit 1`.execute(db);
    if (found.rows.length > 0) missing.push(`${name} has rows`);
  }
  return missing;
}
