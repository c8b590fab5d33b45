import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createPerson } from "../../../test/harness/people.ts";
import { createTestServer, type TestServer } from "../../../test/harness/server.ts";
import { checks } from "../checks.ts";
import { credit, debit, post } from "../index.ts";
import { type KeptBooks, keepBooks, refusalOf } from "../testing/keep-books.ts";

type Body = Record<string, unknown>;

let server: TestServer;
let books: KeptBooks;

beforeAll(async () => {
  server = await createTestServer();
  books = await keepBooks(server, "reversals");
  await books.open("cash", "ASSET");
  for (const code of ["wallet/amina", "wallet/brian", "fees"]) await books.open(code, "LIABILITY", { floor: 0 });
});
afterAll(() => server.stop());

const reverse = (id: string, body: Body = {}, key?: string) =>
  books.owner.send("POST", `${books.path}/transactions/${id}/reversal`, body, key);

async function balanceOf(code: string): Promise<number> {
  const { items } = await books.read(`/accounts?under=${code}`);
  return Number((items as Body[])[0]?.["posted"]);
}

describe("reversing a transaction", () => {
  it("posts its linked mirror, and tells it at both", async () => {
    const id = await books.move("cash", "wallet/amina", 500);
    const mirror = await reverse(id, { description: "A mistake" });
    expect(mirror.status).toBe(201);
    expect(mirror.body).toMatchObject({ kind: "reversal", reverses: id, description: "A mistake", reversedBy: [] });
    expect(
      (mirror.body["entries"] as Body[]).map((entry) => [entry["accountCode"], entry["entryType"], entry["amount"]]),
    ).toEqual([
      ["wallet/amina", "DEBIT", 500],
      ["cash", "CREDIT", 500],
    ]);
    const original = await books.read(`/transactions/${id}`);
    expect(original["reversedBy"]).toEqual([mirror.body["id"]]);
    expect((original["reversedAmounts"] as Body[]).map(({ amount }) => amount)).toEqual([500, 500]);
    expect(await balanceOf("wallet/amina")).toBe(0);
  });

  it("is done in parts until nothing is left", async () => {
    const id = await books.move("cash", "wallet/amina", 100);
    expect((await reverse(id, { amount: 30 })).status).toBe(201);
    expect(await refusalOf(reverse(id, { amount: 71 }))).toEqual([409, "already_reversed", "#/amount"]);
    expect((await reverse(id)).status).toBe(201);
    expect(await refusalOf(reverse(id))).toEqual([409, "already_reversed", undefined]);
    const original = await books.read(`/transactions/${id}`);
    expect((original["reversedBy"] as string[]).length).toBe(2);
    expect(await balanceOf("wallet/amina")).toBe(0);
  });

  it("takes amounts for each entry of a longer transaction", async () => {
    const entries = [
      { account: "cash", entryType: "DEBIT", amount: 100, currency: "KES" },
      { account: "wallet/amina", entryType: "CREDIT", amount: 97, currency: "KES" },
      { account: "fees", entryType: "CREDIT", amount: 3, currency: "KES" },
    ];
    const posted = await books.owner.send("POST", `${books.path}/transactions`, { entries });
    const id = String(posted.body["id"]);
    const named = (await books.read(`/transactions/${id}`))["entries"] as Body[];
    const part = (code: string, amount: number) => ({
      id: named.find((entry) => entry["accountCode"] === code)?.["id"],
      amount,
    });
    expect(await refusalOf(reverse(id, { amount: 10 }))).toEqual([422, "reversal_part_unclear", "#/amount"]);
    const unequal = [part("cash", 50), part("wallet/amina", 49)];
    expect(await refusalOf(reverse(id, { entries: unequal }))).toEqual([422, "unbalanced", "#/entries"]);
    expect((await reverse(id, { entries: [part("cash", 50), part("wallet/amina", 50)] })).status).toBe(201);
    const rest = await reverse(id);
    expect((rest.body["entries"] as Body[]).map((entry) => entry["amount"]).toSorted()).toEqual([3, 47, 50]);
    expect([await balanceOf("wallet/amina"), await balanceOf("fees")]).toEqual([0, 0]);
  });

  it("never takes back more than was posted, however many try at once", async () => {
    const id = await books.move("cash", "wallet/amina", 100);
    const answers = await Promise.all(Array.from({ length: 8 }, () => reverse(id, { amount: 30 })));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 201, 201, 409, 409, 409, 409, 409]);
    expect(await balanceOf("wallet/amina")).toBe(10);
    await reverse(id);
  });

  it("is refused by the database where the code is passed by", async () => {
    const id = await books.move("cash", "wallet/amina", 5);
    const { rows } = await sql<{ account_id: string; seq: bigint }>`
      select account_id, seq from ledger.entry where transaction_id = ${id}`.execute(server.database.owner);
    const actor = { kind: "system", job: "test" } as const;
    const takeBack = (part: bigint, of = id) =>
      server.app.services.inCommunity({ as: "system", communityId: books.communityId, actor }, (ctx) =>
        sql`select ledger.take_back(${ctx.communityId}::uuid, ${of}::uuid, ${rows.map((row) => row.account_id)}::uuid[],
              ${rows.map((row) => row.seq)}::bigint[], ${rows.map(() => part)}::bigint[])`.execute(ctx.tx),
      );
    await expect(takeBack(6n)).rejects.toThrow("reversed_at_most_posted");
    await expect(takeBack(0n)).rejects.toThrow("reversed_at_most_posted");
    await expect(takeBack(1n, await books.move("cash", "wallet/amina", 5))).rejects.toThrow("another transaction");
  });

  it("leaves nothing behind when the money is gone", async () => {
    const id = await books.move("cash", "wallet/brian", 40);
    await books.move("wallet/brian", "cash", 10);
    expect((await refusalOf(reverse(id))).slice(0, 2)).toEqual([409, "insufficient_funds"]);
    expect((await books.read(`/transactions/${id}`))["reversedAmounts"]).toEqual([]);
    expect((await reverse(id, { amount: 30 })).status).toBe(201);
  });

  it("answers the same under the same key, and takes back once", async () => {
    const id = await books.move("cash", "wallet/amina", 7);
    const key = crypto.randomUUID();
    const [first, again] = [await reverse(id, {}, key), await reverse(id, {}, key)];
    expect([again.status, again.body]).toEqual([first.status, first.body]);
  });

  it("refuses what is a reversal itself, and what a product posted", async () => {
    const id = await books.move("cash", "wallet/amina", 7);
    const mirror = await reverse(id);
    expect((await refusalOf(reverse(String(mirror.body["id"])))).slice(0, 2)).toEqual([409, "reversal_not_reversible"]);
    const actor = { kind: "system", job: "test" } as const;
    const account = (code: string) => ({ code, type: "CLEARING" as const, currency: "KES" });
    await server.app.services.inCommunity({ as: "system", communityId: books.communityId, actor }, async (ctx) => {
      const lines = [debit(account("clearing/a"), 1n, "x"), credit(account("clearing/b"), 1n, "x")];
      post(ctx, { kind: "gift", reference: "gift/1", source: { kind: "gift", id: ctx.newId() }, lines });
    });
    const gift = sql<{ id: string }>`select id from ledger.transaction where reference = 'gift/1'`;
    const [{ id: giftId = "" } = {}] = (await gift.execute(server.database.owner)).rows;
    expect((await refusalOf(reverse(giftId))).slice(0, 2)).toEqual([409, "reversal_is_products"]);
  });

  it("takes the permission to post, and is absent elsewhere", async () => {
    const id = await books.move("cash", "wallet/amina", 7);
    const path = `${books.path}/transactions/${id}/reversal`;
    expect((await refusalOf(books.member.send("POST", path, {})))[0]).toBe(403);
    expect((await refusalOf((await createPerson(server, "Chebet")).send("POST", path, {})))[0]).toBe(404);
    expect((await refusalOf(reverse(crypto.randomUUID())))[0]).toBe(404);
  });
});

describe("a correction of the past", () => {
  it("changes what was effective then, and not what was known then", async () => {
    await books.open("bill", "EXPENSE");
    await books.move("bill", "cash", 100, { effectiveDate: "2026-03-01" });
    const { rows } = await sql<{ at: Date }>`select max(recorded_at) as at from ledger.entry`.execute(
      server.database.owner,
    );
    const knownAt = rows[0]?.at.toISOString();
    await books.move("bill", "cash", 50, { effectiveDate: "2026-03-30" });
    const asked = async (moment: Body) => {
      const { body } = await books.owner.send("POST", `${books.path}/balances`, { codes: ["bill"], ...moment });
      return (body["items"] as Body[])[0]?.["balance"];
    };
    expect([await asked({ effectiveOn: "2026-03-31" }), await asked({ knownAt }), await asked({})]).toEqual([
      150, 100, 150,
    ]);
    expect(await asked({ effectiveOn: "2026-03-15" })).toBe(100);
    expect(await asked({ effectiveOn: "2026-03-31", knownAt })).toBe(100);
  });

  it("holds every truth of the books", async () => {
    for (const check of checks) expect(await check.run(server.database.owner), check.name).toEqual([]);
  });
});
