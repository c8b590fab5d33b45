import { sql } from "kysely";
import type { Db } from "../../platform/db.ts";
import { createDb, createPool } from "../../platform/db.ts";
import type { Check, Module } from "../../platform/module.ts";
import { modules } from "../modules.ts";
import { catalogueChecks } from "./catalogue-checks.ts";
import { OPERATOR } from "./open-to-operate.ts";
import type { Reporter } from "./reporter.ts";

export interface CheckResult {
  name: string;
  why: string;
  whole: boolean;
  faults: readonly string[];
}

/** More than these say no more. */
const SHOWN = 20;

/** Every truth of the live data, in one snapshot, as the owner: what is posted meanwhile is in all of them or in none. */
export async function runChecks(
  ownerUrl: string,
  reporter: Reporter,
  all: readonly Module[] = modules,
): Promise<CheckResult[]> {
  const pool = createPool({ url: ownerUrl, max: 1, statementTimeoutMs: 0, name: OPERATOR });
  const db = createDb(pool);
  try {
    return await db
      .transaction()
      .setIsolationLevel("repeatable read")
      .setAccessMode("read only")
      .execute(async (tx) => {
        // A check may think about many rows for long; the owner's own questions are not cut off.
        await sql`set local idle_in_transaction_session_timeout = 0`.execute(tx);
        const checks = [...all.flatMap((module) => module.checks ?? []), ...catalogueChecks];
        const results: CheckResult[] = [];
        for (const [index, check] of checks.entries()) {
          reporter.step(`Checking ${check.name} (${index + 1} of ${checks.length})`);
          const result = await runCheck(tx, check);
          results.push(result);
          report(reporter, result);
        }
        return results;
      });
  } finally {
    await pool.end();
  }
}

/** A check that fails to run has proved nothing: that counts as broken, and the others go on. */
async function runCheck(db: Db, { name, why, run }: Check): Promise<CheckResult> {
  await sql`savepoint before_check`.execute(db);
  try {
    const faults = await run(db);
    return { name, why, whole: faults.length === 0, faults };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    await sql`rollback to savepoint before_check`.execute(db);
    return { name, why, whole: false, faults: [`could not be checked: ${reason}`] };
  }
}

function report(reporter: Reporter, { name, why, whole, faults }: CheckResult): void {
  if (whole) {
    reporter.line("good", name);
    return;
  }
  const more = faults.length > SHOWN ? [`and ${faults.length - SHOWN} more`] : [];
  reporter.line("bad", `${name}: ${why}`, [...faults.slice(0, SHOWN), ...more]);
}
