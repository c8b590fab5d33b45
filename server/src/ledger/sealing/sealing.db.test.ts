import { sql } from "kysely";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createPerson } from "../../../test/harness/people.ts";
import { createTestServer, type TestServer } from "../../../test/harness/server.ts";
import { newId } from "../../platform/ids.ts";
import { credit, debit, post, writeBooks } from "../index.ts";
import { sealingChecks } from "./checks.ts";
import { postAmounts, tamper, verifyBooks, withClient } from "./testing/sealed-books.ts";

const actor = { kind: "system", job: "test" } as const;
let server: TestServer;
let communityId: string;

beforeAll(async () => {
  server = await createTestServer();
});
afterAll(() => server.stop());
beforeEach(() => {
  communityId = newId();
});

interface SealRow {
  n: bigint;
  previous: Buffer;
  hash: Buffer;
  batch_ids: string[];
}

async function seals(): Promise<SealRow[]> {
  const { rows } = await sql<SealRow>`
    select n, previous, hash, batch_ids from ledger.seal where community_id = ${communityId} order by n`.execute(
    server.database.owner,
  );
  return rows;
}

async function faults(): Promise<string[]> {
  const found: string[] = [];
  for (const { name, run } of sealingChecks) if ((await run(server.database.owner)).length > 0) found.push(name);
  return found;
}

describe("the sealer", () => {
  it("appends one seal for what waits of a community, each going on from the one before", async () => {
    await postAmounts(server, communityId, [100n, 200n]);
    await postAmounts(server, communityId, [300n]);
    await server.app.keeper.seal();
    await postAmounts(server, communityId, [400n]);
    await server.app.keeper.seal();
    const chain = await seals();
    expect(chain.map(({ n, batch_ids }) => [n, batch_ids.length])).toEqual([
      [1n, 2],
      [2n, 1],
    ]);
    expect(chain[0]?.previous).toEqual(Buffer.alloc(32));
    expect(chain[1]?.previous).toEqual(chain[0]?.hash);
    expect(await faults()).toEqual([]);
  });

  it("has nothing to do when nothing was posted", async () => {
    await server.app.keeper.seal();
    expect(await server.app.keeper.seal()).toBe(0);
    expect(await seals()).toEqual([]);
  });

  it("takes what commits late with a later seal", async () => {
    const posting = Promise.withResolvers<void>();
    const committing = Promise.withResolvers<void>();
    const other = { code: "test/late", type: "ASSET", currency: "KES" } as const;
    const late = server.app.services.inCommunity({ as: "system", communityId, actor }, async (ctx) => {
      const lines = [debit(other, 5n, "dues"), credit({ ...other, code: "test/later" }, 5n, "dues")];
      post(ctx, { kind: "dues", reference: newId(), source: { kind: "test", id: newId() }, lines });
      await writeBooks(ctx);
      posting.resolve();
      await committing.promise;
    });
    await posting.promise;
    await postAmounts(server, communityId, [2n]);
    await server.app.keeper.seal();
    committing.resolve();
    await late;
    await server.app.keeper.seal();
    expect((await seals()).map(({ batch_ids }) => batch_ids.length)).toEqual([1, 1]);
    expect((await verifyBooks(server, communityId)).count).toBe(0);
  });

  it("seals each community apart, all in one round", async () => {
    const other = newId();
    await postAmounts(server, communityId, [1n]);
    await postAmounts(server, other, [2n]);
    await server.app.keeper.seal();
    const [mine] = await seals();
    communityId = other;
    const [theirs] = await seals();
    expect([mine?.n, theirs?.n]).toEqual([1n, 1n]);
    expect(mine?.hash).not.toEqual(theirs?.hash);
  });

  it("is one at a time: two that seal at once make one chain", async () => {
    for (let round = 0; round < 5; round++) {
      await postAmounts(server, communityId, [1n, 2n]);
      await Promise.all([server.app.keeper.seal(), server.app.keeper.seal(), server.app.keeper.seal()]);
    }
    const verified = await verifyBooks(server, communityId);
    expect([verified.count, verified.sealed.transactions]).toEqual([0, 10]);
  });

  it("tells the members' pages", async () => {
    const told: unknown[] = [];
    const stop = server.app.dispatcher.onEvent((name, payload) => {
      if (name === "ledger.sealed") told.push(payload);
    });
    await postAmounts(server, communityId, [1n]);
    await server.app.keeper.seal();
    await server.app.dispatcher.drain();
    stop();
    expect(told).toContainEqual({ communityId, n: 1 });
  });

  it("is the system's: inside a community its doors are shut", async () => {
    await withClient(server, async (client) => {
      for (const door of ["ledger.seal_waiting(1)", "ledger.roll_up(1, null)", "ledger.expire_due_holds(now(), 1)"]) {
        await client.query("begin");
        await client.query("select platform.enter_system($1)", [communityId]);
        await expect(client.query(`select ${door}`)).rejects.toMatchObject({ code: "CP003" });
        await client.query("rollback");
      }
    });
  });

  it("leaves seals that nobody changes, the owner neither", async () => {
    await postAmounts(server, communityId, [1n]);
    await server.app.keeper.seal();
    const owner = server.database.owner;
    await expect(sql`update ledger.seal set n = n + 1`.execute(owner)).rejects.toMatchObject({ code: "CP001" });
    await expect(sql`delete from ledger.seal`.execute(owner)).rejects.toMatchObject({ code: "CP001" });
    await expect(sql`truncate ledger.seal`.execute(owner)).rejects.toMatchObject({ code: "CP001" });
  });

  it("is checked: a seal that is taken out breaks the chain", async () => {
    await postAmounts(server, communityId, [1n]);
    await server.app.keeper.seal();
    await tamper(
      server,
      `create temp table kept as select * from ledger.seal where community_id = '${communityId}';
      delete from ledger.seal where community_id = '${communityId}'`,
    );
    expect(await faults()).toEqual(["ledger.seals_are_a_chain"]);
    await tamper(
      server,
      `delete from ledger.seal_head where community_id = '${communityId}';
      insert into ledger.unsealed select community_id, id from ledger.batch where community_id = '${communityId}'`,
    );
    expect(await faults()).toEqual([]);
  });
});

describe("the seals over the API", () => {
  it("are listed newest first, page by page, and the latest is there to be kept elsewhere", async () => {
    const owner = await createPerson(server, "Akinyi");
    const stranger = await createPerson(server, "Baraka");
    const body = { name: "Sealed", slug: "sealed-api", products: ["fundraising"], currency: "KES" };
    communityId = String((await owner.send("POST", "/v1/communities", body)).body["id"]);
    const path = `/v1/communities/${communityId}/ledger/seals`;
    expect((await owner.get(`${path}/latest`)).status).toBe(404);
    for (const amount of [1n, 2n, 3n]) {
      await postAmounts(server, communityId, [amount]);
      await server.app.keeper.seal();
    }
    const chain = await seals();
    const first = await owner.get(`${path}?limit=2`);
    const second = await owner.get(`${path}?limit=2&after=${first.body["next"]}`);
    const items = [first, second].flatMap((page) => page.body["items"] as { n: number; hash: string }[]);
    expect(items.map(({ n }) => n)).toEqual([3, 2, 1]);
    expect(second.body["next"]).toBeNull();
    const latest = await owner.get(`${path}/latest`);
    expect(latest.body).toEqual(items[0]);
    expect(latest.body).toMatchObject({
      n: 3,
      hash: chain[2]?.hash.toString("hex"),
      previous: chain[1]?.hash.toString("hex"),
      batches: 1,
    });
    expect((await stranger.get(`${path}/latest`)).status).toBe(404);
  });
});
