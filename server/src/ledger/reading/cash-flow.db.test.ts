import { afterAll, beforeAll, expect, it } from "vitest";
import { createPerson, type Person } from "../../../test/harness/people.ts";
import { createTestServer, type TestServer } from "../../../test/harness/server.ts";
import { newId } from "../../platform/ids.ts";
import { type AccountRef, credit, debit, post } from "../index.ts";
import { movedIn } from "./cash-flow-queries.ts";

const actor = { kind: "system", job: "test" } as const;
let server: TestServer;
let owner: Person;
let path: string;
let communityId: string;

const cash = (code: string, currency = "KES"): AccountRef => ({ code, type: "ASSET", currency });
const income = (code: string): AccountRef => ({ code, type: "REVENUE", currency: "KES" });

beforeAll(async () => {
  server = await createTestServer();
  owner = await createPerson(server, "Akinyi");
  const asked = { name: "Books", slug: "books", currency: "KES", products: ["fundraising"] };
  communityId = String((await owner.send("POST", "/v1/communities", asked)).body["id"]);
  path = `/v1/communities/${communityId}/ledger/cash-flow`;
  const transactions = [
    [
      debit(cash("bank/a"), 100n, "sale"),
      credit(income("shop/tea"), 60n, "sale"),
      credit(income("shop/milk"), 40n, "sale"),
    ],
    [debit(cash("bank/b"), 7n, "sale"), credit(income("shop/tea"), 7n, "sale")],
    [debit(cash("bank/b"), 30n, "move"), credit(cash("bank/a"), 30n, "move")],
    [
      debit(cash("position"), 20n, "exchange"),
      credit(cash("bank/a"), 20n, "exchange"),
      debit(cash("till", "USD"), 5n, "exchange"),
      credit(cash("position", "USD"), 5n, "exchange"),
    ],
  ];
  for (const lines of transactions) {
    await server.app.services.inCommunity({ as: "system", communityId, actor }, async (ctx) =>
      post(ctx, { kind: "test", reference: newId(), source: { kind: "test", id: newId() }, lines }),
    );
  }
});
afterAll(() => server.stop());

/** As `bank/a > shop 5 KES`. */
async function flowOf(query: Record<string, string>): Promise<string[]> {
  const days = { from: "2020-01-01", to: "2099-12-31" };
  const { status, body } = await owner.get(`${path}?${new URLSearchParams({ ...days, ...query })}`);
  expect(status, JSON.stringify(body)).toBe(200);
  const currencies = body["currencies"] as {
    currency: string;
    links: { from: string; to: string; amount: number }[];
  }[];
  return currencies.flatMap(({ currency, links }) =>
    links.map(({ from, to, amount }) => `${from} > ${to} ${amount} ${currency}`),
  );
}

it("the flow of an account has what came from it and went to it, in the currencies in which it moved", async () => {
  expect(await flowOf({ account: "bank/a" })).toEqual([
    "shop/tea > bank/a 60 KES",
    "shop/milk > bank/a 40 KES",
    "bank/a > bank/b 30 KES",
    "bank/a > position 20 KES",
  ]);
  expect(await flowOf({ account: "shop/milk" })).toEqual(["shop/milk > bank/a 40 KES"]);
  expect(await flowOf({ account: "till" })).toEqual(["position > till 5 USD"]);
});

it("the flow of a branch is that of all accounts below it, taken together as deep as one asks", async () => {
  expect(await flowOf({ account: "shop", depth: "1" })).toEqual(["shop > bank 107 KES"]);
  expect(await flowOf({ account: "bank/a", depth: "1" })).toEqual(["shop > bank 100 KES", "bank > position 20 KES"]);
  expect(await flowOf({ account: "ban" })).toEqual([]);
  expect(await flowOf({ account: "bank/a/b" })).toEqual([]);
});

it("the flow of what moved often is read out of the whole period, and is the same", async () => {
  const period = { from: "2020-01-01", to: "2099-12-31" };
  await server.app.services.inCommunity({ as: "system", communityId, actor }, async (ctx) => {
    for (const account of ["bank", "bank/a", "shop", "till"]) {
      const shown = { depth: null, account };
      expect(await movedIn(ctx, period, shown, 0)).toEqual(await movedIn(ctx, period, shown, 1_000));
    }
  });
});

it("the flow of what is no code is refused", async () => {
  const { status } = await owner.get(`${path}?from=2026-01-01&to=2026-01-31&account=Bank%25`);
  expect(status).toBe(400);
});
