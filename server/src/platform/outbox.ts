import { sql } from "kysely";
import type { EventDraft, JobDraft } from "./context.ts";
import type { Tx } from "./db.ts";

/** Writes what a command collected, in one insert. Answers whether there was anything. */
export async function writeOutbox(tx: Tx, jobs: readonly JobDraft[], events: readonly EventDraft[]): Promise<boolean> {
  const rows = [
    ...jobs.map((job) => ({
      kind: "job",
      name: job.name,
      payload: job.payload,
      queue: job.queue ?? null,
      job_key: job.key ?? null,
      run_at: job.runAt?.toISOString() ?? null,
      max_attempts: job.maxAttempts ?? null,
      live: false,
    })),
    ...events.map((event) => ({
      kind: "event",
      name: event.name,
      payload: event.payload,
      queue: null,
      job_key: null,
      run_at: null,
      max_attempts: null,
      live: event.live ?? false,
    })),
  ];
  if (rows.length === 0) return false;
  await sql`
    insert into platform.outbox (kind, name, payload, queue, job_key, run_at, max_attempts, live)
    select kind, name, payload, queue, job_key, run_at, max_attempts, live
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
        as r (kind text, name text, payload jsonb, queue text, job_key text, run_at timestamptz, max_attempts int, live boolean)
  `.execute(tx);
  return true;
}
