import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createTestServer, type TestServer } from "../../test/harness/server.ts";
import { refuse } from "./errors.ts";
import { newId } from "./ids.ts";

let server: TestServer;
const actor = { kind: "system", job: "test" } as const;

beforeAll(async () => {
  server = await createTestServer();
});
afterAll(() => server.stop());

async function outboxRows(): Promise<number> {
  return (await sql`select from platform.outbox`.execute(server.database.owner)).rows.length;
}

describe("a unit of work", () => {
  it("starts over when the database reports a deadlock, and gives up after three times", async () => {
    const attempts: number[] = [];
    const deadlock = () =>
      server.app.services.run({ as: "nobody", actor }, async (ctx) => {
        attempts.push(attempts.length);
        await sql`do $$ begin raise exception 'planted' using errcode = '40P01'; end $$`.execute(ctx.tx);
      });
    await expect(deadlock()).rejects.toThrow("planted");
    expect(attempts.length).toBe(3);
  });

  it("leaves nothing of a command that failed: no row, no job, no event", async () => {
    const failing = server.app.services.run({ as: "nobody", actor }, async (ctx) => {
      ctx.enqueue({ name: "x", payload: {} });
      ctx.emit({ name: "x.happened", payload: {} });
      throw refuse("not_today");
    });
    await expect(failing).rejects.toThrow("not_today");
    expect(await outboxRows()).toBe(0);
  });

  it("enters nothing by itself: a transaction without a door sees no row", async () => {
    const { rows } = await sql`select * from ledger.account`.execute(server.app.services.db);
    expect(rows).toEqual([]);
  });

  it("forgets what it entered with the transaction, so that a pooled connection carries nothing over", async () => {
    await server.app.services.run({ as: "system", communityId: newId(), actor }, async () => undefined);
    for (let i = 0; i < 20; i++) {
      const { rows } = await sql<{
        scope: string | null;
      }>`select current_setting('app.community_id', true) as scope`.execute(server.app.services.db);
      expect(rows[0]?.scope ?? "").toBe("");
    }
  });
});

describe("the dispatcher", () => {
  it("queues jobs, keeps the last of one key, and tells live events in order", async () => {
    const heard: string[] = [];
    const communityId = newId();
    const all = new Promise<void>((resolve) => {
      const stop = server.app.dispatcher.onLive((event) => {
        if (event.communityId !== communityId) return;
        heard.push(event.name);
        if (heard.length === 2) {
          stop();
          resolve();
        }
      });
    });
    await server.app.services.run({ as: "system", communityId, actor }, async (ctx) => {
      ctx.enqueue({ name: "test.later", payload: { n: 1 }, key: "same", runAt: new Date(Date.now() + 3_600_000) });
      ctx.enqueue({ name: "test.later", payload: { n: 2 }, key: "same", runAt: new Date(Date.now() + 3_600_000) });
      ctx.emit({ name: "test.first", payload: { communityId }, live: true });
      ctx.emit({ name: "test.second", payload: { communityId }, live: true });
    });
    await server.app.dispatcher.drain();
    await all;
    expect(heard).toEqual(["test.first", "test.second"]);
    const { rows } = await sql<{
      key: string;
    }>`select key from graphile_worker.jobs where task_identifier = 'test.later'`.execute(server.database.owner);
    expect(rows.length).toBe(1);
    expect(await outboxRows()).toBe(0);
  });
});

describe("partitions", () => {
  it("are made ahead by the server's role, once, and none is left to the default", async () => {
    const first = new Date("2031-01-15T00:00:00Z");
    const last = new Date("2031-03-01T00:00:00Z");
    const make = () =>
      sql<{ made: number }>`select platform.ensure_partitions(${first}, ${last}) as made`.execute(
        server.app.services.db,
      );
    expect((await make()).rows[0]?.made).toBeGreaterThan(40);
    expect((await make()).rows[0]?.made).toBe(0);
  });

  it("are dropped whole when what they keep has expired", async () => {
    const { rows } = await sql<{ dropped: number }>`
      select platform.drop_expired_partitions('2031-02-01T00:00:00Z') as dropped`.execute(server.app.services.db);
    expect(rows[0]?.dropped).toBeGreaterThan(10);
  });
});
