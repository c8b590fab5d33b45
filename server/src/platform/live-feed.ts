import pg from "pg";
import type { Log } from "./log.ts";
import { oneAtATime } from "./one-at-a-time.ts";

/** Something that happened, for the pages that listen: ids only. */
export interface Happening {
  id: bigint;
  communityId: string | null;
  name: string;
  payload: Record<string, unknown>;
}

export interface LiveFeed {
  /** Reads what is new. Told to other processes by at most one NOTIFY per 50 ms. */
  tell(): void;
  read(): Promise<void>;
  onLive(listener: (event: Happening) => void): () => void;
  stop(): Promise<void>;
}

const NOTIFY_EVERY_MS = 50;
const RECONNECT_MS = 1_000;
const CHANNEL = "commonpurse_live";

/** The live events of all processes, in order, from the table that they are written to. */
export async function startLiveFeed(options: { pool: pg.Pool; listenUrl: string; log: Log }): Promise<LiveFeed> {
  const { pool, log } = options;
  const listeners = new Set<(event: Happening) => void>();
  const first = await pool.query<{ last: bigint }>("select platform.last_live_event() as last");
  let last = first.rows[0]?.last ?? 0n;
  let notifyAt = 0;
  let stopped = false;
  const read = oneAtATime(async () => {
    const { rows } = await pool.query<{
      id: bigint;
      community_id: string | null;
      name: string;
      payload: Record<string, unknown>;
    }>("select id, community_id, name, payload from platform.live_events_after($1, 1000)", [last]);
    for (const { id, community_id: communityId, name, payload } of rows) {
      last = id;
      for (const listener of listeners) listener({ id, communityId, name, payload });
    }
  });
  const readSoon = () =>
    void read().catch((error) => {
      if (!stopped) log.warn({ err: error }, "live events could not be read; they are asked for again");
    });
  const notify = () => {
    if (!stopped) pool.query(`notify ${CHANNEL}`).catch((error) => log.warn({ err: error }, "notify failed"));
  };
  const stopListening = listen(options.listenUrl, readSoon, log);
  return {
    tell() {
      readSoon();
      if (Date.now() < notifyAt) return;
      notifyAt = Date.now() + NOTIFY_EVERY_MS;
      setTimeout(notify, NOTIFY_EVERY_MS).unref();
    },
    read,
    onLive(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async stop() {
      stopped = true;
      await stopListening();
    },
  };
}

/** Listens on a connection of its own, never a pooled one, and comes back after a cut. */
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
      if (!stopped) setTimeout(() => void connect(), RECONNECT_MS).unref();
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
