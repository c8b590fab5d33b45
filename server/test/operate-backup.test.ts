import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { sql } from "kysely";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { type BackupResult, backUp } from "../src/app/operate/back-up.ts";
import { type RestoreResult, restore } from "../src/app/operate/restore.ts";
import { runChecks } from "../src/app/operate/run-checks.ts";
import { newId } from "../src/platform/ids.ts";
import { makeKeyRing } from "../src/platform/key-ring.ts";
import { createTestDatabase } from "./harness/database.ts";
import { createTestServer, type TestServer } from "./harness/server.ts";
import {
  asSuperuser,
  createEmptyDatabase,
  fillBooks,
  recordingReporter,
  rowsOf,
  temporaryFolder,
} from "./operate-tools.ts";

let server: TestServer;
const communityId = newId();
const folder = temporaryFolder();
const keys = makeKeyRing();
const source = { dataDir: join(folder.path, "source"), encryptionKeys: keys };
const drops: (() => Promise<void>)[] = [];
let archives = 0;
/** Of the books as they are at the beginning. */
let first: BackupResult;
/** As the store names them: longer than the name field of a tar header. */
const PHOTO = `media/${communityId}/ab/${"ab".repeat(32)}`;

beforeAll(async () => {
  server = await createTestServer();
  await fillBooks(server, communityId);
  await fillBooks(server, newId());
  await lockAJob();
  // More than one piece, with rows across their borders.
  await sql`insert into platform.live_event (name, payload) select 'x', jsonb_build_object('text', repeat(md5(i::text) || chr(10) || chr(92), 40)) from generate_series(1, 3500) i`.execute(
    server.database.owner,
  );
  mkdirSync(join(source.dataDir, dirname(PHOTO)), { recursive: true });
  writeFileSync(join(source.dataDir, PHOTO), Buffer.alloc(3_000_000, 7));
  writeFileSync(join(source.dataDir, `${PHOTO}.${newId()}`), "half of it");
  writeFileSync(join(source.dataDir, "media/empty.pdf"), "");
  first = await save();
});
afterEach(async () => {
  for (const drop of drops.splice(0)) await drop();
});
afterAll(async () => {
  await server.stop();
  folder.remove();
});

async function save(withKeys = false): Promise<BackupResult> {
  const file = join(folder.path, `${++archives}.cpb`);
  return backUp(
    { file, ownerUrl: server.database.ownerUrl, config: source, withKeys, now: new Date() },
    recordingReporter(),
  );
}

interface Restored extends RestoreResult {
  ownerUrl: string;
  dataDir: string;
  lines: string[];
}

async function restoreInto(ownerUrl: string, file: string, encryptionKeys: string | null = keys): Promise<Restored> {
  const dataDir = join(folder.path, `target-${newId()}`);
  mkdirSync(dataDir);
  const reporter = recordingReporter();
  const config = { dataDir, encryptionKeys };
  const result = await restore({ file, config, now: new Date(), openOwner: async () => ownerUrl }, reporter);
  const lines = reporter.messages.flatMap((message) =>
    message.kind === "line" ? [`${message.mark} ${message.text}`] : [],
  );
  return { ...result, ownerUrl, dataDir, lines };
}

async function empty(): Promise<string> {
  const database = await createEmptyDatabase();
  drops.push(database.drop);
  return database.ownerUrl;
}

/** Whole databases are made, on a machine that may have other work. */
const SLOW = { timeout: 120_000 };

describe("backup and restore", SLOW, () => {
  it("bring every row of every table back, the books' and the queue's", async () => {
    const restored = await restoreInto(await empty(), first.file);
    expect(restored).toMatchObject({
      rows: first.rows,
      tables: first.tables,
      mediaFiles: 2,
      keys: "fit",
      migrated: [],
    });
    expect(restored.checks.filter((check) => !check.whole)).toEqual([]);
    for (const { name } of await tables(server.database.ownerUrl)) {
      const unlocked = name.startsWith("graphile_worker.")
        ? `select (to_jsonb(t) - 'locked_at' - 'locked_by' - 'is_available')::text from ${name} t`
        : `select t::text from ${name} t`;
      expect(await rowsOf(restored.ownerUrl, `${unlocked} order by 1`), name).toEqual(
        await rowsOf(server.database.ownerUrl, `${unlocked} order by 1`),
      );
    }
    expect(await rowsOf(restored.ownerUrl, TRIAL_BALANCE)).toEqual(
      await rowsOf(server.database.ownerUrl, TRIAL_BALANCE),
    );
    expect(
      await rowsOf(restored.ownerUrl, "select 1 from graphile_worker._private_jobs where locked_at is not null"),
    ).toEqual([]);
  });

  it("leave the database as its migrations make it: keys, triggers, policies, rights, partitions, sequences", async () => {
    const { ownerUrl } = await restoreInto(await empty(), first.file);
    for (const question of STRUCTURE)
      expect(await rowsOf(ownerUrl, question)).toEqual(await rowsOf(server.database.ownerUrl, question));
    const higher =
      "select nextval(pg_get_serial_sequence('platform.live_event', 'id')) > (select max(id) from platform.live_event) as higher";
    expect(await rowsOf(ownerUrl, higher)).toEqual(['{"higher":true}']);
    await expect(asSuperuser("delete from ledger.entry", ownerUrl)).rejects.toThrow("append-only");
  });

  it("bring the files back", async () => {
    const { dataDir } = await restoreInto(await empty(), first.file);
    expect(readFileSync(join(dataDir, PHOTO)).equals(Buffer.alloc(3_000_000, 7))).toBe(true);
    expect(statSync(join(dataDir, "media/empty.pdf")).size).toBe(0);
    expect(readdirSync(dataDir)).toEqual(["media"]);
  });

  it("restore into a database that was just migrated", async () => {
    const target = await createTestDatabase();
    drops.push(() => target.drop());
    const restored = await restoreInto(target.ownerUrl, first.file);
    expect(restored.checks.every((check) => check.whole)).toBe(true);
  });

  it("keep the keys out unless they are asked for, and say whether those at hand fit", async () => {
    expect((await restoreInto(await empty(), first.file)).keys).toBe("fit");
    const other = await restoreInto(await empty(), first.file, makeKeyRing());
    expect(other.keys).toBe("missing");
    expect(other.lines).toContainEqual(expect.stringMatching(/^bad the keys at hand do not open/));
    expect(readFileSync(first.file).includes(keys.slice(3))).toBe(false);
    const withKeys = await restoreInto(await empty(), (await save(true)).file, null);
    expect(withKeys.keys).toBe("kept");
    expect(readFileSync(join(withKeys.dataDir, "encryption-keys"), "utf8").trim()).toBe(keys);
  });
});

describe("a backup while the server works", SLOW, () => {
  it("is of one moment: whatever was posted meanwhile is in it whole or not at all", async () => {
    let saving = true;
    const writing = (async () => {
      let rounds = 0;
      for (; saving; rounds++) await Promise.all([fillBooks(server, communityId, 3), fillBooks(server, newId(), 3)]);
      return rounds;
    })();
    const { file } = await save();
    saving = false;
    expect(await writing).toBeGreaterThan(0);
    const restored = await restoreInto(await empty(), file);
    expect(restored.checks.filter((check) => !check.whole)).toEqual([]);
    const off = await rowsOf(
      restored.ownerUrl,
      "select currency from ledger.entry group by currency having sum(case when is_debit then amount else -amount end) <> 0",
    );
    expect(off).toEqual([]);
    // The source has gone on, and is whole too.
    expect((await runChecks(server.database.ownerUrl, recordingReporter())).every((check) => check.whole)).toBe(true);
  });

  it("never takes a file that exists, and leaves none that is cut off", async () => {
    const options = { ownerUrl: server.database.ownerUrl, config: source, withKeys: false, now: new Date() };
    await expect(backUp({ ...options, file: first.file }, recordingReporter())).rejects.toThrow("exists already");
    const cut = join(folder.path, "cut.cpb");
    const config = { dataDir: join(folder.path, "none"), encryptionKeys: null };
    await expect(backUp({ ...options, file: cut, config, withKeys: true }, recordingReporter())).rejects.toThrow(
      "no encryption keys",
    );
    expect([existsSync(cut), existsSync(`${cut}.part`)]).toEqual([false, false]);
  });
});

async function tables(url: string): Promise<{ name: string }[]> {
  const rows = await rowsOf(
    url,
    "select format('%I.%I', n.nspname, c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.relkind in ('r', 'p') and not c.relispartition and n.nspname !~ '^pg_' and n.nspname <> 'information_schema' and c.relname not in ('migrations', 'commonpurse_migration')",
  );
  return rows.map((row) => JSON.parse(row) as { name: string });
}

async function lockAJob(): Promise<void> {
  await sql`update graphile_worker._private_jobs set locked_at = now(), locked_by = 'somebody' where id = (select min(id) from graphile_worker._private_jobs)`.execute(
    server.database.owner,
  );
}

const TRIAL_BALANCE =
  "select a.community_id, a.code, a.currency, b.posted, b.held, b.seq from ledger.account a join ledger.balance b on b.community_id = a.community_id and b.account_id = a.id order by 1, 2, 3";

/** Days of kept answers are left out: a month's first day is made along with its month, and dropped in the night. */
const OURS = "c.relname !~ '^idempotency_\\d' and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'";
const STRUCTURE = [
  `select c.oid::regclass::text, c.relkind, c.relrowsecurity, pg_get_expr(c.relpartbound, c.oid), c.relacl::text from pg_class c join pg_namespace n on n.oid = c.relnamespace where ${OURS} order by 1, 2`,
  `select k.conrelid::regclass::text, k.conname, pg_get_constraintdef(k.oid), k.convalidated from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace where ${OURS} order by 1, 2`,
  `select t.tgrelid::regclass::text, t.tgname, t.tgenabled from pg_trigger t join pg_class c on c.oid = t.tgrelid join pg_namespace n on n.oid = c.relnamespace where ${OURS} and not t.tgisinternal order by 1, 2`,
  "select schemaname, tablename, policyname, roles::text, qual, with_check from pg_policies order by 1, 2, 3",
];
