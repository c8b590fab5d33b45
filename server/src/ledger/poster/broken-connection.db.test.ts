import { sql } from "kysely";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type DatabaseProxy, startDatabaseProxy } from "../../../test/faults/ledger/database-proxy.ts";
import { createTestServer, type TestServer } from "../../../test/harness/server.ts";
import { causeOf } from "../../api/problem.ts";
import { newId } from "../../platform/ids.ts";
import { openAccounts } from "../open-accounts.ts";
import { bareKey, barePosting } from "../testing/bare-posting.ts";
import type { PostItem } from "./item.ts";
import { createPoster, type Poster } from "./poster.ts";

// A poster whose way to the database is cut: what its callers are told, and what stands in the books.

let server: TestServer;
let proxy: DatabaseProxy;
let poster: Poster;
let accounts: readonly string[];
const communityId = newId();

beforeAll(async () => {
  server = await createTestServer();
  const actor = { kind: "system", job: "test" } as const;
  const opened = await server.app.services.inCommunity({ as: "system", communityId, actor }, (ctx) =>
    openAccounts(ctx, [
      { code: "source", type: "CLEARING", currency: "KES" },
      { code: "wallet", type: "USER", currency: "KES", floor: 0n },
    ]),
  );
  accounts = [...opened.values()];
});
beforeEach(async () => {
  const url = new URL(server.database.appUrl);
  proxy = await startDatabaseProxy(Number(url.port));
  url.port = String(proxy.port);
  poster = createPoster({ url: url.toString(), now: () => new Date(), newId, wake: () => undefined, lanes: 1 });
});
afterEach(async () => {
  await poster.stop();
  await proxy.stop();
});
afterAll(() => server.stop());

function newItem(): PostItem & { id: string } {
  const id = newId();
  const [from = "", to = ""] = accounts;
  return { id, communityId, groups: [[barePosting({ communityId, id, from, to })]], key: bareKey(id) };
}

/** What a caller over HTTP is told of a failed one. */
async function toldOf(result: Promise<unknown>): Promise<unknown> {
  return result.then(
    () => "posted",
    (error: unknown) => causeOf(error, () => ""),
  );
}

async function isInBooks(id: string): Promise<boolean> {
  const { rows } = await sql`select from ledger.transaction where community_id = ${communityId} and id = ${id}`.execute(
    server.database.owner,
  );
  return rows.length === 1;
}

/** Cuts at the commit of the next batch; that of the reading before it goes through. */
async function cutOnce(cut: "before" | "after"): Promise<void> {
  await poster.post(newItem());
  proxy.cutAt(() => {
    proxy.cutAt(() => null);
    return cut;
  });
}

const BUSY = { status: 503, code: "busy", retryAfter: 2 };

describe("a connection that breaks", () => {
  it("after the commit was sent: 503 to all of the batch, and the key finds what was posted", async () => {
    await cutOnce("after");
    const items = [newItem(), newItem()];
    const told = await Promise.all(items.map((item) => toldOf(poster.post(item))));
    expect(told).toEqual([BUSY, BUSY]);
    for (const item of items) {
      const again = await poster.post({ ...item, groups: newItem().groups });
      expect(again).toEqual({ status: "repeated", outcomes: [{ id: item.id }] });
    }
  });

  it("before the commit arrives: 503 too, nothing is posted, and the key posts it once", async () => {
    await cutOnce("before");
    const item = newItem();
    expect(await toldOf(poster.post(item))).toEqual(BUSY);
    const second = newItem();
    const again = await poster.post({ ...item, groups: second.groups });
    expect(again.status).toBe("decided");
    expect([await isInBooks(item.id), await isInBooks(second.id)]).toEqual([false, true]);
  });

  it("before the commit was asked for: the batch is posted on another one, and nobody hears of it", async () => {
    const item = newItem();
    const { owner } = server.database;
    const posted = await owner.transaction().execute(async (tx) => {
      await sql`select from ledger.balance where community_id = ${communityId} for update`.execute(tx);
      const result = poster.post(item);
      await expect.poll(() => endWaiting(), { timeout: 10_000 }).toBe(1);
      return { result };
    });
    expect((await posted.result).status).toBe("decided");
    expect(await isInBooks(item.id)).toBe(true);
  });

  it("and cannot be made again: 503 at once, and it goes on when the database is back", async () => {
    const { port } = new URL(server.database.appUrl);
    await poster.post(newItem());
    proxy.aim(1);
    await endAll();
    expect(await toldOf(poster.post(newItem()))).toEqual(BUSY);
    proxy.aim(Number(port));
    expect(await toldOf(poster.post(newItem()))).toBe("posted");
  });
});

/** Ends the poster's connection that waits for a lock. Answers how many that were. */
async function endWaiting(): Promise<number> {
  const { rows } = await sql`
    select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database()
       and application_name = 'commonpurse-poster' and wait_event_type = 'Lock'`.execute(asServer());
  return rows.length;
}

async function endAll(): Promise<void> {
  await sql`
    select pg_terminate_backend(pid, 5000) from pg_stat_activity where datname = current_database()
       and application_name = 'commonpurse-poster'`.execute(asServer());
}

/** The role whose connections these are may end them. */
function asServer() {
  return server.app.services.db;
}
