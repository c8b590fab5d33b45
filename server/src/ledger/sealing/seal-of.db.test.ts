import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createPerson, type Person } from "../../../test/harness/people.ts";
import { createTestServer, type TestServer } from "../../../test/harness/server.ts";
import { newId } from "../../platform/ids.ts";
import { credit, debit, post, writeBooks } from "../index.ts";
import { postAmounts, tamper, transactionIds } from "./testing/sealed-books.ts";

let server: TestServer;
let owner: Person;
let communityId: string;
let path: string;

beforeAll(async () => {
  server = await createTestServer();
  owner = await createPerson(server, "Akinyi");
});
afterAll(() => server.stop());
beforeEach(async () => {
  const body = { name: "Sealed", slug: `sealed-${newId()}`, products: ["fundraising"], currency: "KES" };
  communityId = String((await owner.send("POST", "/v1/communities", body)).body["id"]);
  path = `/v1/communities/${communityId}/ledger`;
});

async function sealOfTransaction(id: string): Promise<{ n: number; sealedAt: string } | null> {
  const { status, body } = await owner.get(`${path}/transactions/${id}`);
  expect(status, JSON.stringify(body)).toBe(200);
  return body["seal"] as { n: number; sealedAt: string } | null;
}

async function numbers(): Promise<(number | undefined)[]> {
  const seals = [];
  for (const id of await transactionIds(server, communityId)) seals.push((await sealOfTransaction(id))?.n);
  return seals;
}

describe("a transaction's seal", () => {
  it("is none until it comes, and then the one whose batch lists it", async () => {
    await postAmounts(server, communityId, [1n, 2n]);
    await postAmounts(server, communityId, [3n]);
    expect(await numbers()).toEqual([undefined, undefined, undefined]);
    await server.app.keeper.seal();
    for (const amount of [4n, 5n, 6n]) {
      await postAmounts(server, communityId, [amount]);
      await server.app.keeper.seal();
    }
    await postAmounts(server, communityId, [7n]);
    expect(await numbers()).toEqual([1, 1, 1, 2, 3, 4, undefined]);
    const [first = ""] = await transactionIds(server, communityId);
    const { body } = await owner.get(`${path}/seals?limit=10`);
    const seal = (body["items"] as { n: number; sealedAt: string }[]).at(-1);
    expect(await sealOfTransaction(first)).toEqual({ n: seal?.n, sealedAt: seal?.sealedAt });
  });

  it("is a later one where the posting was committed after the seal of its time", async () => {
    const posting = Promise.withResolvers<void>();
    const committing = Promise.withResolvers<void>();
    const late = { code: "test/late", type: "ASSET", currency: "KES" } as const;
    const actor = { kind: "system", job: "test" } as const;
    const written = server.app.services.inCommunity({ as: "system", communityId, actor }, async (ctx) => {
      const lines = [debit(late, 5n, "dues"), credit({ ...late, code: "test/later" }, 5n, "dues")];
      post(ctx, { kind: "late", reference: newId(), source: { kind: "test", id: newId() }, lines });
      await writeBooks(ctx);
      posting.resolve();
      await committing.promise;
    });
    await posting.promise;
    await postAmounts(server, communityId, [2n]);
    await server.app.keeper.seal();
    committing.resolve();
    await written;
    await server.app.keeper.seal();
    const { body } = await owner.get(`${path}/transactions?kind=late`);
    const [found] = body["items"] as { id: string }[];
    expect((await sealOfTransaction(String(found?.id)))?.n).toBe(2);
  });

  it("is found between thousands of others before and behind it", async () => {
    // A day of them, each half a minute after the one before, the last just now.
    await tamper(server, fillers(1, 3_000, "now() - (3000 - n) * interval '30 seconds'"));
    await postAmounts(server, communityId, [1n]);
    await server.app.keeper.seal();
    await tamper(server, fillers(3_002, 6_000, "now() + (n - 3001) * interval '30 seconds'"));
    expect(await numbers()).toEqual([3_001]);
  });

  it("may come long after the posting, where nobody sealed for hours", async () => {
    await postAmounts(server, communityId, [1n]);
    const [id = ""] = await transactionIds(server, communityId);
    await tamper(
      server,
      `insert into ledger.seal (community_id, n, previous, hash, batch_ids, sealed_at)
       select community_id, 1, sha256('a'), sha256('b'), array[id], now() + interval '30 hours' from ledger.batch where community_id = '${communityId}'`,
    );
    expect((await sealOfTransaction(id))?.n).toBe(1);
  });

  it("is number 0 for what is older than the batches", async () => {
    await postAmounts(server, communityId, [1n]);
    await tamper(
      server,
      `delete from ledger.batch where community_id = '${communityId}'; delete from ledger.unsealed where community_id = '${communityId}';
       select ledger.seal_origin('${communityId}')`,
    );
    expect(await numbers()).toEqual([0]);
    await postAmounts(server, communityId, [2n]);
    expect(await numbers()).toEqual([0, undefined]);
    await server.app.keeper.seal();
    expect(await numbers()).toEqual([0, 1]);
  });

  it("is none for what was put in beside the batches", async () => {
    await postAmounts(server, communityId, [1n]);
    await server.app.keeper.seal();
    await tamper(server, `delete from ledger.batch where community_id = '${communityId}'`);
    expect(await numbers()).toEqual([undefined]);
  });
});

function fillers(from: number, to: number, sealedAt: string): string {
  return `insert into ledger.seal (community_id, n, previous, hash, batch_ids, sealed_at)
    select '${communityId}', n, sha256('a'), sha256('b'), array[uuidv7()], date_trunc('milliseconds', ${sealedAt}) from generate_series(${from}, ${to}) n;
    insert into ledger.seal_head (community_id, n, hash, sealed_at)
    select community_id, n, hash, sealed_at from ledger.seal where community_id = '${communityId}' order by n desc limit 1
    on conflict (community_id) do update set n = excluded.n, hash = excluded.hash, sealed_at = excluded.sealed_at`;
}
