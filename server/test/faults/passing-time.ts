import pg from "pg";
import type { Client } from "./client.ts";
import { until } from "./until.ts";
import type { World } from "./world.ts";

/** How long nothing may happen before time is made to pass. */
const PATIENCE_MS = 1_500;
/** What the schedules then find due: they come every minute or rarer, and no test waits for them. */
const SCHEDULED = ["payments.reconcile", "fundraising.sweep"];
const MINUTE_MS = 61_000;

export interface Merchant {
  secretKey: string;
}

export interface Passing {
  /** So much time passes, here and at the provider; what the schedules would have done by then is queued. */
  pass(ms: number): Promise<void>;
  /** Waits for something that a job or a webhook brings about; when nothing happens for a while, a minute passes. */
  waitFor<T>(what: string, look: () => Promise<T | null | undefined | false>): Promise<T>;
}

export function createPassing(world: World, client: Client, merchant: () => Merchant | null): Passing {
  const pass = async (ms: number): Promise<void> => {
    world.advance(ms);
    await queueSchedules(world);
    const known = merchant();
    if (known) await advanceProvider(world, client, known);
  };
  return {
    pass,
    async waitFor(what, look) {
      let patientUntil = Date.now() + PATIENCE_MS;
      return until(
        what,
        async () => {
          const found = await look();
          if (found || Date.now() < patientUntil) return found;
          await pass(MINUTE_MS);
          patientUntil = Date.now() + PATIENCE_MS;
          return null;
        },
        180_000,
      );
    },
  };
}

/** The provider's clock follows ours: it signs with it, and a webhook of another hour is refused. */
async function advanceProvider(world: World, client: Client, { secretKey }: Merchant): Promise<void> {
  const known = await client.ask({ at: "sandbox", method: "POST", path: "/merchants", body: { secretKey } });
  const clock = Date.parse(String(known.body["clock"]));
  const seconds = Math.round((Date.now() + world.ahead() - clock) / 1000);
  const path = seconds > 0 ? "/control/advance" : "/control/flush";
  const body = seconds > 0 ? { seconds } : { early: true };
  await client.ask({ at: "sandbox", method: "POST", path, body, token: secretKey });
}

/** What the clock of the schedules would do; and what was put off until a time that has come by our clock is due. */
async function queueSchedules(world: World): Promise<void> {
  await until("the database", async () => {
    await world.ready();
    const db = new pg.Client({ connectionString: world.databaseUrl() });
    db.on("error", () => undefined);
    try {
      await db.connect();
      await db.query("select graphile_worker.add_job(name) from unnest($1::text[]) name", [SCHEDULED]);
      await db.query(
        "update graphile_worker._private_jobs set run_at = now() where locked_at is null and run_at between now() and $1",
        [new Date(Date.now() + world.ahead())],
      );
      return true;
    } catch {
      return false;
    } finally {
      await db.end().catch(() => undefined);
    }
  });
}
