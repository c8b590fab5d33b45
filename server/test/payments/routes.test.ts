import { createHmac } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Answer, createPerson, type Person } from "../harness/people.ts";
import { createTestServer, type TestServer } from "../harness/server.ts";

const SECRET = "sk_test_routes_1234567890";
const SANDBOX = { sandbox: true, sandboxPort: 4010 };

let server: TestServer;
let owner: Person;
let stranger: Person;
let base: string;
let provider: Record<string, unknown>;

beforeAll(async () => {
  server = await createTestServer(SANDBOX);
  owner = await createPerson(server);
  stranger = await createPerson(server, "Stranger");
  const community = await owner.send("POST", "/v1/communities", {
    name: "Payments",
    products: ["fundraising"],
    currency: "KES",
  });
  base = `/v1/communities/${String(community.body["id"])}`;
  const made = await owner.send("POST", `${base}/providers`, {
    kind: "paystack",
    name: "Paystack",
    secretKey: SECRET,
    currencies: ["KES", "NGN"],
    fees: [{ currency: "KES", bps: 290, fixed: 0, cap: null }],
  });
  expect(made.status).toBe(201);
  provider = made.body;
});
afterAll(() => server.stop());

function items(answer: Answer): Record<string, unknown>[] {
  expect(answer.status).toBe(200);
  return answer.body["items"] as Record<string, unknown>[];
}

async function hook(
  body: string,
  signature = createHmac("sha512", SECRET).update(body).digest("hex"),
): Promise<number> {
  const address = new URL(String(provider["webhookUrl"]));
  const headers = { "content-type": "application/json", "x-paystack-signature": signature };
  return (await server.app.api.inject({ method: "POST", url: address.pathname, headers, payload: body })).statusCode;
}

describe("providers", () => {
  it("show the address for webhooks and never a secret", async () => {
    expect(provider).toMatchObject({
      mode: "test",
      status: "active",
      baseUrl: "https://api.paystack.co",
      hasWebhookSecret: false,
      version: 1,
    });
    expect(String(provider["webhookUrl"])).toMatch(/\/v1\/hooks\/[0-9a-f-]{36}$/);
    const answer = await owner.get(`${base}/providers`);
    expect(items(answer)).toHaveLength(1);
    expect(answer.text).not.toContain(SECRET);
    expect(server.logLines.join("\n")).not.toContain(SECRET);
  });
  it.each([
    [{ secretKey: "sk_sandbox_123456" }, 422, "invalid_secret_key"],
    [{ secretKey: "sk_live_1234567", baseUrl: "http://127.0.0.1:1" }, 422, "live_key_foreign_host"],
    [{ baseUrl: "ftp://example.org" }, 422, "invalid_base_url"],
    [{ currencies: ["EUR"] }, 422, "currency_not_supported"],
    [{ currencies: ["KES"], fees: [{ currency: "NGN", bps: 1, fixed: 0, cap: null }] }, 422, "currency_not_supported"],
    [{ webhookSecret: "whsec_123456" }, 422, "webhook_secret_not_used"],
    [{ currencies: [] }, 400, "invalid_input"],
    [{ currencies: "KES" }, 400, "invalid_input"],
    [{ kind: "stripe" }, 400, "invalid_input"],
    [{ more: 1 }, 400, "invalid_input"],
  ])("refuse %j with %i %s", async (changes, status, code) => {
    const input = { kind: "paystack", name: "P", secretKey: "sk_test_12345678", currencies: ["KES"], ...changes };
    expect(await owner.send("POST", `${base}/providers`, input)).toMatchObject({ status, body: { code } });
  });
  it("have a usual price for each currency, which a form can show before anything is set up", async () => {
    const kinds = items(await owner.get(`${base}/provider-kinds`));
    expect(kinds.map(({ kind }) => kind)).toEqual(["paystack", "sandbox"]);
    const naira = { currency: "NGN", bps: 150, fixed: 10_000, fixedFrom: 250_000, cap: 200_000 };
    expect(kinds[0]?.["usualFees"]).toContainEqual(naira);
    expect(kinds[1]?.["usualFees"]).toContainEqual({ currency: "ILS", bps: 150, fixed: 0, fixedFrom: null, cap: null });
    expect(provider["fees"]).toEqual([{ currency: "KES", bps: 290, fixed: 0, fixedFrom: null, cap: null }, naira]);
  });
  it("tell where the sandbox beside the server makes test keys", async () => {
    const places = items(await owner.get(`${base}/provider-kinds`)).map(({ localUrl }) => localUrl);
    expect(places).toEqual([null, "http://127.0.0.1:4010"]);
  });
  it("change by version; the old secret still signs for three days", async () => {
    const path = `${base}/providers/${String(provider["id"])}`;
    expect(await owner.send("PATCH", path, { version: 9, name: "X" })).toMatchObject({
      status: 409,
      body: { code: "stale_version" },
    });
    expect(await owner.send("PATCH", path, { version: 1, secretKey: "sk_live_12345678" })).toMatchObject({
      status: 422,
      body: { code: "provider_mode_fixed" },
    });
    const changed = await owner.send("PATCH", path, {
      version: 1,
      name: "Paystack Kenya",
      secretKey: "sk_test_another_key_1",
      currencies: ["NGN", "KES"],
    });
    expect(changed).toMatchObject({
      status: 200,
      body: {
        name: "Paystack Kenya",
        version: 2,
        fees: [
          { currency: "KES", bps: 290 },
          { currency: "NGN", bps: 150 },
        ],
      },
    });
    const body = '{"event":"subscription.create","data":{"id":1}}';
    expect(await hook(body)).toBe(200);
    expect(await hook(body, createHmac("sha512", "sk_test_another_key_1").update(body).digest("hex"))).toBe(200);
    server.clock.advance({ days: 4 });
    expect(await hook(body)).toBe(401);
    expect(await owner.send("PATCH", path, { version: 2, secretKey: SECRET })).toMatchObject({ status: 200 });
  });
});

describe("the operator", () => {
  it("sees money without a home, its event and the raw body, and has it acted on again", async () => {
    const body =
      '{"event":"charge.success","data":{"id":90071992547409931,"domain":"test","status":"success","reference":"nobodys-1","amount":"1000","requested_amount":1000.00,"fees":null,"currency":"KES","customer":{"email":"wanjiru@example.org"}}}';
    expect(await hook(body)).toBe(200);
    await server.runJobs();
    const [money] = items(await owner.get(`${base}/unmatched-money?status=open`));
    expect(money).toMatchObject({
      reason: "unknown_reference",
      amount: { amount: 1000, currency: "KES" },
      booked: true,
      movement: "charge:90071992547409931",
    });
    const listed = await owner.get(`${base}/webhook-events?status=processed`);
    expect(items(listed)).toMatchObject([
      { id: money?.["webhookEventId"], eventId: "charge.success:90071992547409931", processed: true },
    ]);
    expect(listed.text).not.toContain("wanjiru");
    const path = `${base}/webhook-events/${String(money?.["webhookEventId"])}`;
    expect((await owner.get(path)).body).toMatchObject({ body, bodyEncoding: "utf8", signatureValid: true });
    expect(await owner.send("POST", `${path}/processing`)).toMatchObject({ status: 202, body: { status: "received" } });
    await server.runJobs();
    expect(items(await owner.get(`${base}/unmatched-money`))).toHaveLength(1);
  });
  it("sees what each resolution would book, and resolves money without a home once, with a reason", async () => {
    const [money] = items(await owner.get(`${base}/unmatched-money?status=open`));
    const path = `${base}/unmatched-money/${String(money?.["id"])}`;
    const suspense = `suspense/${String(provider["id"])}`;
    const amount = { amount: 1000, currency: "KES" };
    expect((await owner.get(path)).body["choices"]).toEqual([
      {
        resolution: "returned",
        entries: [
          { accountCode: suspense, side: "DEBIT", amount },
          { accountCode: `clearing/${String(provider["id"])}`, side: "CREDIT", amount },
        ],
      },
      {
        resolution: "written_off",
        entries: [
          { accountCode: suspense, side: "DEBIT", amount },
          { accountCode: "revenue/other-income", side: "CREDIT", amount },
        ],
      },
    ]);
    const resolve = (body: Record<string, unknown>) => owner.send("POST", `${path}/resolution`, body);
    for (const note of ["", "  \n", undefined])
      expect((await resolve({ resolution: "written_off", note })).status).toBe(400);
    const said = { resolution: "written_off", note: "The payer cannot be found" };
    for (const answer of [await resolve(said), await resolve(said)])
      expect(answer).toMatchObject({
        status: 200,
        body: { ...said, status: "resolved", resolvedBy: owner.userId, choices: [] },
      });
    expect((await resolve({ ...said, resolution: "returned" })).body["code"]).toBe("unmatched_is_resolved");
    const booked = items(await owner.get(`${base}/ledger/transactions?sourceId=${String(money?.["id"])}`));
    expect(booked.map(({ kind }) => kind).sort()).toEqual(["unmatched_in", "unmatched_written_off"]);
  });
  it("must be allowed to", async () => {
    const member = await createPerson(server, "Member");
    const { body } = await owner.send("POST", `${base}/invitations`, {});
    await member.send("POST", `/v1/invitations/${String(body["token"])}/acceptance`);
    const [money] = items(await owner.get(`${base}/unmatched-money`));
    const path = `${base}/unmatched-money/${String(money?.["id"])}`;
    expect((await member.get(path)).status).toBe(403);
    expect((await member.send("POST", `${path}/resolution`, { resolution: "returned", note: "x" })).status).toBe(403);
  });
  it("sees what was rejected, and cannot have it acted on", async () => {
    expect(await hook('{"event":"charge.success","data":{"id":5}}', "forged")).toBe(401);
    const rejected = items(await owner.get(`${base}/webhook-events?status=rejected&limit=1`));
    expect(rejected).toMatchObject([{ status: "rejected", signatureValid: false, processed: false, event: null }]);
    const answer = await owner.send("POST", `${base}/webhook-events/${String(rejected[0]?.["id"])}/processing`);
    expect(answer).toMatchObject({ status: 409, body: { code: "webhook_not_authentic" } });
  });
  it("pages through lists", async () => {
    const first = await owner.get(`${base}/webhook-events?limit=1`);
    const second = await owner.get(`${base}/webhook-events?limit=1&after=${String(first.body["next"])}`);
    expect(items(second)[0]?.["id"]).not.toBe(items(first)[0]?.["id"]);
    expect(await owner.get(`${base}/webhook-events?after=made-up`)).toMatchObject({
      status: 400,
      body: { code: "invalid_cursor" },
    });
    for (const list of ["payments", "refunds", "payouts"])
      expect(items(await owner.get(`${base}/${list}?limit=5`))).toEqual([]);
  });
});

describe("a stranger", () => {
  it.each(["providers", "payments", "refunds", "payouts", "webhook-events", "unmatched-money"])(
    "finds no %s",
    async (list) => {
      expect((await stranger.get(`${base}/${list}`)).status).toBe(404);
      expect((await server.app.api.inject({ method: "GET", url: `${base}/${list}` })).statusCode).toBe(401);
    },
  );
  it("changes nothing", async () => {
    expect(
      (await stranger.send("PATCH", `${base}/providers/${String(provider["id"])}`, { version: 3, name: "Mine" }))
        .status,
    ).toBe(404);
  });
});
