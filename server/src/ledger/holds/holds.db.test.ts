import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createPerson } from "../../../test/harness/people.ts";
import { createTestServer, type TestServer } from "../../../test/harness/server.ts";
import { checks } from "../checks.ts";
import { balanceOf, placeHold } from "../index.ts";
import { type KeptBooks, keepBooks, refusalOf } from "../testing/keep-books.ts";

type Body = Record<string, unknown>;

let server: TestServer;
let books: KeptBooks;
let number = 0;

beforeAll(async () => {
  server = await createTestServer();
  books = await keepBooks(server, "holds");
  await books.open("cash", "ASSET");
  await books.open("shop", "LIABILITY");
});
afterAll(() => server.stop());

/** A wallet of its own with so much in it. */
async function wallet(amount: number): Promise<string> {
  const code = `wallet/${++number}`;
  await books.open(code, "LIABILITY", { floor: 0 });
  await books.move("cash", code, amount);
  return code;
}

const place = (account: string, amount: number, more: Body = {}) =>
  books.owner.send("POST", `${books.path}/holds`, { account, amount, currency: "KES", ...more });

const payment = (from: string, amount: number) => ({
  entries: [
    { account: from, entryType: "DEBIT", amount, currency: "KES" },
    { account: "shop", entryType: "CREDIT", amount, currency: "KES" },
  ],
});

const capture = (hold: Body, from: string, amount: number, more: Body = {}) =>
  books.owner.send("POST", `${books.path}/holds/${hold["id"]}/captures`, {
    transaction: payment(from, amount),
    ...more,
  });

const release = (hold: Body) => books.owner.send("POST", `${books.path}/holds/${hold["id"]}/release`, {});

async function standing(code: string): Promise<unknown[]> {
  const [account] = (await books.read(`/accounts?under=${code}`))["items"] as Body[];
  return [account?.["posted"], account?.["held"], account?.["available"]];
}

const inSeconds = (seconds: number) => new Date(server.clock.now().getTime() + seconds * 1_000).toISOString();

describe("placing a hold", () => {
  it("takes from what is available and not from what is posted", async () => {
    const code = await wallet(100);
    const placed = await place(code, 60, { description: "Deposit" });
    expect([placed.status, placed.body["status"], placed.body["left"]]).toEqual([201, "held", 60]);
    expect(placed.body).toMatchObject({
      accountCode: code,
      description: "Deposit",
      placedBy: books.owner.userId,
      sourceKind: null,
    });
    expect(await standing(code)).toEqual([100, 60, 40]);
    await expect(books.move(code, "shop", 41)).rejects.toThrow("insufficient_funds");
    expect((await refusalOf(place(code, 41))).slice(0, 2)).toEqual([409, "insufficient_funds"]);
    expect(await books.read(`/holds/${placed.body["id"]}`)).toEqual(placed.body);
  });

  it("is refused with the field to blame", async () => {
    const code = await wallet(10);
    const { id } = await books.open(`${code}/jpy`, "LIABILITY", { currency: "JPY" });
    expect(await refusalOf(place("nowhere", 1))).toEqual([422, "unknown_account", "#/account"]);
    expect(await refusalOf(place(code, 1, { accountId: id }))).toEqual([422, "name_one_account", "#"]);
    const foreign = { accountId: id, amount: 1, currency: "KES" };
    expect(await refusalOf(books.owner.send("POST", `${books.path}/holds`, foreign))).toEqual([
      422,
      "currency_mismatch",
      "#/currency",
    ]);
    expect(await refusalOf(place(code, 1, { expiresAt: inSeconds(0) }))).toEqual([422, "expiry_past", "#/expiresAt"]);
    const closed = await books.open(`${code}/closed`, "LIABILITY");
    await books.owner.send("POST", `${books.path}/accounts/${closed.id}/closure`, {});
    expect((await refusalOf(place(`${code}/closed`, 1))).slice(0, 2)).toEqual([409, "account_not_open"]);
  });

  it("takes the permission to post, and is absent for strangers", async () => {
    const body = { account: await wallet(1), amount: 1, currency: "KES" };
    expect((await refusalOf(books.member.send("POST", `${books.path}/holds`, body)))[0]).toBe(403);
    const stranger = await createPerson(server, "Chebet");
    expect((await refusalOf(stranger.send("POST", `${books.path}/holds`, body)))[0]).toBe(404);
    expect((await refusalOf(books.owner.get(`${books.path}/holds/${crypto.randomUUID()}`)))[0]).toBe(404);
  });
});

describe("capturing a hold", () => {
  it("posts what it was for and gives the rest back", async () => {
    const code = await wallet(100);
    const { body: hold } = await place(code, 80);
    const captured = await capture(hold, code, 50);
    expect(captured.status).toBe(201);
    expect(captured.body["hold"]).toMatchObject({ status: "captured", captured: 50, left: 0 });
    expect(captured.body["transaction"]).toMatchObject({ sourceKind: "hold", sourceId: hold["id"] });
    expect(await standing(code)).toEqual([50, 0, 50]);
    expect((await refusalOf(capture(hold, code, 1))).slice(0, 2)).toEqual([409, "hold_ended"]);
  });

  it("is done in parts while the rest stays reserved", async () => {
    const code = await wallet(100);
    const { body: hold } = await place(code, 80);
    const first = await capture(hold, code, 30, { keepsRest: true });
    expect(first.body["hold"]).toMatchObject({ status: "held", captured: 30, left: 50 });
    expect(await standing(code)).toEqual([70, 50, 20]);
    expect((await refusalOf(capture(hold, code, 51))).slice(0, 2)).toEqual([409, "more_than_held"]);
    const last = await capture(hold, code, 50, { keepsRest: true });
    expect(last.body["hold"]).toMatchObject({ status: "captured", captured: 80 });
    expect(await standing(code)).toEqual([20, 0, 20]);
  });

  it("captures what the transaction takes from the account, and nothing else", async () => {
    const code = await wallet(100);
    const { body: hold } = await place(code, 80);
    expect(await refusalOf(capture(hold, code, 50, { amount: 60 }))).toEqual([422, "capture_differs", "#/amount"]);
    expect(await refusalOf(capture(hold, "cash", 50))).toEqual([422, "capture_differs", "#/amount"]);
    const unbalanced = { ...payment(code, 5) };
    unbalanced.entries = [...unbalanced.entries.slice(0, 1), ...payment(code, 6).entries.slice(1)];
    const path = `${books.path}/holds/${hold["id"]}/captures`;
    expect(await refusalOf(books.owner.send("POST", path, { transaction: unbalanced }))).toEqual([
      422,
      "unbalanced",
      "#/transaction/entries",
    ]);
    expect(await standing(code)).toEqual([100, 80, 20]);
  });

  it("is undone with its posting: a refusal there leaves the hold as it was, and points at the entry", async () => {
    const code = await wallet(100);
    const { body: hold } = await place(code, 80);
    const transaction = payment(code, 10);
    transaction.entries[1] = { account: "nobody", entryType: "CREDIT", amount: 10, currency: "KES" };
    const path = `${books.path}/holds/${hold["id"]}/captures`;
    expect(await refusalOf(books.owner.send("POST", path, { transaction }))).toEqual([
      422,
      "unknown_account",
      "#/transaction/entries/1",
    ]);
    expect(await books.read(`/holds/${hold["id"]}`)).toEqual(hold);
    expect(await standing(code)).toEqual([100, 80, 20]);
  });

  it("takes no more than was held, however many try at once", async () => {
    const code = await wallet(100);
    const { body: hold } = await place(code, 50);
    const answers = await Promise.all(Array.from({ length: 6 }, () => capture(hold, code, 20, { keepsRest: true })));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 201, 409, 409, 409, 409]);
    expect(await standing(code)).toEqual([60, 10, 50]);
  });
});

describe("releasing a hold", () => {
  it("gives back what is left, and doing so twice is harmless", async () => {
    const code = await wallet(100);
    const { body: hold } = await place(code, 80);
    await capture(hold, code, 30, { keepsRest: true });
    expect((await release(hold)).body).toMatchObject({ status: "released", captured: 30, left: 0 });
    expect((await release(hold)).status).toBe(200);
    expect(await standing(code)).toEqual([70, 0, 70]);
    expect((await refusalOf(capture(hold, code, 1))).slice(0, 2)).toEqual([409, "hold_ended"]);
  });

  it("leaves what a product reserved to the product", async () => {
    const code = await wallet(10);
    const actor = { kind: "system", job: "test" } as const;
    const entry = { as: "system", communityId: books.communityId, actor } as const;
    const holdId = crypto.randomUUID();
    await server.app.services.inCommunity(entry, async (ctx) => {
      const account = { code, type: "LIABILITY" as const, currency: "KES" };
      placeHold(ctx, { holdId, account, amount: 5n, source: { kind: "payout", id: ctx.newId() } });
    });
    expect((await refusalOf(release({ id: holdId }))).slice(0, 2)).toEqual([409, "hold_is_products"]);
    expect((await refusalOf(capture({ id: holdId }, code, 1))).slice(0, 2)).toEqual([409, "hold_is_products"]);
  });
});

describe("a hold whose time is over", () => {
  it("counts nowhere any more, before any job has ended it", async () => {
    const code = await wallet(100);
    const { body: hold } = await place(code, 80, { expiresAt: inSeconds(60) });
    const { body: lasting } = await place(code, 5);
    server.clock.advance({ seconds: 61 });
    expect(await books.read(`/holds/${hold["id"]}`)).toMatchObject({
      status: "expired",
      left: 0,
      endedAt: hold["expiresAt"],
    });
    expect(await standing(code)).toEqual([100, 5, 95]);
    const actor = { kind: "system", job: "test" } as const;
    const entry = { as: "system", communityId: books.communityId, actor } as const;
    const read = await server.app.services.inCommunity(entry, (ctx) => balanceOf(ctx, code, "KES"));
    expect(read).toEqual({ posted: 100n, held: 5n, available: 95n });
    expect((await refusalOf(capture(hold, code, 1))).slice(0, 2)).toEqual([409, "hold_ended"]);
    expect((await refusalOf(release(hold))).slice(0, 2)).toEqual([409, "hold_ended"]);
    await books.move(code, "shop", 95);
    expect((await release(lasting)).body["status"]).toBe("released");
  });
});

describe("the list of holds", () => {
  it("is filtered by account and by what they are now, page after page", async () => {
    const code = await wallet(100);
    const ids: unknown[] = [];
    for (let index = 0; index < 3; index++) ids.push((await place(code, 1, { expiresAt: inSeconds(60) })).body["id"]);
    ids.push((await place(code, 1)).body["id"]);
    const [account] = (await books.read(`/accounts?under=${code}`))["items"] as Body[];
    const list = async (query: string) => {
      const { items, next } = await books.read(`/holds?accountId=${account?.["id"]}${query}`);
      return { ids: (items as Body[]).map(({ id }) => id), next };
    };
    expect((await list("")).ids.toSorted()).toEqual(ids.toSorted());
    const first = await list("&limit=3");
    const second = await list(`&limit=3&after=${first.next}`);
    expect([...first.ids, ...second.ids].toSorted()).toEqual(ids.toSorted());
    expect(second.next).toBeNull();
    server.clock.advance({ seconds: 61 });
    expect((await list("&status=expired")).ids).toHaveLength(3);
    expect((await list("&status=held")).ids).toEqual(ids.slice(3));
  });

  it("holds every truth of the books", async () => {
    for (const check of checks) expect(await check.run(server.database.owner), check.name).toEqual([]);
  });
});
