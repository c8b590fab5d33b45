import pg from "pg";
import type { Log } from "./log.ts";
import type { Subscription } from "./module.ts";

export interface Happening {
  id: bigint;
  communityId: string | null;
  name: string;
  payload: Record<string, unknown>;
}

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
const NOTIFY_EVERY_MS = 50;
const CHANNEL = "commonpurse_live";

/**
 * Moves the outbox into the job queue and to the pages that listen: woken in the process, by at most one NOTIFY per 50 ms
 * of another process, and by a poll. What is taken and what is queued commit together, so nothing is lost or doubled.
 */
export async function startDispatcher(options: {
  pool: pg.Pool;
  /** For LISTEN: a connection of its own, never a pooled one. */
  listenUrl: string;
  subscriptions: readonly Subscription[];
  log: Log;
}): Promise<Dispatcher> {
  const { pool, log } = options;
  const liveListeners = new Set<(event: Happening) => void>();
  const eventListeners = new Set<(name: string, payload: Record<string, unknown>) => void>();
  let lastLive = await readLastLive(pool);
  let stopped = false;
  let notifyAt = 0;

  const move = single(async () => {
    for (;;) {
      const rows = await moveBatch(pool, options.subscriptions);
      for (const row of rows) {
        if (row.kind === "event") for (const listener of eventListeners) listener(row.name, row.payload);
      }
      if (rows.some((row) => row.live)) await tellLive();
      if (rows.length < BATCH) return;
    }
  });
  const tellLive = async (): Promise<void> => {
    void readLive().catch(failed);
    if (Date.now() < notifyAt) return;
    notifyAt = Date.now() + NOTIFY_EVERY_MS;
    const timer = setTimeout(() => {
      if (!stopped) pool.query(`notify ${CHANNEL}`).catch((error) => log.warn({ error }, "notify failed"));
    }, NOTIFY_EVERY_MS);
    timer.unref();
  };
  const readLive = single(async () => {
    const { rows } = await pool.query<{ id: bigint; community_id: string | null; name: string; payload: Record<string, unknown> }>(
      "select id, community_id, name, payload from platform.live_events_after($1, 1000)",
      [lastLive],
    );
    for (const { id, community_id: communityId, name, payload } of rows) {
      lastLive = id;
      for (const listener of liveListeners) listener({ id, communityId, name, payload });
    }
  });
  const failed = (error: unknown) => {
    if (!stopped) log.warn({ err: error }, "the outbox could not be moved; it is tried again");
  };
  const wake = () => void move().catch(failed);
  const timer = setInterval(() => {
    wake();
    void readLive().catch(failed);
  }, POLL_MS);
  timer.unref();
  const stopListening = listen(options.listenUrl, () => void readLive().catch(failed), log);
  wake();
  return {
    wake,
    onLive: (listener) => subscribe(liveListeners, listener),
    onEvent: (listener) => subscribe(eventListeners, listener),
    drain: move,
    async stop() {
      stopped = true;
      clearInterval(timer);
      await stopListening();
      await move().catch(() => undefined);
    },
  };
}

function subscribe<T>(set: Set<T>, listener: T): () => void {
  set.add(listener);
  return () => set.delete(listener);
}

/** One at a time; a call during a run makes one more run follow, and waits for it. */
function single(work: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | null = null;
  let next: Promise<void> | null = null;
  return function call(): Promise<void> {
    if (!running) {
      running = work().finally(() => {
        running = null;
      });
      return running;
    }
    next ??= running
      .catch(() => undefined)
      .then(() => {
        next = null;
        return call();
      });
    return next;
  };
}

async function readLastLive(pool: pg.Pool): Promise<bigint> {
  const { rows } = await pool.query<{ last: bigint }>("select platform.last_live_event() as last");
  return rows[0]?.last ?? 0n;
}

/** Takes a batch out of the outbox and puts it into the queue, in one transaction. */
async function moveBatch(pool: pg.Pool, subscriptions: readonly Subscription[]): Promise<OutboxRow[]> {
  const client = await pool.connect();
  try {
    await client.query("begin");
    const { rows } = await client.query<OutboxRow>("select * from platform.take_outbox($1)", [BATCH]);
    const jobs = lastOfEachKey(rows.flatMap((row) => jobsOf(row, subscriptions)));
    if (jobs.length > 0) {
      await client.query(
        `select from graphile_worker.add_jobs(array(
           select (r.identifier, r.payload::json, r.queue_name, r.run_at, r.max_attempts, r.job_key, null, null)::graphile_worker.job_spec
             from jsonb_to_recordset($1::jsonb)
               as r (identifier text, payload jsonb, queue_name text, run_at timestamptz, max_attempts int, job_key text)))`,
        [JSON.stringify(jobs)],
      );
    }
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

/** The queue takes a key once in a statement; the later job is the one that counts. */
function lastOfEachKey(jobs: readonly QueuedJob[]): QueuedJob[] {
  const last = new Map(jobs.map((job) => [job.job_key, job]));
  return jobs.filter((job) => job.job_key === null || last.get(job.job_key) === job);
}

interface QueuedJob {
  identifier: string;
  payload: Record<string, unknown>;
  queue_name: string | null;
  run_at: Date | null;
  max_attempts: number;
  job_key: string | null;
}

function jobsOf(row: OutboxRow, subscriptions: readonly Subscription[]): QueuedJob[] {
  const common = { payload: row.payload, queue_name: row.queue, run_at: row.run_at, max_attempts: row.max_attempts ?? 12 };
  if (row.kind === "job") return [{ ...common, identifier: row.name, job_key: row.job_key }];
  return subscriptions
    .filter((subscription) => subscription.event === row.name)
    .map((subscription) => ({ ...common, identifier: subscription.job, job_key: null }));
}

/** Listens on a connection of its own and comes back after a cut. */
function listen(url: string, onNotify: () => void, log: Log): () => Promise<void> {
  let stopped = false;
  let client: pg.Client | null = null;
  const connect = async (): Promise<void> => {
    if (stopped) return;
    const fresh = new pg.Client({ connectionString: url, application_name: "commonpurse-listen" });
    client = fresh;
    fresh.on("notification", onNotify);
    fresh.on("error", () => undefined);
    fresh.on("end", () => {
      if (!stopped) setTimeout(() => void connect(), POLL_MS).unref();
    });
    try {
      await fresh.connect();
      await fresh.query(`listen ${CHANNEL}`);
    } catch (error) {
      log.warn({ err: error }, "live updates are delayed: the listening connection was refused");
      await fresh.end().catch(() => undefined);
    }
  };
  void connect();
  return async () => {
    stopped = true;
    await client?.end().catch(() => undefined);
  };
}
