import { spawnSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { sql } from "kysely";
import { afterAll, afterEach, beforeAll, describe, expect, inject, it } from "vitest";
import { withUser } from "../src/platform/embedded-postgres.ts";
import { createTestDatabase, type TestDatabase } from "./harness/database.ts";
import { freePort, killAll, processesOf, run, takePort } from "./operate-processes.ts";
import { temporaryFolder } from "./operate-tools.ts";

const folder = temporaryFolder();
let database: TestDatabase;
const undo: (() => unknown)[] = [];

beforeAll(async () => {
  database = await createTestDatabase();
});
afterEach(async () => {
  for (const step of undo.splice(0)) await step();
});
afterAll(async () => {
  await killAll();
  await database.drop();
  folder.remove();
});

/** Starts the server as it is started, with a setting that cannot be, and answers the one line that it leaves. */
async function refusal(env: Record<string, string>): Promise<string> {
  const { code, stdout, stderr } = await run("server/src/main.ts", [], {
    DATA_DIR: join(folder.path, "data"),
    PORT: String(await freePort()),
    ...env,
  }).ended;
  expect(code, stderr).toBe(1);
  expect(stdout).not.toContain("is ready");
  expect(stderr.trimEnd().split("\n")).toHaveLength(1);
  expect(stderr).not.toMatch(/\n\s+at |node_modules/);
  return stderr.trimEnd();
}

const given = () => ({ DATABASE_URL: database.appUrl, MIGRATION_DATABASE_URL: database.ownerUrl });

/** Every refusal is a process that starts, on a machine that may have other work. */
const SLOW = 120_000;

describe("a start that cannot be is told in one line", { timeout: SLOW }, () => {
  it("a port that somebody has", async () => {
    const taken = await takePort();
    undo.push(taken.free);
    const port = String(taken.port);
    const told = `the port ${port} is taken by another program: choose another with`;
    expect(await refusal({ ...given(), PORT: port })).toBe(`commonpurse: ${told} PORT=…`);
    // The sandbox's is told by its own setting; where both are taken, the server's comes first.
    const sandbox = { ...given(), SANDBOX: "1", SANDBOX_PORT: port };
    expect(await refusal(sandbox)).toBe(`commonpurse: ${told} SANDBOX_PORT=…`);
    const other = await takePort();
    undo.push(other.free);
    expect(await refusal({ ...sandbox, PORT: String(other.port) })).toContain(`the port ${other.port} is taken`);
  });

  it("a wrong setting, each by its name", async () => {
    expect(await refusal({ PORT: "eighty", PUBLIC_URL: "here", DEMO: "perhaps" })).toMatch(
      /PORT must be .*not "eighty"; PUBLIC_URL must be .*; DEMO must be/,
    );
    expect(await refusal({ NODE_ENV: "production" })).toMatch(/ENCRYPTION_KEYS must be set in production/);
  });

  it("a data folder that cannot be one", async () => {
    const file = join(folder.path, "file");
    writeFileSync(file, "");
    expect(await refusal({ DATA_DIR: join(file, "data") })).toContain(file);
  });

  it("a data folder on which a server works", async () => {
    const dataDir = join(folder.path, "busy");
    const first = run("server/src/main.ts", [], { ...given(), DATA_DIR: dataDir, PORT: String(await freePort()) });
    await first.saw("is ready");
    expect(await refusal({ ...given(), DATA_DIR: dataDir })).toMatch(
      new RegExp(`runs already with the data folder .*busy \\(process ${first.pid}\\)`),
    );
    first.signal("SIGTERM");
    expect((await first.ended).code).toBe(0);
  });

  it("a database that is not there, does not know us, or lets us see everything", async () => {
    const port = await freePort();
    expect(await refusal({ DATABASE_URL: `postgres://cp_app:x@127.0.0.1:${port}/commonpurse` })).toContain(
      "nothing answers at DATABASE_URL",
    );
    const wrong = withUser(inject("superuserUrl"), "cp_owner", "wrong", "postgres");
    expect(await refusal({ ...given(), MIGRATION_DATABASE_URL: wrong })).toContain("refused the sign-in");
    const none = withUser(inject("superuserUrl"), "cp_owner", "test", "no_such_database");
    expect(await refusal({ ...given(), MIGRATION_DATABASE_URL: none })).toContain("does not exist");
    const production = {
      NODE_ENV: "production",
      PUBLIC_URL: "https://purse.example.org",
      ENCRYPTION_KEYS: `k1:${Buffer.alloc(32, 1).toString("base64")}`,
    };
    expect(await refusal({ ...production, DATABASE_URL: database.ownerUrl })).toMatch(
      /signs in as cp_owner, which owns the tables/,
    );
  });

  it("a database of a newer version, or one whose migrations were changed", async () => {
    await sql`insert into public.commonpurse_migration (name, checksum) values ('9999_future.sql', 'x')`.execute(
      database.owner,
    );
    expect(await refusal(given())).toContain(
      "the database has migration 9999_future.sql, which this version does not know",
    );
    await sql`delete from public.commonpurse_migration where name like '9999%'`.execute(database.owner);
    await sql`update public.commonpurse_migration set checksum = reverse(checksum) where name like '0001%'`.execute(
      database.owner,
    );
    expect(await refusal(given())).toMatch(/migration 0001_\w+\.sql was changed after it was applied/);
    await sql`update public.commonpurse_migration set checksum = reverse(checksum) where name like '0001%'`.execute(
      database.owner,
    );
  });

  // Full while the database's folder is made, when the database is, and at a migration.
  it.each([20, 40, 42])("a disk that is full, with %i MB in all", async (size) => {
    const disk = join(folder.path, `disk-${size}`);
    mkdirSync(disk);
    if (spawnSync("mount", ["-t", "tmpfs", "-o", `size=${size}m`, "tmpfs", disk]).status !== 0) {
      process.stderr.write("\nNOT RUN: a full disk (only root may mount a small one)\n\n");
      return;
    }
    undo.push(() => spawnSync("umount", ["--lazy", disk]));
    expect(await refusal({ DATA_DIR: join(disk, "data") })).toMatch(/disk is full/);
  });

  it("and leaves no process behind", () => {
    expect(processesOf(folder.path)).toEqual([]);
  });
});
