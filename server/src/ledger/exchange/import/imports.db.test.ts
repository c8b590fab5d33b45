import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createPerson, type Person, request } from "../../../../test/harness/people.ts";
import { createTestServer, type TestServer } from "../../../../test/harness/server.ts";
import { newId } from "../../../platform/ids.ts";
import { type AccountRef, credit, debit, post } from "../../index.ts";

let server: TestServer;
let owner: Person;
let clerk: Person;
let communityId: string;
const imports = () => `/v1/communities/${communityId}/ledger/imports`;

const JOURNAL = `
2026-01-01 opening
    assets:bank       1,000.00 KES
    equity:opening

2026-01-02 * (r-17) market | food for two
    expenses:food        12.50 KES  ; label: food
    assets:bank         -12.50 KES
`;

beforeAll(async () => {
  server = await createTestServer();
  owner = await createPerson(server, "Akinyi");
  clerk = await createPerson(server, "Barasa");
  const founded = await owner.send("POST", "/v1/communities", {
    name: "Books",
    slug: "books",
    currency: "KES",
    products: ["fundraising"],
  });
  communityId = String(founded.body["id"]);
});
afterAll(() => server.stop());

async function balances(): Promise<Record<string, number>> {
  const { body } = await owner.get(`/v1/communities/${communityId}/ledger/trial-balance`);
  const items = body["items"] as { code: string; currency: string; debit: number; credit: number }[];
  return Object.fromEntries(items.map((item) => [`${item.code} ${item.currency}`, item.debit - item.credit]));
}

describe("POST …/ledger/imports/preview", () => {
  it("shows what would be opened and posted, and writes nothing", async () => {
    const { status, body } = await owner.send("POST", `${imports()}/preview`, { format: "hledger", content: JOURNAL });
    expect(status).toBe(200);
    expect(body).toEqual({
      transactions: 2,
      firstDate: "2026-01-01",
      lastDate: "2026-01-02",
      accounts: [
        {
          name: "assets:bank",
          code: "assets/bank",
          accountType: "ASSET",
          currency: "KES",
          debit: 100_000,
          credit: 1_250,
          isOpen: false,
        },
        {
          name: "equity:opening",
          code: "equity/opening",
          accountType: "EQUITY",
          currency: "KES",
          debit: 0,
          credit: 100_000,
          isOpen: false,
        },
        {
          name: "expenses:food",
          code: "expenses/food",
          accountType: "EXPENSE",
          currency: "KES",
          debit: 1_250,
          credit: 0,
          isOpen: false,
        },
      ],
      problems: [],
      notes: [],
      importedBefore: false,
    });
    expect(await balances()).toEqual({});
  });

  it("names each problem with its line, in the reader's language", async () => {
    const content = "2026-01-01 x\n    assets:bank   5 DOGE\n    income:y\n\ninclude other.journal\n";
    const asked = { format: "hledger", content };
    const headers = { authorization: `Bearer ${owner.token}`, "accept-language": "id" };
    const { body } = await request(server, "POST", `${imports()}/preview`, asked, headers);
    expect(body["problems"]).toEqual([
      { code: "unknown_commodity", line: 2, detail: expect.stringContaining("bukan mata uang") },
      { code: "include_refused", line: 5, detail: expect.stringContaining("other.journal") },
    ]);
  });
});

describe("POST …/ledger/imports", () => {
  it("posts every transaction on its day, and takes the same file once for ever", async () => {
    const asked = { format: "hledger", content: JOURNAL };
    const { status, body } = await owner.send("POST", imports(), asked);
    expect(body).toMatchObject({ transactions: 2 });
    expect(status).toBe(201);
    expect(await balances()).toEqual({
      "assets/bank KES": 98_750,
      "equity/opening KES": -100_000,
      "expenses/food KES": 1_250,
    });
    const listed = await owner.get(`/v1/communities/${communityId}/ledger/transactions?sourceId=${body["importId"]}`);
    const items = listed.body["items"] as Record<string, unknown>[];
    expect(items).toContainEqual(
      expect.objectContaining({
        kind: "import",
        effectiveDate: "2026-01-02",
        description: "market | food for two",
        metadata: expect.objectContaining({ code: "r-17", status: "*", line: 6 }),
      }),
    );
    expect((await owner.send("POST", imports(), asked)).body).toMatchObject({
      status: 409,
      code: "import_done_before",
      detail: "This file was imported before. Its transactions are in the books already.",
    });
    expect((await owner.send("POST", `${imports()}/preview`, asked)).body).toMatchObject({
      importedBefore: true,
      accounts: [{ isOpen: true }, { isOpen: true }, { isOpen: true }],
    });
  });

  it("gives the same answer to the same key, and asks for one", async () => {
    const asked = { format: "hledger", content: `${JOURNAL}; once more\n` };
    const key = crypto.randomUUID();
    const first = await owner.send("POST", imports(), asked, key);
    const again = await owner.send("POST", imports(), asked, key);
    expect(again).toMatchObject({ status: 201, body: first.body });
    const headers = { authorization: `Bearer ${owner.token}` };
    expect((await request(server, "POST", imports(), asked, headers)).body).toMatchObject({
      code: "idempotency_key_required",
    });
  });

  it("imports nothing of a file with a problem, or with no transaction", async () => {
    const before = await balances();
    const broken = `${JOURNAL}\n2026-01-03 one side\n    assets:bank   1.00 KES\n`;
    expect((await owner.send("POST", imports(), { format: "hledger", content: broken })).body).toMatchObject({
      status: 422,
      code: "import_has_problems",
      detail: expect.stringContaining("line 10"),
    });
    expect((await owner.send("POST", imports(), { format: "hledger", content: "; nothing\n" })).body).toMatchObject({
      code: "import_is_empty",
    });
    expect(await balances()).toEqual(before);
  });

  it("leaves alone what belongs to a product", async () => {
    const escrow: AccountRef = {
      code: "escrow/goal/a",
      type: "ESCROW",
      currency: "KES",
      entity: { kind: "goal", id: newId() },
    };
    const clearing: AccountRef = { code: "clearing/a", type: "CLEARING", currency: "KES" };
    const actor = { kind: "system", job: "test" } as const;
    await server.app.services.inCommunity({ as: "system", communityId, actor }, async (ctx) =>
      post(ctx, {
        kind: "gift",
        reference: "gift/1",
        source: { kind: "test", id: newId() },
        lines: [debit(clearing, 5n, "x"), credit(escrow, 5n, "x")],
      }),
    );
    const content = "account escrow:goal:a  ; type: L\n\n2026-01-01 x\n    escrow:goal:a   0.05 KES\n    assets:bank\n";
    const asked = { format: "hledger", content };
    expect((await owner.send("POST", `${imports()}/preview`, asked)).body["problems"]).toEqual([
      { code: "account_taken", line: 4, detail: expect.stringContaining("escrow/goal/a") },
    ]);
    expect((await owner.send("POST", imports(), asked)).body).toMatchObject({ code: "import_has_problems" });
    const codes = { "escrow:goal:a": "liabilities/escrow-a" };
    expect((await owner.send("POST", imports(), { ...asked, options: { codes } })).status).toBe(201);
  });

  it("takes as much at once as a request may hold", async () => {
    const day = (index: number) => new Date(Date.UTC(2020, 0, 1 + index)).toISOString().slice(0, 10);
    const block = (index: number) => `${day(index)} n\n  assets:many:${index % 500}  1 KES\n  equity:many\n`;
    const count = 3_700;
    const content = Array.from({ length: count }, (_, index) => block(index)).join("");
    expect(content.length).toBeLessThan(200_000);
    expect((await owner.send("POST", imports(), { format: "hledger", content })).body).toMatchObject({
      transactions: count,
    });
    expect(await balances()).toMatchObject({ "equity/many KES": -count * 100 });
  });

  it("is for who may import, and nobody else", async () => {
    const asked = { format: "hledger", content: "2026-01-01 x\n  assets:a  1 KES\n  equity:b\n" };
    expect((await clerk.send("POST", imports(), asked)).status).toBe(404);
    const roleId = newId();
    const db = server.database.owner;
    await sql`insert into communities.role (community_id, id, name, origin, permissions, created_at, updated_at)
      values (${communityId}, ${roleId}, 'Reader', 'member', '["ledger.view"]'::jsonb, now(), now()) on conflict do nothing`.execute(
      db,
    );
    await sql`insert into communities.membership (community_id, user_id, status, display_name, created_at, updated_at)
      values (${communityId}, ${clerk.userId}, 'active', 'Barasa', now(), now())`.execute(db);
    expect((await clerk.send("POST", imports(), asked)).body).toMatchObject({ status: 403, code: "not_permitted" });
    expect((await clerk.send("POST", `${imports()}/preview`, asked)).body).toMatchObject({ code: "not_permitted" });
  });

  it("takes beancount and CSV by the same way", async () => {
    const beancount =
      '2026-02-01 open Assets:Till\n2026-02-01 * "Shop" "Eggs"\n  Assets:Till  -3.00 KES\n  Expenses:Eggs\n';
    const csv = "Date,What,Amount\n01.03.2026,Eggs,-3.00\n02.03.2026,Sold,10.00\n";
    const map = {
      date: "Date",
      dateFormat: "DD.MM.YYYY",
      description: "What",
      amount: { column: "Amount" },
      account: { value: "assets:till" },
      counterAccount: { value: "equity:suspense" },
      currency: { value: "KES" },
    };
    const first = await owner.send("POST", imports(), { format: "beancount", content: beancount });
    const second = await owner.send("POST", imports(), { format: "csv", content: csv, options: { csv: map } });
    expect([first.body["transactions"], second.body["transactions"]]).toEqual([1, 2]);
    expect(await balances()).toMatchObject({
      "assets/till KES": 400,
      "equity/suspense KES": -700,
      "expenses/eggs KES": 300,
    });
  });
});
