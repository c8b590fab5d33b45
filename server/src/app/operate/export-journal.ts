import { createWriteStream } from "node:fs";
import { rename, rm } from "node:fs/promises";
import { resolve } from "node:path";
import { pipeline } from "node:stream/promises";
import { type ExchangeFormat, streamBooks } from "../../ledger/module.ts";
import { createDb, createPool } from "../../platform/db.ts";
import { findCommunity } from "./find-community.ts";
import { OPERATOR } from "./open-to-operate.ts";
import type { Reporter } from "./reporter.ts";

export interface ExportOptions {
  /** Its id, or its short name. */
  community: string;
  from?: string;
  to?: string;
  format: ExchangeFormat;
  /** Null: standard output. */
  output: string | null;
  now: Date;
}

export interface ExportResult {
  communityId: string;
  transactions: number;
  file: string | null;
}

/** A community's books into a file or a pipe. A file has its name only once it is whole. */
export async function exportJournal(
  ownerUrl: string,
  options: ExportOptions,
  reporter: Reporter,
): Promise<ExportResult> {
  const pool = createPool({ url: ownerUrl, max: 1, statementTimeoutMs: 0, name: OPERATOR });
  try {
    const db = createDb(pool);
    const communityId = await findCommunity(db, options.community);
    let transactions = 0;
    reporter.step(`Exporting ${options.community}`);
    const { from, to, format } = options;
    const parts = streamBooks(db, {
      communityId,
      format,
      at: options.now,
      ...(from ? { from } : {}),
      ...(to ? { to } : {}),
      onPage: (count) => {
        transactions = count;
      },
    });
    const file = options.output === null ? null : resolve(options.output);
    if (file) await writeFile(file, parts);
    else await pipeline(parts, process.stdout, { end: false });
    return { communityId, transactions, file };
  } finally {
    await pool.end();
  }
}

async function writeFile(file: string, parts: AsyncIterable<string | Uint8Array>): Promise<void> {
  const part = `${file}.part`;
  try {
    await pipeline(parts, createWriteStream(part, { mode: 0o600, flush: true }));
    await rename(part, file);
  } catch (error) {
    await rm(part, { force: true });
    throw error;
  }
}
