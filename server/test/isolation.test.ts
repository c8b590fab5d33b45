import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createTestDatabase, type TestDatabase } from "./harness/database.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

async function names(query: ReturnType<typeof sql<{ name: string }>>): Promise<string[]> {
  return (await query.execute(database.owner)).rows.map((row) => row.name);
}

const OURS = sql`n.nspname not in ('pg_catalog', 'information_schema', 'graphile_worker', 'public') and n.nspname !~ '^pg_'`;

describe("row-level security, by the catalogue", () => {
  it("stands under every table that the server's role can touch", async () => {
    expect(
      await names(sql`
        select c.oid::regclass::text as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
         where ${OURS} and c.relkind in ('r', 'p') and not c.relispartition and not c.relrowsecurity`),
    ).toEqual([]);
  });

  it("has a policy on every table with a community, and every tenant's key begins with it", async () => {
    const tenants = sql`
      from pg_class c join pg_namespace n on n.oid = c.relnamespace
      join pg_attribute a on a.attrelid = c.oid and a.attname = 'community_id' and a.attnum > 0
     where ${OURS} and c.relkind in ('r', 'p') and not c.relispartition and has_table_privilege('cp_app', c.oid, 'select')`;
    const unprotected = await names(sql`
      select c.oid::regclass::text as name ${tenants} and not exists (select from pg_policy p where p.polrelid = c.oid)`);
    expect(unprotected).toEqual([]);
    const keys = await names(sql`
      select c.oid::regclass::text as name ${tenants} and exists (
        select from pg_index i where i.indrelid = c.oid and i.indisprimary and i.indkey[0] <> a.attnum)`);
    // Reference tables and the lists kept by user begin with another key, by design.
    expect(keys.sort()).toEqual(REFERENCE_TABLES);
  });

  it("gives the server's role nothing on a partition, and lets it own nothing", async () => {
    const granted = await names(sql`
      select c.oid::regclass::text as name from pg_class c where c.relispartition and c.relkind = 'r'
         and (has_table_privilege('cp_app', c.oid, 'select') or has_table_privilege('cp_app', c.oid, 'insert')
              or has_table_privilege('cp_app', c.oid, 'update') or has_table_privilege('cp_app', c.oid, 'delete'))`);
    expect(granted).toEqual([]);
    expect(
      await names(sql`select c.oid::regclass::text as name from pg_class c where c.relowner = 'cp_app'::regrole`),
    ).toEqual([]);
  });

  it("has no view that looks past the policies, and no definer function with an open search path", async () => {
    expect(
      await names(sql`
        select c.oid::regclass::text as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
         where ${OURS} and (c.relkind = 'm' or (c.relkind = 'v' and not coalesce(c.reloptions @> array['security_invoker=true'], false)))`),
    ).toEqual([]);
    expect(
      await names(sql`
        select p.oid::regprocedure::text as name from pg_proc p join pg_namespace n on n.oid = p.pronamespace
         where ${OURS} and p.prosecdef and not coalesce(array_to_string(p.proconfig, ',') like '%search_path=pg_catalog%', false)`),
    ).toEqual([]);
  });

  it("cannot be switched off by the server's role", async () => {
    const { rows } = await sql<{ rolsuper: boolean; rolbypassrls: boolean }>`
      select rolsuper, rolbypassrls from pg_roles where rolname in ('cp_app', 'cp_owner')`.execute(database.owner);
    expect(rows).toEqual([
      { rolsuper: false, rolbypassrls: false },
      { rolsuper: false, rolbypassrls: false },
    ]);
  });
});

const REFERENCE_TABLES = [
  "communities.activity",
  "communities.slug",
  "communities.user_community",
  "fundraising.slug",
  "notifications.mail",
  "payments.provider_address",
];
