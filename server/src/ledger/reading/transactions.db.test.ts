import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createPerson, type Person } from "../../../test/harness/people.ts";
import { createTestServer, type TestServer } from "../../../test/harness/server.ts";
import { newId } from "../../platform/ids.ts";
import { type AccountRef, credit, debit, post, type TransactionDraft } from "../index.ts";
import { indexMetadata } from "./index-metadata.ts";

let server: TestServer;
let owner: Person;
let communityId: string;
const sourceId = newId();
const SYSTEM = { kind: "system", job: "test" } as const;

const bank: AccountRef = { code: "bank", type: "ASSET", currency: "KES" };
const shop: AccountRef = { code: "shop", type: "REVENUE", currency: "KES" };

function sale(reference: string, amount: bigint, more: Partial<TransactionDraft> = {}): TransactionDraft {
  const lines = [debit(bank, amount, "sale"), credit(shop, amount, "sale")];
  return { kind: "sale", reference, lines, source: { kind: "order", id: newId() }, ...more };
}

beforeAll(async () => {
  server = await createTestServer();
  owner = await createPerson(server, "Akinyi");
  const asked = { name: "Books", slug: "books", currency: "KES", products: ["fundraising"] };
  communityId = String((await owner.send("POST", "/v1/communities", asked)).body["id"]);
  await write([
    sale("invoice/2025-9", 50n, { effectiveDate: "2025-12-31" }),
    sale("invoice/2026-1", 100n, { metadata: { order: "A-17", paid: true, weight: 3 } }),
    sale("invoice/2026-2", 200n, { metadata: { order: "A-18", paid: true }, source: { kind: "order", id: sourceId } }),
    sale("invoice/2026-é", 300n, { kind: "refund" }),
    sale("note/%", 400n, { metadata: { order: 17 } }),
  ]);
  await seal();
});
afterAll(() => server.stop());

async function write(drafts: readonly TransactionDraft[]): Promise<void> {
  for (const draft of drafts) {
    await server.app.services.inCommunity({ as: "system", communityId, actor: SYSTEM }, async (ctx) =>
      post(ctx, draft),
    );
  }
}

async function seal(): Promise<void> {
  await server.app.services.run({ as: "nobody", actor: SYSTEM }, async (ctx) => {
    await sql`select ledger.seal_waiting(1000)`.execute(ctx.tx);
    await indexMetadata(ctx);
  });
}

async function found(query: Record<string, string>): Promise<string[]> {
  const references: string[] = [];
  for (let after: Record<string, string> = {}; ; ) {
    const text = new URLSearchParams({ ...query, ...after });
    const { status, body } = await owner.get(`/v1/communities/${communityId}/ledger/transactions?${text}`);
    expect(status, JSON.stringify(body)).toBe(200);
    references.push(...(body["items"] as { reference: string }[]).map(({ reference }) => reference));
    if (body["next"] === null) return references;
    after = { after: String(body["next"]) };
  }
}

describe("the journal", () => {
  it("is searched by reference, whole or by how it begins", async () => {
    expect(await found({ reference: "invoice/2026-1" })).toEqual(["invoice/2026-1"]);
    expect(await found({ reference: "invoice/2026" })).toEqual([]);
    expect(await found({ referencePrefix: "invoice/2026-", limit: "1" })).toEqual([
      "invoice/2026-1",
      "invoice/2026-2",
      "invoice/2026-é",
    ]);
    expect(await found({ referencePrefix: "note/%" })).toEqual(["note/%"]);
    expect(await found({ referencePrefix: "invoice/2026-", kind: "refund" })).toEqual(["invoice/2026-é"]);
  });

  it("is searched by the pairs that a transaction carries, all of them, by value and by kind of value", async () => {
    expect(await found({ metadata: '{"order":"A-17"}' })).toEqual(["invoice/2026-1"]);
    expect(await found({ metadata: '{"paid":true}', limit: "1" })).toEqual(["invoice/2026-2", "invoice/2026-1"]);
    expect(await found({ metadata: '{"paid":true,"weight":3}' })).toEqual(["invoice/2026-1"]);
    expect(await found({ metadata: '{"order":"17"}' })).toEqual([]);
    expect(await found({ metadata: '{"order":17}' })).toEqual(["note/%"]);
    for (const metadata of ["{}", "[1]", "order", '{"a":"\\u0000"}']) {
      const query = new URLSearchParams({ metadata });
      const { body } = await owner.get(`/v1/communities/${communityId}/ledger/transactions?${query}`);
      expect(body).toMatchObject({ status: 422, code: "metadata_not_an_object" });
    }
  });

  it("finds by metadata what was posted after the last seal as soon as that is sealed", async () => {
    await write([sale("late/1", 5n, { metadata: { late: "yes" } })]);
    await seal();
    await seal();
    expect(await found({ metadata: '{"late":"yes"}' })).toEqual(["late/1"]);
  });

  it("is searched by source, amount, currency, kind and days", async () => {
    expect(await found({ sourceId })).toEqual(["invoice/2026-2"]);
    expect(await found({ amountFrom: "200", amountTo: "300", currency: "KES" })).toEqual([
      "invoice/2026-é",
      "invoice/2026-2",
    ]);
    expect(await found({ amountTo: "100", currency: "USD" })).toEqual([]);
    expect(await found({ kind: "refund" })).toEqual(["invoice/2026-é"]);
    expect(await found({ effectiveTo: "2025-12-31" })).toEqual(["invoice/2025-9"]);
    expect(await found({ effectiveFrom: "2026-01-01", kind: "sale", amountFrom: "400" })).toEqual(["note/%"]);
    expect(await found({ recordedTo: "2026-01-01T00:00:00Z" })).toEqual([]);
    expect(await found({ recordedFrom: "2026-01-01T00:00:00Z", kind: "refund" })).toEqual(["invoice/2026-é"]);
  });
});

interface PageOfJournal {
  items: { reference: string }[];
  next: string | null;
  previous: string | null;
}

async function page(query: Record<string, string>): Promise<PageOfJournal> {
  const { status, body } = await owner.get(
    `/v1/communities/${communityId}/ledger/transactions?${new URLSearchParams(query)}`,
  );
  expect(status, JSON.stringify(body)).toBe(200);
  return {
    items: body["items"] as PageOfJournal["items"],
    next: body["next"] as string | null,
    previous: body["previous"] as string | null,
  };
}

const referencesOf = ({ items }: PageOfJournal) => items.map(({ reference }) => reference);

describe("the pages of the journal", () => {
  const all = ["late/1", "note/%", "invoice/2026-é", "invoice/2026-2", "invoice/2026-1", "invoice/2025-9"];
  const byReference = ["invoice/2025-9", "invoice/2026-1", "invoice/2026-2", "invoice/2026-é"];
  const lists: [query: Record<string, string>, expected: string[]][] = [
    [{}, all],
    [{ order: "oldest" }, all.toReversed()],
    [{ referencePrefix: "invoice/" }, byReference],
    [{ referencePrefix: "invoice/", order: "oldest" }, byReference],
    [{ metadata: '{"paid":true}' }, ["invoice/2026-2", "invoice/2026-1"]],
    [{ metadata: '{"paid":true}', order: "oldest" }, ["invoice/2026-1", "invoice/2026-2"]],
    [{ kind: "sale" }, all.filter((reference) => reference !== "invoice/2026-é")],
    [{ sourceId, order: "oldest" }, ["invoice/2026-2"]],
  ];

  it.each(lists)("of %j are turned forward and back, each transaction once", async (query, expected) => {
    for (const limit of ["1", "2", "4", "50"]) {
      const pages = [await page({ ...query, limit })];
      for (let next = pages[0]?.next; next; next = pages.at(-1)?.next) {
        pages.push(await page({ ...query, limit, after: next }));
      }
      expect(pages.flatMap(referencesOf)).toEqual(expected);
      expect(pages[0]?.previous).toBeNull();
      const above: string[][] = [];
      for (let before = pages.at(-1)?.previous; before; ) {
        const one = await page({ ...query, limit, before });
        above.unshift(referencesOf(one));
        expect(referencesOf(await page({ ...query, limit, after: String(one.next) }))).toEqual(
          referencesOf(pages[pages.length - above.length] as PageOfJournal),
        );
        before = one.previous;
      }
      expect(above).toEqual(pages.slice(0, -1).map(referencesOf));
    }
  });

  it("are asked for from one side", async () => {
    const { next } = await page({ limit: "1" });
    const query = new URLSearchParams({ after: String(next), before: String(next) });
    const { body } = await owner.get(`/v1/communities/${communityId}/ledger/transactions?${query}`);
    expect(body).toMatchObject({ status: 400, code: "invalid_cursor" });
  });
});

describe("a rare match in a long history", () => {
  it("is found over several pages, each of which looks at a part", async () => {
    const account = await server.app.services.inCommunity({ as: "system", communityId, actor: SYSTEM }, async (ctx) =>
      ctx.tx
        .selectFrom("ledger.account as a")
        .innerJoin("ledger.balance as b", "b.account_id", "a.id")
        .select(["a.id", "b.seq", "b.posted"])
        .where("a.community_id", "=", communityId)
        .where("a.code", "=", "bank")
        .executeTakeFirstOrThrow(),
    );
    // Pairs of a debit and a credit behind what was posted, the day before in the calendar of nobody.
    await sql`
      with t as (select uuidv7(n * interval '1 millisecond') as id, n, clock_timestamp() + n * interval '1 millisecond' as at from generate_series(1, 12000) n),
      w as (insert into ledger.transaction (community_id, id, kind, effective_date, recorded_at, metadata)
            select ${communityId}::uuid, id, 'many', at::date, at, '{}' from t)
      insert into ledger.entry (community_id, account_id, recorded_at, seq, transaction_id, is_debit, amount, currency, label, balance_after, effective_date)
      select ${communityId}::uuid, ${account.id}::uuid, t.at, ${account.seq}::bigint + 2 * t.n - 1 + s, t.id, s = 0, 7, 'KES', 'many',
             ${account.posted}::bigint + case s when 0 then 7 else 0 end, t.at::date from t cross join generate_series(0, 1) s`.execute(
      server.database.owner,
    );
    await sql`update ledger.balance set seq = seq + 24000, last_recorded_at = clock_timestamp() + interval '12 seconds'
      where community_id = ${communityId} and account_id = ${account.id}`.execute(server.database.owner);
    const path = `/v1/communities/${communityId}/ledger/accounts/${account.id}/entries`;
    const first = await owner.get(`${path}?label=sale`);
    expect(first.body).toMatchObject({ items: [], next: expect.any(String) });
    const second = await owner.get(`${path}?label=sale&after=${first.body["next"]}`);
    expect(second.body["items"]).toHaveLength(6);
    expect(second.body["next"]).toBeNull();
    expect(await found({ kind: "refund" })).toEqual(["invoice/2026-é"]);
    expect((await owner.get(`/v1/communities/${communityId}/ledger/transactions?kind=refund`)).body["items"]).toEqual(
      [],
    );
    // Back from it as well, and from the other end at once.
    expect(referencesOf(await page({ kind: "refund", order: "oldest" }))).toEqual(["invoice/2026-é"]);
    const looked: string[][] = [];
    let below = await page({ kind: "refund" });
    while (below.items.length === 0) below = await page({ kind: "refund", after: String(below.next) });
    for (let before = below.previous; before; ) {
      const one = await page({ kind: "refund", before });
      looked.push(referencesOf(one));
      before = one.previous;
    }
    expect(looked).toEqual([[], [], []]);
  });
});
