import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createPerson } from "../../../test/harness/people.ts";
import { createTestServer, type TestServer } from "../../../test/harness/server.ts";
import { checks } from "../checks.ts";
import { type KeptBooks, keepBooks, refusalOf } from "../testing/keep-books.ts";

type Body = Record<string, unknown>;

let server: TestServer;
let books: KeptBooks;

beforeAll(async () => {
  server = await createTestServer();
  books = await keepBooks(server, "accounts");
});
afterAll(() => server.stop());

const change = (account: Body, changes: Body) =>
  books.owner.send("PATCH", `${books.path}/accounts/${account["id"]}`, { version: account["version"], ...changes });

describe("opening an account", () => {
  it("makes what was asked, with the community's days", async () => {
    const more = { name: "Main", floor: 0, dayLimit: 500, monthLimit: 2_000, metadata: { branch: 7 } };
    const account = await books.open("bank/main", "LIABILITY", more);
    expect(account).toMatchObject({
      code: "bank/main",
      accountType: "LIABILITY",
      normalSide: "CREDIT",
      name: "Main",
      floor: 0,
      dayLimit: 500,
      monthLimit: 2_000,
      usedToday: 0,
      timeZone: "Africa/Nairobi",
      metadata: { branch: 7 },
      posted: 0,
      closedAt: null,
      version: 1,
    });
    expect(await books.read(`/accounts/${account.id}`)).toEqual(account);
  });

  it("is refused for a code and currency that are there, and not for the code in another currency", async () => {
    const again = { code: "bank/main", type: "ASSET", currency: "KES" };
    expect(await refusalOf(books.owner.send("POST", `${books.path}/accounts`, again))).toEqual([
      409,
      "account_exists",
      "#/code",
    ]);
    expect((await books.open("bank/main", "ASSET", { currency: "KWD" }))["currency"]).toBe("KWD");
  });

  it.each([
    [{ currency: "XTS" }, 422, "unknown_currency", "#/currency"],
    [{ timeZone: "Mars/Olympus" }, 422, "unknown_time_zone", "#/timeZone"],
    [{ floor: 1 }, 409, "floor_above_available", "#/floor"],
    [{ code: "position/kes" }, 422, "position_type_needed", "#/type"],
    [{ type: "WALLET" }, 400, "invalid_input", "#/type"],
    [{ code: "Bank" }, 400, "invalid_input", "#/code"],
  ])("is refused for %j", async (wrong, ...refusal) => {
    const body = { code: "wrong", type: "ASSET", currency: "KES", ...wrong };
    expect(await refusalOf(books.owner.send("POST", `${books.path}/accounts`, body))).toEqual(refusal);
  });

  it("takes the permission, and is absent for strangers", async () => {
    const stranger = await createPerson(server, "Chebet");
    const body = { code: "mine", type: "ASSET", currency: "KES" };
    expect((await refusalOf(books.member.send("POST", `${books.path}/accounts`, body)))[0]).toBe(403);
    expect((await refusalOf(stranger.send("POST", `${books.path}/accounts`, body)))[0]).toBe(404);
  });
});

describe("changing an account", () => {
  it("changes what is named and keeps the rest", async () => {
    const account = await books.open("till", "ASSET", { name: "Till", metadata: { a: 1 }, dayLimit: 100 });
    const changed = await change(account, { name: null, floor: -50 });
    expect(changed.body).toMatchObject({ name: null, floor: -50, dayLimit: 100, metadata: { a: 1 }, version: 2 });
    expect((await change(changed.body, { floor: null, dayLimit: null })).body).toMatchObject({
      floor: null,
      dayLimit: null,
    });
  });

  it("is refused when somebody else changed it meanwhile", async () => {
    const account = await books.open("till/two", "ASSET");
    await change(account, { name: "First" });
    expect((await refusalOf(change(account, { name: "Second" }))).slice(0, 2)).toEqual([409, "stale_version"]);
  });

  it("refuses a floor above what is available, and takes one at it", async () => {
    await books.open("source", "ASSET");
    const account = await books.open("wallet/floor", "LIABILITY", { floor: 0 });
    await books.move("source", "wallet/floor", 70);
    expect(await refusalOf(change(account, { floor: 71 }))).toEqual([409, "floor_above_available", "#/floor"]);
    expect((await change(account, { floor: 70 })).status).toBe(200);
  });

  it("freezes an account in one direction", async () => {
    const account = await books.open("wallet/frozen", "LIABILITY");
    await change(account, { refusesDebit: true });
    await books.move("source", "wallet/frozen", 5);
    await expect(books.move("wallet/frozen", "source", 5)).rejects.toThrow("account_frozen");
  });

  it("counts what is used of its limits by its own days, and tells it", async () => {
    const account = await books.open("wallet/limits", "LIABILITY", { dayLimit: 100, monthLimit: 150 });
    await books.move("source", "wallet/limits", 1_000);
    await books.move("wallet/limits", "source", 100);
    await expect(books.move("wallet/limits", "source", 1)).rejects.toThrow("limit_exceeded");
    const used = await books.read(`/accounts/${account.id}`);
    expect([used["usedToday"], used["usedThisMonth"]]).toEqual([100, 100]);
  });

  it("is absent where there is none, and leaves a product's account to the product", async () => {
    const none = { id: crypto.randomUUID(), version: 1 };
    expect((await refusalOf(change(none, { name: "No" })))[0]).toBe(404);
    const account = await books.open("escrow/goal/x", "ESCROW");
    await sql`update ledger.account set entity_kind = 'goal', entity_id = id, by_product = true where id = ${account.id}`.execute(
      server.database.owner,
    );
    expect((await refusalOf(change(account, { floor: null }))).slice(0, 2)).toEqual([409, "account_is_products"]);
  });
});

describe("closing an account", () => {
  const closure = (account: Body) => `${books.path}/accounts/${account["id"]}/closure`;

  it("waits until nothing stands on it and nothing is held", async () => {
    const account = await books.open("wallet/closing", "LIABILITY", { floor: 0 });
    await books.move("source", "wallet/closing", 10);
    expect((await refusalOf(books.owner.send("POST", closure(account), {}))).slice(0, 2)).toEqual([
      409,
      "account_not_empty",
    ]);
    await books.move("wallet/closing", "source", 10);
    const closed = await books.owner.send("POST", closure(account), {});
    expect(closed.body["closedAt"]).not.toBeNull();
    await expect(books.move("source", "wallet/closing", 1)).rejects.toThrow("account_not_open");
    expect((await refusalOf(books.owner.send("POST", closure(account), {}))).slice(0, 2)).toEqual([
      409,
      "account_not_open",
    ]);
  });

  it("is taken back", async () => {
    const account = await books.open("wallet/again", "LIABILITY");
    await books.owner.send("POST", closure(account), {});
    expect((await books.owner.send("DELETE", closure(account))).body["closedAt"]).toBeNull();
    await books.move("source", "wallet/again", 1);
    expect((await books.owner.send("DELETE", closure(account))).status).toBe(404);
  });

  it("is not done by the database either while something is held", async () => {
    const account = await books.open("wallet/held", "LIABILITY", { floor: -100 });
    await books.owner.send("POST", `${books.path}/holds`, { accountId: account.id, amount: 5, currency: "KES" });
    const actor = { kind: "system", job: "test" } as const;
    const entry = { as: "system", communityId: books.communityId, actor } as const;
    const closed = await server.app.services.inCommunity(entry, async (ctx) => {
      const call = sql<{
        closed: boolean;
      }>`select ledger.close_account(${ctx.communityId}::uuid, ${account.id}::uuid, null) as closed`;
      return (await call.execute(ctx.tx)).rows[0]?.closed;
    });
    expect(closed).toBe(false);
  });
});

describe("the tree of accounts", () => {
  const nodesOf = async (query: string) =>
    ((await books.read(`/accounts/tree?${query}`))["items"] as { code: string; subtotals: Body[] }[]).map((node) => [
      node.code,
      ...node.subtotals.map(({ currency, balance, accounts }) => `${currency} ${balance} ${accounts}`),
    ]);

  beforeAll(async () => {
    for (const code of ["org", "org/cash/a", "org/cash/b", "org/cash-desk", "organ"]) await books.open(code, "ASSET");
    await books.open("org/cash/b", "ASSET", { currency: "JPY" });
    await books.open("org/debt", "LIABILITY");
    await books.move("org/cash/a", "org/debt", 30);
    await books.move("org/cash/b", "org/debt", 12);
    await books.move("org", "org/cash/a", 1);
  });

  it("gives every part of a code its subtotals, debits less credits, a parent before its children", async () => {
    expect(await nodesOf("under=org")).toEqual([
      ["org", "JPY 0 1", "KES 0 5"],
      ["org/cash", "JPY 0 1", "KES 41 2"],
      ["org/cash/a", "KES 29 1"],
      ["org/cash/b", "JPY 0 1", "KES 12 1"],
      ["org/cash-desk", "KES 0 1"],
      ["org/debt", "KES -42 1"],
    ]);
  });

  it("goes as deep as it is asked, and keeps the sums of what lies deeper", async () => {
    expect(await nodesOf("under=org&depth=1")).toHaveLength(4);
    expect((await nodesOf("depth=1")).map(([code]) => code)).toContain("organ");
    expect((await nodesOf("depth=1")).some(([code]) => code?.includes("/"))).toBe(false);
  });

  it("has pages that follow each other", async () => {
    const codes: string[] = [];
    let after = "";
    for (let page = 0; page < 10; page++) {
      const { items, next } = await books.read(`/accounts/tree?under=org&limit=4${after}`);
      codes.push(...(items as { code: string }[]).map(({ code }) => code));
      if (next === null) break;
      after = `&after=${next}`;
    }
    expect(codes).toEqual((await nodesOf("under=org")).map(([code]) => code));
  });

  it("lists what stands at and under a code, and not what only begins alike", async () => {
    const { items } = await books.read("/accounts?under=org");
    const codes = (items as { code: string; currency: string }[]).map(({ code, currency }) => `${code} ${currency}`);
    expect(codes.toSorted()).toEqual(
      ["org KES", "org/cash-desk KES", "org/cash/a KES", "org/cash/b JPY", "org/cash/b KES", "org/debt KES"].toSorted(),
    );
  });

  it("goes on after a code as long as a code may be", async () => {
    const long = `longest/${"x".repeat(192)}`;
    for (const currency of ["JPY", "KES"]) await books.open(long, "ASSET", { currency });
    for (const list of ["/accounts?", "/accounts/tree?"]) {
      const first = await books.read(`${list}under=longest&limit=1`);
      const second = await books.read(`${list}under=longest&limit=1&after=${first["next"]}`);
      expect([first["items"], second["items"]].map((items) => (items as Body[]).length)).toEqual([1, 1]);
    }
  });

  it("holds every truth of the books", async () => {
    for (const check of checks) expect(await check.run(server.database.owner), check.name).toEqual([]);
  });
});
