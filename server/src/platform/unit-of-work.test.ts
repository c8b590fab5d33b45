import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createTestServer, type TestServer } from "../../test/harness/server.ts";
import { refuse } from "./errors.ts";
import { hasText } from "./i18n.ts";
import { newId } from "./ids.ts";
import { createRun } from "./unit-of-work.ts";
import { module as platform } from "./upkeep.ts";

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

describe("what must be unique and was there first", () => {
  it("is a 409 with the code and the field where a module has named the constraint, else a fault", async () => {
    const { owner } = server.database;
    await sql`create schema planted`.execute(owner);
    await sql`grant usage on schema planted to cp_app`.execute(owner);
    for (const name of ["named", "unnamed"]) {
      await sql`create table ${sql.table(`planted.${name}`)} (id int primary key)`.execute(owner);
      await sql`grant insert on ${sql.table(`planted.${name}`)} to cp_app`.execute(owner);
    }
    const { services } = server.app;
    const run = createRun({
      ...services,
      publicUrl: "",
      beforeCommit: [],
      afterCommit: () => undefined,
      conflicts: { "planted.named_pkey": { code: "planted_exists", pointer: "#/id" } },
    });
    const insert = (table: string) =>
      run({ as: "nobody", actor }, (ctx) => sql`insert into ${sql.table(table)} values (1)`.execute(ctx.tx));
    await insert("planted.named");
    await insert("planted.unnamed");
    await expect(insert("planted.named")).rejects.toMatchObject({
      code: "planted_exists",
      status: 409,
      pointer: "#/id",
    });
    await expect(insert("planted.unnamed")).rejects.toMatchObject({ code: "23505" });
  });

  it("is named with a constraint that there is, and told in a sentence", async () => {
    const { rows } = await sql<{ name: string }>`
      select n.nspname || '.' || c.relname as name from pg_index i
        join pg_class c on c.oid = i.indexrelid join pg_namespace n on n.oid = c.relnamespace
       where i.indisunique`.execute(server.database.owner);
    const unique = new Set(rows.map((row) => row.name));
    for (const { name, conflicts = {} } of server.app.modules) {
      for (const [constraint, { code }] of Object.entries(conflicts)) {
        expect([constraint, unique.has(constraint), hasText("en", name, `problem.${code}`)]).toEqual([
          constraint,
          true,
          true,
        ]);
      }
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
  it("are no more than are needed about now, and the hourly upkeep moves them on", async () => {
    const ofAnswers = async () => {
      const { rows } = await sql<{ name: string }>`
        select c.relname as name from pg_inherits i join pg_class c on c.oid = i.inhrelid
         where i.inhparent = 'platform.idempotency'::regclass and c.relname <> 'idempotency_default' order by 1`.execute(
        server.database.owner,
      );
      return rows.map(({ name }) => name);
    };
    const nameOf = (date: Date) => `idempotency_${date.toISOString().slice(0, 10).replaceAll("-", "_")}`;
    const day = (distance: number) => new Date(server.clock.now().getTime() + distance * 86_400_000);
    const before = await ofAnswers();
    expect(before).toHaveLength(17);
    expect([before.at(0), before.at(-1)]).toEqual([nameOf(day(-2)), nameOf(day(14))]);
    server.clock.advance({ days: 5 });
    const upkeep = platform.jobs?.find(({ name }) => name === "platform.keep_partitions");
    if (!upkeep || !("runGlobal" in upkeep)) throw new Error("no such job");
    await server.app.services.run({ as: "nobody", actor }, (ctx) => upkeep.runGlobal(ctx, {}));
    const after = await ofAnswers();
    expect(after).toHaveLength(17);
    expect([after.at(0), after.at(-1)]).toEqual([nameOf(day(-2)), nameOf(day(14))]);
  });

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
