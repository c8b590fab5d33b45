import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync, type SQLInputValue, type StatementSync } from "node:sqlite";
import type { Row } from "./row.ts";
import { SCHEMA, SCHEMA_VERSION } from "./schema.ts";

export type Params = Record<string, SQLInputValue>;

/** A thin skin over SQLite: prepared statements kept, one connection, calls that do not wait. */
export class Store {
  readonly #db: DatabaseSync;
  readonly #statements = new Map<string, StatementSync>();
  #open = true;

  constructor(db: DatabaseSync) {
    this.#db = db;
  }

  get isOpen(): boolean {
    return this.#open;
  }

  get(sql: string, params: Params = {}): Row | undefined {
    return this.#statement(sql).get(params);
  }

  all(sql: string, params: Params = {}): Row[] {
    return this.#statement(sql).all(params);
  }

  /** Runs a change and tells how many rows it touched. */
  run(sql: string, params: Params = {}): number {
    return Number(this.#statement(sql).run(params).changes);
  }

  /** Table and columns are ours, never a caller's. */
  insert(table: string, row: Params): number {
    const columns = Object.keys(row);
    const sql = `insert into ${table} (${columns.join(", ")}) values (${columns.map((one) => `:${one}`).join(", ")})`;
    return Number(this.#statement(sql).run(row).lastInsertRowid);
  }

  /** All of `work` or none of it. Inside another tx it is a savepoint: undone alone, kept only with the whole. */
  tx<T>(work: () => T): T {
    const [begin, commit, rollback] = this.#db.isTransaction
      ? ["savepoint inner_tx", "release inner_tx", "rollback to inner_tx; release inner_tx"]
      : ["begin immediate", "commit", "rollback"];
    this.#db.exec(begin);
    try {
      const result = work();
      this.#db.exec(commit);
      return result;
    } catch (error) {
      if (this.#db.isTransaction) this.#db.exec(rollback);
      throw error;
    }
  }

  close(): void {
    if (!this.#open) return;
    this.#open = false;
    this.#statements.clear();
    this.#db.close();
  }

  #statement(sql: string): StatementSync {
    const known = this.#statements.get(sql);
    if (known !== undefined) return known;
    const statement = this.#db.prepare(sql);
    this.#statements.set(sql, statement);
    return statement;
  }
}

export class UnusableStore extends Error {}

/**
 * Opens (and makes) `sandbox.sqlite`. WAL survives a killed process; the lock keeps a second process out, and is waited
 * for as long as one that is just stopping may need.
 */
export function openStore(directory: string, lockWaitMs: number): Store {
  const file = join(directory, "sandbox.sqlite");
  try {
    mkdirSync(directory, { recursive: true });
    const db = new DatabaseSync(file, { timeout: lockWaitMs });
    try {
      db.exec(
        "pragma locking_mode = exclusive; pragma journal_mode = wal; pragma synchronous = normal; pragma foreign_keys = on",
      );
      db.exec("begin immediate; commit");
      migrate(db, file);
      // What was under way when the process ended is sent again: once too often rather than never.
      db.exec("update delivery set state = 'waiting' where state = 'sending'");
    } catch (error) {
      db.close();
      throw error;
    }
    return new Store(db);
  } catch (error) {
    if (error instanceof UnusableStore) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    const locked = /database is locked|busy/i.test(reason);
    throw new UnusableStore(locked ? `another sandbox is using ${file}` : `cannot use ${file}: ${reason}`);
  }
}

function migrate(db: DatabaseSync, file: string): void {
  const version = db.prepare("pragma user_version").get()?.user_version;
  if (version === SCHEMA_VERSION) return;
  if (version !== 0)
    throw new UnusableStore(
      `${file} was written by another version of the sandbox: remove it or choose another --data`,
    );
  db.exec(`begin immediate; ${SCHEMA} pragma user_version = ${SCHEMA_VERSION}; commit`);
}
