import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { promisify } from "node:util";
import { gzip } from "node:zlib";
import type pg from "pg";
import { to as copyTo } from "pg-copy-streams";
import type { Config } from "../../platform/config.ts";
import { FORMAT, NAMES, PIECE, pieceName } from "./archive-format.ts";
import { type ArchiveWriter, createArchive } from "./archive-writer.ts";
import {
  estimateBytes,
  listTables,
  readPartitionDays,
  readQueueMigration,
  readSequences,
  type Table,
} from "./catalogue.ts";
import { readKeys, sealWord } from "./keys.ts";
import type { Manifest, Totals } from "./manifest.ts";
import { addMedia } from "./media-files.ts";
import { appliedMigrations, OperateError, withClient } from "./open-to-operate.ts";
import type { Reporter } from "./reporter.ts";

export interface BackupResult {
  file: string;
  bytes: number;
  sha256: string;
  createdAt: string;
  tables: number;
  rows: number;
  mediaFiles: number;
  withKeys: boolean;
}

export interface BackupOptions {
  file: string;
  ownerUrl: string;
  config: Pick<Config, "dataDir" | "encryptionKeys">;
  withKeys: boolean;
  now: Date;
}

const zip = promisify(gzip);
/** Half the time of the usual level, for a few per cent of the size. */
const LEVEL = 4;

/** Every table in one snapshot, then the files that the rows name, into one archive. The server may go on serving. */
export async function backUp(options: BackupOptions, reporter: Reporter): Promise<BackupResult> {
  const file = resolve(options.file);
  if (existsSync(file)) throw new OperateError(`${file} exists already: choose another name`);
  return withClient(options.ownerUrl, async (client) => {
    await client.query("begin isolation level repeatable read read only");
    await client.query("set local statement_timeout = 0; set local idle_in_transaction_session_timeout = 0");
    const manifest = await readManifest(client, options);
    const archive = await createArchive(file, options.now);
    try {
      await archive.add(NAMES.manifest, json(manifest));
      const tables = await addTables(client, archive, manifest.tables, reporter);
      const sequences = await readSequences(client);
      await client.query("rollback");
      reporter.step("Saving files");
      const media = await addMedia(archive, options.config.dataDir);
      if (options.withKeys) await archive.add(NAMES.keys, Buffer.from(`${requireKeys(options)}\n`));
      const totals: Totals = { tables, sequences, media };
      await archive.add(NAMES.totals, json(totals));
      const rows = Object.values(tables).reduce((sum, table) => sum + table.rows, 0);
      const { createdAt } = manifest;
      return {
        file,
        ...(await archive.finish()),
        createdAt,
        tables: manifest.tables.length,
        rows,
        mediaFiles: media.files,
        withKeys: options.withKeys,
      };
    } catch (error) {
      await archive.abandon();
      throw error;
    }
  });
}

async function readManifest(client: pg.Client, options: BackupOptions): Promise<Manifest> {
  const migrations = await appliedMigrations(client);
  if (!migrations) throw new OperateError("the database is empty: there is nothing to back up");
  const { rows } = await client.query<{ version: string }>("select current_setting('server_version') as version");
  return {
    format: FORMAT,
    createdAt: options.now.toISOString(),
    postgres: rows[0]?.version ?? "",
    migrations,
    queueMigration: await readQueueMigration(client),
    tables: await listTables(client),
    partitionDays: await readPartitionDays(client),
    sealedWord: sealWord(options.config),
  };
}

async function addTables(
  client: pg.Client,
  archive: ArchiveWriter,
  tables: readonly Table[],
  reporter: Reporter,
): Promise<Totals["tables"]> {
  const expected = await estimateBytes(client);
  const totals: Record<string, { rows: number; bytes: number; sha256: string }> = {};
  let before = 0;
  reporter.step(`Saving ${tables.length} tables`);
  for (const table of tables) {
    const total = await addTable(client, archive, table, (bytes) =>
      reporter.progress(Math.min(before + bytes, expected), expected),
    );
    before += total.bytes;
    totals[table.name] = total;
  }
  return totals;
}

/** The table's rows as text, cut into pieces of one size, each compressed by itself. */
async function addTable(
  client: pg.Client,
  archive: ArchiveWriter,
  { name, columns }: Table,
  onBytes: (bytes: number) => void,
) {
  const stream = client.query(copyTo(`copy (select ${columns.join(", ")} from ${name}) to stdout`));
  const digest = createHash("sha256");
  let rows = 0;
  let bytes = 0;
  let piece = 0;
  let waiting: Buffer[] = [];
  let size = 0;
  const flush = async () => {
    if (size === 0) return;
    await archive.add(pieceName(plainName(name), ++piece), await zip(Buffer.concat(waiting, size), { level: LEVEL }));
    waiting = [];
    size = 0;
    onBytes(bytes);
  };
  for await (const chunk of stream) {
    const data: Buffer = chunk;
    digest.update(data);
    rows += countLines(data);
    bytes += data.length;
    for (let from = 0; from < data.length; ) {
      const part = data.subarray(from, from + PIECE - size);
      waiting.push(part);
      size += part.length;
      from += part.length;
      if (size === PIECE) await flush();
    }
  }
  await flush();
  return { rows, bytes, sha256: digest.digest("hex") };
}

/** `identity."user"` is a path without its quotes. */
export function plainName(table: string): string {
  return table.replaceAll('"', "");
}

/** In COPY's text format a row is a line, and a line break inside a value is written `\n`. */
export function countLines(data: Buffer): number {
  let count = 0;
  for (let at = data.indexOf(10); at !== -1; at = data.indexOf(10, at + 1)) count++;
  return count;
}

function requireKeys(options: BackupOptions): string {
  const keys = readKeys(options.config);
  if (!keys)
    throw new OperateError(
      "--with-keys: there are no encryption keys, neither in ENCRYPTION_KEYS nor in the data folder",
    );
  return keys;
}

function json(value: object): Buffer {
  return Buffer.from(`${JSON.stringify(value, null, 1)}\n`);
}
