import { Kysely, PostgresDialect, type Transaction } from "kysely";
import pg from "pg";
import type { DB } from "./database.gen.ts";

export type Database = DB;
export type Db = Kysely<Database>;
export type Tx = Transaction<Database>;

const INT8 = 20;
const DATE = 1082;
export const databaseTypes = new pg.TypeOverrides();
databaseTypes.setTypeParser(INT8, (text) => BigInt(text));
/** A date is a day on a calendar, not an instant: it stays `YYYY-MM-DD`. */
databaseTypes.setTypeParser(DATE, (text) => text);

export interface PoolOptions {
  url: string;
  /** Connections at most. */
  max?: number;
  statementTimeoutMs?: number;
  name?: string;
  /** For the job queue's own use: it writes its rows as JSON, which knows no bigint. */
  plainNumbers?: boolean;
}

/** A pool with the house's time-outs. Works behind a pooler in transaction mode: no session state is relied on. */
export function createPool(options: PoolOptions): pg.Pool {
  const pool = new pg.Pool({
    connectionString: options.url,
    max: options.max ?? 10,
    ...(options.plainNumbers ? {} : { types: databaseTypes }),
    application_name: options.name ?? "commonpurse",
    connectionTimeoutMillis: 10_000,
    statement_timeout: options.statementTimeoutMs ?? 5_000,
    lock_timeout: 2_000,
    idle_in_transaction_session_timeout: 10_000,
  });
  // An idle connection that the database closes is replaced at the next use; without a listener it would end the process.
  pool.on("error", () => undefined);
  // The same for one that is in use: the query that was under way fails, and says so.
  pool.on("connect", (client) => void client.on("error", () => undefined));
  return pool;
}

export function createDb(pool: pg.Pool): Db {
  return new Kysely<Database>({ dialect: new PostgresDialect({ pool }) });
}

/** The driver's own words for a connection that broke or was not to be had: it gives them no code. */
const LOST = new Set([
  "Connection terminated",
  "Connection terminated unexpectedly",
  "Connection terminated due to connection timeout",
  "Client has encountered a connection error and is not queryable",
  "Client was closed and is not queryable",
  "Query read timeout",
  "timeout expired",
  "timeout exceeded when trying to connect",
]);

export function isConnectionLost(error: unknown): boolean {
  return error instanceof Error && LOST.has(error.message);
}
