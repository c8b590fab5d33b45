import { existsSync, readFileSync } from "node:fs";
import { sql } from "kysely";
import {
  communitiesWithBooks,
  type Finding,
  type PublishedSeal,
  parsePublished,
  type Verified,
  verifyCommunity,
} from "../../ledger/module.ts";
import { createDb, createPool, type Db } from "../../platform/db.ts";
import { findCommunity } from "./find-community.ts";
import { OPERATOR, OperateError } from "./open-to-operate.ts";
import type { Reporter } from "./reporter.ts";

export interface VerifyLedgerOptions {
  /** Its id, or its short name; absent: all of them. */
  community?: string;
  published: readonly PublishedSeal[];
}

/** Proves the books against leaves, seals and what was published of them, all communities in one snapshot. */
export async function verifyLedger(
  ownerUrl: string,
  options: VerifyLedgerOptions,
  reporter: Reporter,
): Promise<Verified[]> {
  const pool = createPool({ url: ownerUrl, max: 1, statementTimeoutMs: 0, name: OPERATOR });
  try {
    return await createDb(pool)
      .transaction()
      .setIsolationLevel("repeatable read")
      .setAccessMode("read only")
      .execute(async (tx) => {
        await sql`set local idle_in_transaction_session_timeout = 0`.execute(tx);
        const { community, published } = options;
        const ids = community ? [await findCommunity(tx, community)] : await communitiesWithBooks(tx);
        const results: Verified[] = [];
        for (const communityId of ids) {
          const name = await nameOf(tx, communityId);
          reporter.step(`Verifying ${name}`);
          const onSeal = (n: bigint, last: bigint) => reporter.progress(Number(n), Number(last));
          const verified = await verifyCommunity(tx, communityId, { published, onSeal });
          results.push(verified);
          report(reporter, name, verified);
        }
        return results;
      });
  } finally {
    await pool.end();
  }
}

/** `N:HASH`, or a file with such lines, as `ledger seal` prints them. */
export function readPublished(given: string): PublishedSeal[] {
  const direct = parsePublished(given);
  if (direct) return direct;
  if (!existsSync(given)) throw new OperateError(`"${given}" is neither a seal, written N:HASH, nor a file of them`);
  const seals = parsePublished(readFileSync(given, "utf8"));
  if (!seals)
    throw new OperateError(`${given} holds a line that is no seal: write them N:HASH, as \`ledger seal\` prints them`);
  return seals;
}

async function nameOf(db: Db, communityId: string): Promise<string> {
  const row = await db
    .selectFrom("communities.community")
    .select("slug")
    .where("id", "=", communityId)
    .executeTakeFirst();
  return row?.slug ?? communityId;
}

function report(reporter: Reporter, name: string, verified: Verified): void {
  const { sealed, latest, waiting, before, findings, count } = verified;
  for (const finding of findings) reporter.line("bad", `${name}: ${sentenceOf(finding)}`, finding.details);
  if (count > findings.length) reporter.line("bad", `${name}: and ${count - findings.length} more`);
  if (count === 0) {
    const head = latest ? `; the latest is ${latest.n}:${latest.hash}` : "";
    const what = `${sealed.transactions} transactions under ${sealed.seals} seals are as they were posted`;
    reporter.line("good", `${name}: ${what}${head}`);
  }
  if (waiting.batches > 0)
    reporter.line("note", `${name}: ${waiting.transactions} transactions since ${waiting.since} are not sealed yet`);
  if (before > 0) reporter.line("note", `${name}: ${before} transactions are from before the seals, and sealed as one`);
}

const SENTENCES: Readonly<Record<Finding["kind"], (subject: string) => string>> = {
  altered: (id) => `transaction ${id} was altered`,
  missing: (id) => `transaction ${id} is missing`,
  inserted: (id) => `transaction ${id} was inserted`,
  unsealed: (id) => `batch ${id} is in no seal and waits for none`,
  seal: (n) => `from seal ${n} on the chain was rewritten`,
  published: (n) => `seal ${n} is not the one that was published`,
  before: () => "the books of before the seals were changed",
  closing: (day) => `the period closed through ${day} is not what its proof says`,
};

function sentenceOf({ kind, subject }: Finding): string {
  return SENTENCES[kind](subject);
}
