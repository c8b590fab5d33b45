import type pg from "pg";
import { type Happening, startLiveFeed } from "./live-feed.ts";
import type { Log } from "./log.ts";
import type { Subscription } from "./module.ts";
import { oneAtATime } from "./one-at-a-time.ts";

export type { Happening };

export interface Dispatcher {
  /** Something was committed to the outbox: go and see. */
  wake(): void;
  /** Called for every live event of any process, in order. Answers the way to stop. */
  onLive(listener: (event: Happening) => void): () => void;
  /** Called for every event that this process dispatched. */
  onEvent(listener: (name: string, payload: Record<string, unknown>) => void): () => void;
  /** Moves everything that is in the outbox now. For tests and shut-down. */
  drain(): Promise<void>;
  stop(): Promise<void>;
}

interface OutboxRow {
  kind: "job" | "event";
  name: string;
  payload: Record<string, unknown>;
  queue: string | null;
  job_key: string | null;
  run_at: Date | null;
  max_attempts: number | null;
  live: boolean;
}

const BATCH = 500;
const POLL_MS = 1_000;
const USUAL_ATTEMPTS = 12;

/**
 * Moves the outbox into the job queue and to the pages that listen: woken in the process, by the other processes, and by a
 * poll. What is taken and what is queued commit together, so nothing is lost or doubled.
 */
export async function startDispatcher(options: {
  pool: pg.Pool;
  /** For LISTEN: a connection of its own. */
  listenUrl: string;
  subscriptions: readonly Subscription[];
  log: Log;
}): Promise<Dispatcher> {
  const { pool, log } = options;
  const live = await startLiveFeed(options);
  const listeners = new Set<(name: string, payload: Record<string, unknown>) => void>();
  let stopped = false;
  const move = oneAtATime(async () => {
    for (;;) {
      const rows = await moveBatch(pool, options.subscriptions);
      for (const row of rows) {
        if (row.kind === "event") for (const listener of listeners) listener(row.name, row.payload);
      }
      if (rows.some((row) => row.live)) live.tell();
      if (rows.length < BATCH) return;
    }
  });
  const failed = (error: unknown) => {
    if (!stopped) log.warn({ err: error }, "the outbox could not be moved; it is tried again");
  };
  const wake = () => void move().catch(failed);
  const timer = setInterval(() => {
    wake();
    void live.read().catch(failed);
  }, POLL_MS);
  timer.unref();
  wake();
  return {
    wake,
    onLive: live.onLive,
    onEvent(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    drain: move,
    async stop() {
      stopped = true;
      clearInterval(timer);
      await live.stop();
      await move().catch(() => undefined);
    },
  };
}

/** Takes a batch out of the outbox and puts it into the queue, in one transaction. */
async function moveBatch(pool: pg.Pool, subscriptions: readonly Subscription[]): Promise<OutboxRow[]> {
  const client = await pool.connect();
  try {
    await client.query("begin");
    const { rows } = await client.query<OutboxRow>("select * from platform.take_outbox($1) order by id", [BATCH]);
    const jobs = lastOfEachKey(rows.flatMap((row) => jobsOf(row, subscriptions)));
    if (jobs.length > 0) await client.query(ADD_JOBS, [JSON.stringify(jobs)]);
    const live = rows.filter((row) => row.live);
    if (live.length > 0) {
      await client.query("select platform.add_live_events($1::text[], $2::jsonb[])", [
        live.map((row) => row.name),
        live.map((row) => JSON.stringify(row.payload)),
      ]);
    }
    await client.query("commit");
    return rows;
  } catch (error) {
    await client.query("rollback").catch(() => undefined);
    throw error;
  } finally {
    client.release();
  }
}

const ADD_JOBS = `select from graphile_worker.add_jobs(array(
  select (r.identifier, r.payload::json, r.queue_name, r.run_at, r.max_attempts, r.job_key, null, null)::graphile_worker.job_spec
    from jsonb_to_recordset($1::jsonb)
      as r (identifier text, payload jsonb, queue_name text, run_at timestamptz, max_attempts int, job_key text)))`;

interface QueuedJob {
  identifier: string;
  payload: Record<string, unknown>;
  queue_name: string | null;
  run_at: Date | null;
  max_attempts: number;
  job_key: string | null;
}

/** The queue takes a key once in a statement; the later job is the one that counts. */
function lastOfEachKey(jobs: readonly QueuedJob[]): QueuedJob[] {
  const last = new Map(jobs.map((job) => [job.job_key, job]));
  return jobs.filter((job) => job.job_key === null || last.get(job.job_key) === job);
}

function jobsOf(row: OutboxRow, subscriptions: readonly Subscription[]): QueuedJob[] {
  const attempts = row.max_attempts ?? USUAL_ATTEMPTS;
  const common = { payload: row.payload, queue_name: row.queue, run_at: row.run_at, max_attempts: attempts };
  if (row.kind === "job") return [{ ...common, identifier: row.name, job_key: row.job_key }];
  return subscriptions
    .filter((subscription) => subscription.event === row.name)
    .map((subscription) => ({ ...common, identifier: subscription.job, job_key: null }));
}
