import { resolve } from "node:path";
import type { Config } from "../../platform/config.ts";
import { prepareDatabase } from "../../platform/database.ts";
import { fitsKeys, keepKeys, readKeys } from "./keys.ts";
import { type Manifest, migrationsOf, readManifest, type Totals } from "./manifest.ts";
import { restoreMedia } from "./media-files.ts";
import { withClient } from "./open-to-operate.ts";
import type { Reporter } from "./reporter.ts";
import { restoreMembers } from "./restore-rows.ts";
import { finishTarget, liftForeignKeys, prepareQueue, prepareTarget } from "./restore-target.ts";
import { type CheckResult, runChecks } from "./run-checks.ts";

export interface RestoreResult {
  file: string;
  createdAt: string;
  tables: number;
  rows: number;
  mediaFiles: number;
  /** `fit`: what is sealed in the rows can be opened. `kept`: they came with the archive. `missing`: it cannot. */
  keys: "fit" | "kept" | "missing" | "none";
  /** Migrations that were newer than the backup. */
  migrated: string[];
  checks: CheckResult[];
}

export interface RestoreOptions {
  file: string;
  config: Pick<Config, "dataDir" | "encryptionKeys">;
  now: Date;
  /** Called once the archive is known to be whole: nothing is touched before. */
  openOwner: () => Promise<string>;
}

/** An archive into an empty database: whole or not at all; then up to date, then checked. */
export async function restore(options: RestoreOptions, reporter: Reporter): Promise<RestoreResult> {
  const file = resolve(options.file);
  reporter.step("Reading the archive");
  const { manifest, totals } = await readManifest(file, (done, total) => reporter.progress(done, total));
  const migrations = migrationsOf(manifest);
  const rows = Object.values(totals.tables).reduce((sum, table) => sum + table.rows, 0);
  reporter.line("good", `the archive of ${manifest.createdAt} is whole: ${rows} rows, ${totals.media.files} files`);
  const ownerUrl = await options.openOwner();
  reporter.step("Restoring");
  const keys = await restoreAll({ ...options, file }, { ownerUrl, manifest, migrations, totals }, reporter);
  reporter.line("good", "everything is in its place");
  const found = keys && keepKeys(options.config, keys) ? "kept" : stateOfKeys(options.config, manifest);
  if (found === "missing") reporter.line("bad", KEYS_MISSING);
  const migrated = await prepareDatabase(ownerUrl, options.now);
  if (migrated.length > 0) reporter.line("note", `brought up to date: ${migrated.join(", ")}`);
  const checks = await runChecks(ownerUrl, reporter);
  const { createdAt, tables } = manifest;
  return {
    file,
    createdAt,
    tables: tables.length,
    rows,
    mediaFiles: totals.media.files,
    keys: found,
    migrated,
    checks,
  };
}

const KEYS_MISSING =
  "the keys at hand do not open what is sealed in these rows (addresses, secrets of providers): set ENCRYPTION_KEYS to those of the server that was backed up, or put its file encryption-keys into the data folder";

interface Work {
  ownerUrl: string;
  manifest: Manifest;
  totals: Totals;
  migrations: ReturnType<typeof migrationsOf>;
}

async function restoreAll(
  options: RestoreOptions,
  { ownerUrl, manifest, totals, migrations }: Work,
  reporter: Reporter,
): Promise<string | null> {
  const media = await restoreMedia(options.config.dataDir);
  try {
    return await withClient(ownerUrl, async (client) => {
      await prepareQueue(client, ownerUrl, manifest);
      await client.query("begin");
      await client.query(
        "set local statement_timeout = 0; set local idle_in_transaction_session_timeout = 0; set local lock_timeout = '10s'",
      );
      const tables = await prepareTarget(client, manifest, migrations);
      const putForeignKeysBack = await liftForeignKeys(client);
      const onBytes = (done: number, total: number) => reporter.progress(done, total);
      const plan = tables.map((table) => manifest.tables.find(({ name }) => name === table.name) ?? table);
      const keys = await restoreMembers(client, { file: options.file, tables: plan, totals, media, onBytes });
      await putForeignKeysBack();
      await finishTarget(client, totals);
      await media.keep();
      await client.query("commit");
      return keys;
    });
  } catch (error) {
    await media.undo();
    throw error;
  }
}

function stateOfKeys(config: RestoreOptions["config"], { sealedWord }: Manifest): "fit" | "missing" | "none" {
  if (!sealedWord) return "none";
  return fitsKeys(readKeys(config), sealedWord) ? "fit" : "missing";
}
