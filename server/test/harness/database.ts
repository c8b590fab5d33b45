import { randomBytes } from "node:crypto";
import pg from "pg";
import { inject } from "vitest";
import { createDb, createPool, type Db } from "../../src/platform/db.ts";
import { withUser } from "../../src/platform/embedded-postgres.ts";

const PASSWORD = "test";
const TEMPLATE = "cp_template";

/** A database of one test file's own, cloned from the migrated template. */
export interface TestDatabase {
  appUrl: string;
  ownerUrl: string;
  /** Sees past every policy: for looking, not for doing. */
  owner: Db;
  drop(): Promise<void>;
}

export async function createTestDatabase(): Promise<TestDatabase> {
  const superuserUrl = inject("superuserUrl");
  const name = `test_${randomBytes(8).toString("hex")}`;
  await admin(superuserUrl, `create database ${name} template ${TEMPLATE} owner cp_owner`);
  const ownerUrl = withUser(superuserUrl, "cp_owner", PASSWORD, name);
  const pool = createPool({ url: ownerUrl, max: 3, statementTimeoutMs: 60_000 });
  const owner = createDb(pool);
  return {
    appUrl: withUser(superuserUrl, "cp_app", PASSWORD, name),
    ownerUrl,
    owner,
    async drop() {
      await pool.end();
      await admin(superuserUrl, `drop database ${name} with (force)`);
    },
  };
}

async function admin(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
