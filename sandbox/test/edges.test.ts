import { request } from "node:http";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ask, booksOf, codeOf, openShop, startBench } from "./kit.ts";

const CHARGE = {
  reference: "gift-0001",
  amount: 1_000,
  currency: "KES",
  email: "a@b.example",
  returnUrl: "https://a.example/x",
};
const DESTINATION = { name: "Otieno", accountNumber: "0123456789", bankCode: "063" };
const PAYOUT = { reference: "payout-0001", amount: 1_000, currency: "KES", destination: DESTINATION, reason: "" };

describe("bad input is told, with its field, and leaves nothing behind", () => {
  type Case = readonly [field: string, change: Record<string, unknown>];
  const wrongAmounts = ["1000", 10.5, -1, 0, true, null, [7], 1e13 + 1, 2 ** 53 - 1, 2 ** 53, 1e300].map(
    (amount): Case => ["amount", { amount }],
  );

  test.each<Case>([
    ...wrongAmounts,
    ["reference", { reference: "short" }],
    ["reference", { reference: "with space" }],
    ["reference", { reference: "x".repeat(101) }],
    ["reference", { reference: 123456 }],
    ["currency", { currency: "kes" }],
    ["currency", { currency: "KESX" }],
    ["email", { email: "nobody" }],
    ["email", { email: "a\u0000@b" }],
    ["email", { email: `${"x".repeat(250)}@b.example` }],
    ["returnUrl", { returnUrl: "javascript:alert(1)" }],
    ["returnUrl", { returnUrl: "https://user:secret@a.example/" }],
    ["returnUrl", { returnUrl: "/relative" }],
    ["metadata", { metadata: { a: 1 } }],
    ["metadata", { metadata: [] }],
    ["metadata", { metadata: { "": "x" } }],
    ["metadata", { metadata: { a: "\ud800" } }],
    ["metadata", { metadata: Object.fromEntries(Array.from({ length: 21 }, (_, index) => [`k${index}`, ""])) }],
    ["colour", { colour: "red" }],
  ])("charge: %s %#", async (field, change) => {
    const shop = await openShop(await startBench());
    const reply = await shop.post("/charges", { ...CHARGE, ...change });
    expect([reply.status, reply.body.error]).toMatchObject([400, { code: "invalid_request", field }]);
    expect((await shop.get("/charges/gift-0001")).status).toBe(404);
  });

  test.each<Case>([
    ["destination", { destination: null }],
    ["accountNumber", { destination: { ...DESTINATION, accountNumber: 123456 } }],
    ["accountNumber", { destination: { ...DESTINATION, accountNumber: "12 34" } }],
    ["bankCode", { destination: { ...DESTINATION, bankCode: "0" } }],
    ["name", { destination: { ...DESTINATION, name: "" } }],
    ["swift", { destination: { ...DESTINATION, swift: "X" } }],
    ["reason", { reason: "x".repeat(201) }],
    ["reason", { reason: undefined }],
  ])("payout: %s %#", async (field, change) => {
    const shop = await openShop(await startBench());
    const reply = await shop.post("/payouts", { ...PAYOUT, ...change });
    expect([reply.status, reply.body.error]).toMatchObject([400, { code: "invalid_request", field }]);
  });

  test.each<Case>([
    ["secretKey", { secretKey: "sk_live_1234567" }],
    ["feeBps", { feeBps: 2_001 }],
    ["currencies", { currencies: [] }],
    ["currencies", { currencies: ["KES", "KES"] }],
    ["currencies", { currencies: ["QQQ"] }],
    ["webhookUrl", { webhookUrl: "ftp://a.example" }],
    ["webhookSecret", { webhookSecret: "short" }],
    ["mode", { mode: "fast" }],
    ["provoke", { provoke: "no" }],
    ["chargeTtlSeconds", { chargeTtlSeconds: 59 }],
    ["clock", { clock: "2026-03-02T08:00:00.001Z" }],
    ["clock", { clock: "2025-03-02T07:59:59.999Z" }],
    ["clock", { clock: "2026-02-30T25:00:00Z" }],
    ["clock", { clock: "2026-03-01" }],
    ["clock", { clock: null }],
  ])("merchant: %s %#", async (field, change) => {
    const { url } = await startBench();
    const reply = await ask(`${url}/merchants`, "POST", { secretKey: "sk_sandbox_123456", ...change });
    expect([reply.status, reply.body.error]).toMatchObject([400, { field }]);
  });

  test("anything at all, anywhere, is never a 5xx", async () => {
    const shop = await openShop(await startBench());
    const paths = [
      "/merchants",
      "/charges",
      "/refunds",
      "/payouts",
      "/control/flush",
      "/control/advance",
      "/control/behaviours",
      "/control/top-ups",
      "/control/events",
      "/control/charges/x/payment",
      "/control/charges/x/dispute",
      "/control/events/x/deliveries",
    ];
    const names = [
      "reference",
      "amount",
      "currency",
      "email",
      "returnUrl",
      "metadata",
      "charge",
      "destination",
      "reason",
      "event",
      "data",
      "on",
      "early",
      "__proto__",
    ];
    const body = fc.oneof(fc.jsonValue(), fc.dictionary(fc.constantFrom(...names), fc.jsonValue()));
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...paths), body, async (path, value) => {
        const { status } = await shop.post(path, JSON.stringify(value));
        expect(status).toBeLessThan(500);
        expect(path !== "/charges" || status >= 400).toBe(true);
      }),
      { numRuns: 150 },
    );
    expect(await booksOf(shop)).toEqual({});
  });
});

describe("the protocol around it", () => {
  test("keys", async () => {
    const shop = await openShop(await startBench());
    for (const authorization of [
      "",
      "Bearer",
      "Bearer sk_sandbox_unknown",
      `Basic ${shop.key}`,
      `Bearer ${shop.key} x`,
    ]) {
      const reply = await ask(`${shop.url}/balance`, "GET", undefined, { authorization });
      expect([authorization, reply.status, codeOf(reply)]).toEqual([authorization, 401, "unauthorised"]);
    }
    expect((await ask(`${shop.url}/control/flush`, "POST", {})).status).toBe(401);
    expect((await ask(`${shop.url}/balance`, "GET", undefined, { authorization: `bearer ${shop.key}` })).status).toBe(
      200,
    );
  });

  test("bodies: JSON, of that type, and not too large", async () => {
    const shop = await openShop(await startBench());
    const post = async (body: string, type = "application/json") => {
      const reply = await ask(`${shop.url}/charges`, "POST", body, { ...shop.headers, "content-type": type });
      return [reply.status, codeOf(reply)];
    };
    expect(await post("{")).toEqual([400, "invalid_json"]);
    expect(await post("")).toEqual([400, "invalid_json"]);
    expect(await post("[]")).toEqual([400, "invalid_request"]);
    expect(await post(JSON.stringify(CHARGE), "text/plain")).toEqual([415, "unsupported_media_type"]);
    expect(await post(JSON.stringify({ ...CHARGE, email: "x".repeat(65_536) }))).toEqual([413, "body_too_large"]);
    expect(
      await post(
        " ".repeat(65_536 - JSON.stringify(CHARGE).length) + JSON.stringify(CHARGE),
        "application/json; charset=utf-8",
      ),
    ).toEqual([201, undefined]);
  });

  test("bytes that are no UTF-8", async () => {
    const shop = await openShop(await startBench());
    const headers = { ...shop.headers, "content-type": "application/json" };
    const response = await fetch(`${shop.url}/charges`, {
      method: "POST",
      headers,
      body: new Uint8Array([0x7b, 0xff, 0x7d]),
    });
    expect(response.status).toBe(400);
  });

  test("addresses and methods", async () => {
    const shop = await openShop(await startBench());
    expect((await shop.get("/nothing")).status).toBe(404);
    expect((await shop.get("/charges/")).status).toBe(404);
    expect((await shop.get("/charges/%ff%fe")).status).toBe(404);
    expect((await shop.get("//")).status).toBe(404);
    const wrong = await ask(`${shop.url}/charges`, "PUT", {}, shop.headers);
    expect([wrong.status, codeOf(wrong)]).toEqual([405, "method_not_allowed"]);
    expect((await fetch(`${shop.url}/`, { method: "HEAD" })).status).toBe(200);
  });

  test("what needs no key is for this machine only", async () => {
    const shop = await openShop(await startBench());
    const status = (path: string, headers: Record<string, string>) =>
      new Promise<number | undefined>((resolve, reject) => {
        const call = request(`${shop.url}${path}`, { headers }, (response) => {
          response.resume();
          resolve(response.statusCode);
        });
        call.once("error", reject).end();
      });
    for (const path of ["/", "/control/books"]) {
      expect(await status(path, {})).toBe(200);
      expect(await status(path, { host: "evil.example" })).toBe(403);
      expect(await status(path, { "x-forwarded-for": "10.0.0.1" })).toBe(403);
      expect(await status(path, { forwarded: "for=10.0.0.1" })).toBe(403);
    }
    expect(await status("/control/events", { ...shop.headers, host: "evil.example" })).toBe(403);
    expect(await status("/balance", { ...shop.headers, host: "sandbox.example" })).toBe(200);
  });

  test("merchants change and keep what is not named; secrets are never shown", async () => {
    const shop = await openShop(await startBench(), { feeBps: 100, webhookUrl: "http://127.0.0.1:1/x" });
    const changed = await ask(`${shop.url}/merchants`, "POST", { secretKey: shop.key, feeFixed: 5, webhookUrl: null });
    expect([changed.status, changed.body]).toMatchObject([
      200,
      { feeBps: 100, feeFixed: 5, webhookUrl: null, mode: "manual", currencies: ["KES", "NGN"] },
    ]);
    expect(JSON.stringify(changed.body)).not.toMatch(/sk_sandbox|whsec/);
  });

  test("the page for people shows what happened, and no secret", async () => {
    const shop = await openShop(await startBench(), { webhookUrl: "http://127.0.0.1:1/x" });
    await shop.paidCharge("gift-0001", 250_000);
    await shop.charge("gift-0002", 1_901, { email: "<b>@x.example" });
    await shop.refund("refund-0001", "gift-0001", 1_000);
    await shop.payout("payout-0001", 1_000);
    await shop.flush();
    const html = await (await fetch(`${shop.url}/`)).text();
    for (const text of [
      "gift-0001",
      "KES 2,500.00",
      "card_declined",
      "refund-0001",
      "payout-0001",
      "waiting (ECONNREFUSED)",
      "webhook_thrice",
    ]) {
      expect(html).toContain(text);
    }
    expect(html).not.toMatch(/sk_sandbox|whsec/);
  });
});
