import type { PGlite } from "@electric-sql/pglite";

interface Column {
  schema: string;
  table: string;
  column: string;
  type: string;
  is_array: boolean;
  labels: string[] | null;
  nullable: boolean;
  has_default: boolean;
  always_generated: boolean;
}

/** Tables and views of our schemas, without partitions: these have their parent's columns and no grants of their own. */
const COLUMNS = `
  select n.nspname as schema, c.relname as table, a.attname as column,
         base.typname as type, t.typcategory = 'A' as is_array,
         (select array_agg(e.enumlabel order by e.enumsortorder) from pg_enum e where e.enumtypid = base.oid)::text[] as labels,
         not (a.attnotnull or t.typnotnull) as nullable,
         a.atthasdef or a.attidentity <> '' as has_default,
         a.attidentity = 'a' or a.attgenerated <> '' as always_generated
    from pg_attribute a
    join pg_class c on c.oid = a.attrelid
    join pg_namespace n on n.oid = c.relnamespace
    join pg_type t on t.oid = a.atttypid
    join pg_type item on item.oid = case when t.typcategory = 'A' then t.typelem else t.oid end
    join pg_type base on base.oid = case when item.typtype = 'd' then item.typbasetype else item.oid end
   where c.relkind in ('r', 'p', 'v') and not c.relispartition and a.attnum > 0 and not a.attisdropped
     and n.nspname not in ('pg_catalog', 'information_schema', 'public', 'graphile_worker') and n.nspname not like 'pg\\_%'
   order by n.nspname, c.relname, a.attnum`;

const TYPES: Readonly<Record<string, string>> = {
  bool: "boolean",
  bytea: "Buffer",
  date: "string",
  float4: "number",
  float8: "number",
  int2: "number",
  int4: "number",
  int8: "Int8",
  interval: "Interval",
  json: "Json",
  jsonb: "Json",
  numeric: "Numeric",
  timestamptz: "Timestamp",
};

const TEXTS = new Set([
  "text",
  "varchar",
  "bpchar",
  "char",
  "name",
  "uuid",
  "citext",
  "inet",
  "cidr",
  "time",
  "tsvector",
  "regclass",
]);

const HEAD = `// Generated from server/migrations by \`npm run generate\`: change a migration, not this file.
import type { ColumnType, GeneratedAlways } from "kysely";

/** A column with a default: need not be given. */
export type Generated<T> =
  T extends ColumnType<infer Read, infer Written, infer Changed>
    ? ColumnType<Read, Written | undefined, Changed>
    : ColumnType<T, T | undefined, T>;
/** Of 64 bits: read as bigint. */
export type Int8 = ColumnType<bigint, bigint | number | string, bigint | number | string>;
/** Exact decimals: read as text. */
export type Numeric = ColumnType<string, bigint | number | string, bigint | number | string>;
export type Timestamp = ColumnType<Date, Date | string, Date | string>;
/** A span as written, such as \`2 days\`. */
export type Interval = ColumnType<unknown, string, string>;
export type JsonPrimitive = boolean | number | string | null;
export type JsonObject = { [key: string]: JsonValue | undefined };
export type JsonArray = JsonValue[];
export type JsonValue = JsonPrimitive | JsonObject | JsonArray;
export type Json = JsonValue;
`;

/** One interface a table, and `DB` with all of them, as Kysely wants them. */
export async function databaseTypes(pg: PGlite): Promise<string> {
  const { rows } = await pg.query<Column>(COLUMNS);
  const tables = Map.groupBy(rows, ({ schema, table }) => `${schema}.${table}`);
  const interfaces = [...tables].map(
    ([name, columns]) => `export interface ${typeName(name)} {\n${columns.map(field).join("")}}\n`,
  );
  const entries = [...tables.keys()].map((name) => `  "${name}": ${typeName(name)};\n`);
  const body = `${interfaces.join("\n")}\nexport interface DB {\n${entries.join("")}}\n`;
  const head = body.includes("GeneratedAlways<") ? HEAD : HEAD.replace(", GeneratedAlways", "");
  return `${head}\n${body}`;
}

function field(column: Column): string {
  const scalar = column.labels ? column.labels.map((label) => JSON.stringify(label)).join(" | ") : scalarType(column);
  const item = column.is_array ? arrayOf(scalar) : scalar;
  const value = column.nullable ? `${item} | null` : item;
  const type = column.always_generated
    ? `GeneratedAlways<${readType(value)}>`
    : column.has_default
      ? `Generated<${value}>`
      : value;
  return `  ${column.column}: ${type};\n`;
}

function scalarType({ type, schema, table, column }: Column): string {
  const known = TYPES[type] ?? (TEXTS.has(type) ? "string" : undefined);
  if (!known)
    throw new Error(
      `${schema}.${table}.${column} is of type ${type}: say in tools/generate/database-types.ts what that is in TypeScript`,
    );
  return known;
}

/** The driver reads arrays item by item, but a \`ColumnType\` cannot be an item: what is read is meant. */
function arrayOf(scalar: string): string {
  const read = readType(scalar);
  return /^\w+$/.test(read) ? `${read}[]` : `(${read})[]`;
}

function readType(type: string): string {
  return type
    .replace("Int8", "bigint")
    .replace("Numeric", "string")
    .replace("Timestamp", "Date")
    .replace("Interval", "unknown");
}

/** `fundraising.goal_update` → `FundraisingGoalUpdate`. */
function typeName(name: string): string {
  return name
    .split(/[._]/)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join("");
}
