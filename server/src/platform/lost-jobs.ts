import { sql } from "kysely";
import type { Db, Tx } from "./db.ts";

/** Longer than any job takes: its statements end after a minute, its calls to a provider sooner. */
export const LOST_AFTER_MINUTES = 10;

/**
 * Frees the jobs that a killed process holds, so that another carries them out: the queue itself would leave them for four
 * hours. A job bears being begun twice. `heldMinutes` 0: no other process works on this database, so all held ones are lost.
 */
export async function freeLostJobs(db: Db | Tx, heldMinutes: number): Promise<void> {
  const before = sql`now() - make_interval(mins => ${heldMinutes})`;
  await sql`
    with queues as (
      update graphile_worker._private_job_queues set locked_at = null, locked_by = null where locked_at <= ${before}
    )
    update graphile_worker._private_jobs set locked_at = null, locked_by = null, run_at = greatest(run_at, now())
     where locked_at <= ${before}`.execute(db);
}
