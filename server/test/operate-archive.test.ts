import { createHash } from "node:crypto";
import { copyFileSync, mkdirSync, readFileSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import fc from "fast-check";
import { runMigrations } from "graphile-worker";
import pg from "pg";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { NAMES } from "../src/app/operate/archive-format.ts";
import { readArchive } from "../src/app/operate/archive-reader.ts";
import { createArchive } from "../src/app/operate/archive-writer.ts";
import { backUp } from "../src/app/operate/back-up.ts";
import { readManifest } from "../src/app/operate/manifest.ts";
import { restore } from "../src/app/operate/restore.ts";
import { newId } from "../src/platform/ids.ts";
import { readMigrations } from "../src/platform/migrate.ts";
import { createTestDatabase } from "./harness/database.ts";
import { createTestServer, type TestServer } from "./harness/server.ts";
import { createEmptyDatabase, fillBooks, recordingReporter, rowsOf, temporaryFolder } from "./operate-tools.ts";

let server: TestServer;
let file: string;
const folder = temporaryFolder();
const drops: (() => Promise<void>)[] = [];

beforeAll(async () => {
  server = await createTestServer();
  await fillBooks(server, newId(), 200);
  const dataDir = join(folder.path, "source");
  mkdirSync(join(dataDir, "media"), { recursive: true });
  writeFileSync(join(dataDir, "media/a.pdf"), "%PDF");
  file = await save("whole.cpb", server.database.ownerUrl, dataDir);
});
afterEach(async () => {
  for (const drop of drops.splice(0)) await drop();
});
afterAll(async () => {
  await server.stop();
  folder.remove();
});

async function save(name: string, ownerUrl: string, dataDir = join(folder.path, "none")): Promise<string> {
  const path = join(folder.path, name);
  await backUp(
    { file: path, ownerUrl, config: { dataDir, encryptionKeys: null }, withKeys: false, now: new Date() },
    recordingReporter(),
  );
  return path;
}

async function empty(): Promise<string> {
  const database = await createEmptyDatabase();
  drops.push(database.drop);
  return database.ownerUrl;
}

function restoreInto(ownerUrl: string, archive: string, dataDir = join(folder.path, `target-${newId()}`)) {
  return restore(
    { file: archive, config: { dataDir, encryptionKeys: null }, now: new Date(), openOwner: async () => ownerUrl },
    recordingReporter(),
  );
}

const reads = (path: string) => readManifest(path, () => undefined);

/** Every schema but the queue's, which stands empty before the work begins. */
const LEFT =
  "select nspname from pg_namespace where nspname !~ '^pg_' and nspname not in ('information_schema', 'public', 'graphile_worker')";

describe("a damaged archive", { timeout: 120_000 }, () => {
  it("is refused for any byte that is another, before anything is touched", async () => {
    const whole = readFileSync(file);
    const damaged = join(folder.path, "flipped.cpb");
    await fc.assert(
      fc.asyncProperty(fc.nat(whole.length - 1), fc.integer({ min: 1, max: 255 }), async (at, by) => {
        const bytes = Buffer.from(whole);
        bytes[at] = (bytes[at] ?? 0) ^ by;
        writeFileSync(damaged, bytes);
        const openOwner = () => Promise.reject(new Error("the database was opened"));
        const work = restore(
          { file: damaged, config: { dataDir: folder.path, encryptionKeys: null }, now: new Date(), openOwner },
          recordingReporter(),
        );
        await expect(work).rejects.toThrow(/archive is damaged|not a backup/);
      }),
      {
        numRuns: 150,
        examples: [
          [0, 1],
          [whole.length - 1, 1],
          [whole.length - 1_100, 1],
          [257, 1],
          [140, 1],
        ],
      },
    );
    await expect(reads(file)).resolves.toBeDefined();
  });

  it("is refused when it is cut off anywhere, or has something after its end", async () => {
    const { length } = readFileSync(file);
    const cut = join(folder.path, "cut.cpb");
    for (const left of [
      0,
      1,
      511,
      512,
      513,
      length - 1,
      length - 512,
      length - 1_024,
      length - 2_048,
      Math.floor(length / 2),
    ]) {
      copyFileSync(file, cut);
      truncateSync(cut, left);
      await expect(reads(cut), `${left} bytes`).rejects.toThrow(/archive is damaged/);
    }
    writeFileSync(cut, Buffer.concat([readFileSync(file), Buffer.alloc(512)]));
    await expect(reads(cut)).rejects.toThrow(/archive is damaged/);
  });

  it("is refused when it is something else", async () => {
    const other = join(folder.path, "other");
    const archive = await createArchive(other, new Date());
    await archive.add("readme", Buffer.from("hello"));
    await archive.finish();
    await expect(reads(other)).rejects.toThrow("is not a backup of Commonpurse");
    writeFileSync(other, "hello ".repeat(1_000));
    await expect(reads(other)).rejects.toThrow("archive is damaged");
  });
});

/** Writes the archive again with other contents and right digests: what a faulty or malicious writer could make. */
async function rewrite(name: string, change: (member: string, content: Buffer) => Buffer | null): Promise<string> {
  const path = join(folder.path, name);
  const archive = await createArchive(path, new Date());
  for await (const member of readArchive(file)) {
    const content = change(member.name, await member.all(2 ** 30));
    if (content) await archive.add(member.name, content);
  }
  await archive.finish();
  return path;
}

const ENTRIES = "tables/ledger.entry/000001.gz";

describe("an archive that is whole and wrong", { timeout: 120_000 }, () => {
  it("leaves nothing when its rows are not those that were counted", async () => {
    const target = await empty();
    const fewer = await rewrite("fewer.cpb", (name, content) =>
      name === ENTRIES ? gzipSync(dropLine(gunzipSync(content))) : content,
    );
    await expect(restoreInto(target, fewer)).rejects.toThrow();
    const missing = await rewrite("missing.cpb", (name, content) =>
      name === "tables/ledger.balance/000001.gz" ? null : content,
    );
    await expect(restoreInto(target, missing)).rejects.toThrow("no rows of ledger.balance");
    expect(await rowsOf(target, LEFT)).toEqual([]);
  });

  it("leaves nothing when its entries do not balance, though it counts them right", async () => {
    const target = await empty();
    let text = Buffer.alloc(0);
    const unbalanced = await rewrite("unbalanced.cpb", (name, content) => {
      if (name === ENTRIES) text = Buffer.from(gunzipSync(content).toString().replace("\tt\t1000\t", "\tt\t1001\t"));
      if (name === ENTRIES) return gzipSync(text);
      if (name !== NAMES.totals) return content;
      const totals = JSON.parse(content.toString()) as { tables: Record<string, { sha256: string }> };
      const entry = totals.tables["ledger.entry"];
      if (entry) entry.sha256 = createHash("sha256").update(text).digest("hex");
      return Buffer.from(JSON.stringify(totals));
    });
    await expect(restoreInto(target, unbalanced)).rejects.toThrow("debits and credits differ");
    expect(await rowsOf(target, LEFT)).toEqual([]);
    // And the same database takes the right one.
    expect((await restoreInto(target, file)).checks.every((check) => check.whole)).toBe(true);
  });

  it("cannot write outside of the data folder", async () => {
    const archive = await createArchive(join(folder.path, "outside.cpb"), new Date());
    await expect(archive.add("media/../../etc/passwd", Buffer.from("x"))).rejects.toThrow("cannot be a name");
    await archive.abandon();
  });
});

describe("a target", { timeout: 120_000 }, () => {
  it("that has rows is refused, and keeps them", async () => {
    await expect(restoreInto(server.database.ownerUrl, file)).rejects.toThrow(
      /the database is not empty \(ledger\.\w+ has rows\)/,
    );
    expect(await rowsOf(server.database.ownerUrl, "select count(*) from ledger.transaction")).toEqual([
      '{"count":201}',
    ]);
  });

  it("that has files is refused", async () => {
    const dataDir = join(folder.path, "with-media");
    mkdirSync(join(dataDir, "media"), { recursive: true });
    writeFileSync(join(dataDir, "media/mine.webp"), "x");
    const target = await empty();
    await expect(restoreInto(target, file, dataDir)).rejects.toThrow("there are files under");
    expect(readFileSync(join(dataDir, "media/mine.webp"), "utf8")).toBe("x");
    expect(await rowsOf(target, LEFT)).toEqual([]);
  });

  it("is brought to the backup's migrations, filled, and then brought up to date", async () => {
    const older = await empty();
    await migrateUntil(older, -1);
    const archive = await save("older.cpb", older);
    const restored = await restoreInto(await empty(), archive);
    expect(restored.migrated).toEqual([readMigrations().at(-1)?.name]);
    const newer = await createTestDatabase();
    drops.push(() => newer.drop());
    await expect(restoreInto(newer.ownerUrl, archive)).rejects.toThrow("restore into an empty database");
  });

  it("of an older version is refused with its reason", async () => {
    const newer = await rewrite("newer.cpb", (name, content) =>
      name === NAMES.manifest
        ? Buffer.from(content.toString().replace(readMigrations()[0]?.name ?? "", "9999_future.sql"))
        : content,
    );
    await expect(restoreInto(await empty(), newer)).rejects.toThrow(
      "made by a newer version (migration 9999_future.sql)",
    );
    const format = await rewrite("format.cpb", (name, content) =>
      name === NAMES.manifest
        ? Buffer.from(content.toString().replace("commonpurse-backup/1", "commonpurse-backup/2"))
        : content,
    );
    await expect(restoreInto(await empty(), format)).rejects.toThrow(
      "format is commonpurse-backup/2, and this version reads commonpurse-backup/1",
    );
  });
});

function dropLine(text: Buffer): Buffer {
  return text.subarray(text.indexOf(10) + 1);
}

/** A database as an older version left it: all migrations but the last. */
async function migrateUntil(ownerUrl: string, end: number): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  await client.query(
    "create table public.commonpurse_migration (name text primary key, checksum text not null, applied_at timestamptz not null default now())",
  );
  for (const { name, sql, checksum } of readMigrations().slice(0, end)) {
    await client.query(sql);
    await client.query("insert into public.commonpurse_migration values ($1, $2)", [name, checksum]);
  }
  await client.end();
  await runMigrations({ connectionString: ownerUrl });
}
