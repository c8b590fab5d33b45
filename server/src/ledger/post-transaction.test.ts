import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createPerson, type Person } from "../../test/harness/people.ts";
import { createTestServer, type TestServer } from "../../test/harness/server.ts";
import { newId } from "../platform/ids.ts";
import { checks } from "./checks.ts";
import { credit, debit, post } from "./index.ts";

let server: TestServer;
let owner: Person;
let communityId: string;
let path: string;
const ids: string[] = [];

beforeAll(async () => {
  server = await createTestServer();
  owner = await createPerson(server, "Akinyi");
  const made = await owner.send("POST", "/v1/communities", {
    name: "Books",
    slug: "books",
    products: ["fundraising"],
    currency: "KES",
  });
  communityId = String(made.body["id"]);
  path = `/v1/communities/${communityId}/ledger/transactions`;
  for (const [code, floor] of [
    ["cash", null],
    ["wallet/amina", 0],
    ["wallet/brian", 0],
  ] as const)
    ids.push(await openAccount(code, floor));
});
afterAll(() => server.stop());

async function openAccount(code: string, floor: number | null): Promise<string> {
  const id = newId();
  const type = code === "cash" ? "ASSET" : "LIABILITY";
  await sql`insert into ledger.account (community_id, id, code, type, currency, normal_side, created_at, by_product)
    values (${communityId}, ${id}, ${code}, ${type}, 'KES', ${code === "cash" ? "debit" : "credit"}, now(), false)`.execute(
    server.database.owner,
  );
  await sql`insert into ledger.balance (community_id, account_id, floor) values (${communityId}, ${id}, ${floor})`.execute(
    server.database.owner,
  );
  return id;
}

function transfer(from: number, to: number, amount: number) {
  return {
    entries: [
      { accountId: ids[from], entryType: "DEBIT", amount, currency: "KES" },
      { accountId: ids[to], entryType: "CREDIT", amount, currency: "KES" },
    ],
  };
}

const BULK_KEY = newId();

async function bulk(lines: string[], query = "", key = BULK_KEY): Promise<Record<string, unknown>[]> {
  const { statusCode, body } = await server.app.api.inject({
    method: "POST",
    url: `${path}/bulk${query}`,
    payload: lines.join("\n"),
    headers: { authorization: `Bearer ${owner.token}`, "idempotency-key": key, "content-type": "application/x-ndjson" },
  });
  expect(statusCode, body).toBe(200);
  return body
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line));
}

describe("posting over the API", () => {
  it("answers with the balances, and replays the same answer under the same key", async () => {
    const key = newId();
    const first = await owner.send("POST", path, transfer(0, 1, 5_000), key);
    expect(first.status).toBe(201);
    const again = await owner.send("POST", path, transfer(0, 1, 5_000), key);
    expect(again.headers["idempotent-replayed"]).toBe("true");
    expect(again.body).toEqual(first.body);
    const other = await owner.send("POST", path, transfer(0, 1, 5_001), key);
    expect([other.status, other.body["code"]]).toEqual([422, "idempotency_key_reused"]);
  });

  it("refuses each for its own reason and posts the neighbours", async () => {
    const answers = await Promise.all([
      owner.send("POST", path, transfer(0, 1, 100)),
      owner.send("POST", path, transfer(2, 1, 1)),
      owner.send("POST", path, {
        entries: [...transfer(0, 1, 7).entries].slice(0, 1).concat(transfer(0, 1, 8).entries.slice(1)),
      }),
      owner.send("POST", path, transfer(1, 2, 50)),
    ]);
    expect(answers.map(({ status, body }) => [status, body["code"]])).toEqual([
      [201, undefined],
      [409, "insufficient_funds"],
      [422, "unbalanced"],
      [201, undefined],
    ]);
  });

  it("leaves to a product what stands on its accounts, and takes no code that names a thing of a product's", async () => {
    const actor = { kind: "system", job: "test" } as const;
    const escrow = { code: `escrow/goal/${newId()}`, type: "ESCROW", currency: "KES", floor: 0n } as const;
    const clearing = { code: "clearing/test", type: "CLEARING", currency: "KES" } as const;
    await server.app.services.inCommunity({ as: "system", communityId, actor }, async (ctx) => {
      const lines = [debit(clearing, 500n, "gift"), credit(escrow, 500n, "gift")];
      post(ctx, { kind: "gift", reference: "gift/1", source: { kind: "gift", id: newId() }, lines });
    });
    const out = {
      entries: [
        { account: escrow.code, entryType: "DEBIT", amount: 500, currency: "KES" },
        { account: "wallet/amina", entryType: "CREDIT", amount: 500, currency: "KES" },
      ],
    };
    const answers = await Promise.all([
      owner.send("POST", path, out),
      owner.send("POST", path.replace("transactions", "holds"), { account: escrow.code, amount: 1, currency: "KES" }),
      owner.send("POST", path.replace("transactions", "accounts"), {
        code: `escrow/goal/${newId()}`,
        type: "ESCROW",
        currency: "KES",
      }),
    ]);
    expect(answers.map(({ status, body }) => [status, body["code"]])).toEqual([
      [409, "account_is_products"],
      [409, "account_is_products"],
      [422, "code_names_thing"],
    ]);
    expect((await bulk([JSON.stringify(out)], "", newId()))[0]).toMatchObject({ code: "account_is_products" });
  });

  it("lets equal requests at once be posted once", async () => {
    const key = newId();
    const all = await Promise.all(Array.from({ length: 50 }, () => owner.send("POST", path, transfer(0, 2, 3), key)));
    expect(new Set(all.map(({ text }) => text)).size).toBe(1);
    expect(all.every(({ status }) => status === 201)).toBe(true);
  });

  it("refuses a day that the database's calendar does not have, before it could spoil a batch", async () => {
    const { status, body } = await owner.send("POST", path, { ...transfer(0, 1, 1), effectiveDate: "0000-01-01" });
    expect([status, body["code"]]).toEqual([400, "invalid_input"]);
  });

  it("takes lines in bulk, answers each for itself, and posts a repeat once", async () => {
    const lines = Array.from({ length: 400 }, (_, index) =>
      JSON.stringify(transfer(index === 7 ? 2 : 0, 1, index === 7 ? 1e12 : 1)),
    );
    lines[3] = "{ no json";
    lines[5] = "";
    lines[9] = JSON.stringify({ entries: [] });
    lines[11] = JSON.stringify({
      entries: [
        { account: "cash", entryType: "DEBIT", amount: 1, currency: "KES" },
        { account: "nowhere", entryType: "CREDIT", amount: 1, currency: "KES" },
      ],
    });
    const first = await bulk(lines);
    expect(first.length).toBe(399);
    const refused = first.filter(({ status }) => status === "refused");
    expect(refused.map(({ index, code, pointer }) => [index, code, pointer])).toEqual([
      [3, "invalid_json", undefined],
      [7, "insufficient_funds", "#/entries/0"],
      [9, "invalid_input", "#/entries"],
      [11, "unknown_account", "#/entries/1"],
    ]);
    expect(await bulk(lines)).toEqual(first);
    // The last block of 30 lines was 9 long before.
    expect(
      (await bulk([...lines.slice(0, 200), ...lines.slice(100)])).filter(
        ({ code }) => code === "idempotency_key_reused",
      ).length,
    ).toBe(30);
  });

  it("posts all lines or none where that is asked for", async () => {
    const good = JSON.stringify(transfer(0, 1, 1));
    const spoilt = await bulk([good, JSON.stringify(transfer(2, 1, 1e12)), good], "?allOrNothing=true", newId());
    expect(spoilt.map(({ code }) => code)).toEqual(["linked_refused", "insufficient_funds", "linked_refused"]);
    const whole = await bulk([good, good], "?allOrNothing=true", newId());
    expect(whole.map(({ status }) => status)).toEqual(["posted", "posted"]);
  });

  it("holds every truth of the books", async () => {
    for (const check of checks) expect(await check.run(server.database.owner), check.name).toEqual([]);
  });
});
