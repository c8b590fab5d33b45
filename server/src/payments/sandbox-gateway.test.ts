import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Gateway } from "./gateway.ts";
import { createSandboxGateway } from "./sandbox-gateway.ts";
import { type FakeProvider, startFakeProvider } from "./testing/fake-provider.ts";

/** The vector of `sandbox/README.md`. */
const SECRET = "whsec_sandbox_example";
const TIMESTAMP = "1772439299";
const BODY =
  '{"id":"evt_0123456789abcdef01234567","event":"charge.success","createdAt":"2026-03-02T08:14:59.000Z","data":{"id":"ch_0123456789abcdef01234567","reference":"gift-0001","domain":"test","status":"success","requestedAmount":250000,"amount":250000,"currency":"KES","fees":7250,"channel":"card","email":"wanjiru@example.org","metadata":{"payment":"p-1"},"returnUrl":"https://app.example.org/pay/1","failureReason":null,"refundedAmount":0,"createdAt":"2026-03-02T08:14:00.000Z","paidAt":"2026-03-02T08:14:59.000Z","expiresAt":"2026-03-09T08:14:00.000Z"}}';
const SIGNATURE = "71eb8a3e9558c3d27840c3afc2add4b41c64a3fed1d2c1fcdac78a356ddc7b1d";

let fake: FakeProvider;
let gateway: Gateway;
let now: Date;

beforeEach(async () => {
  fake = await startFakeProvider();
  now = new Date(Number(TIMESTAMP) * 1000);
  gateway = createSandboxGateway({
    baseUrl: fake.baseUrl,
    mode: "test",
    secretKey: "sk_sandbox_2f6c1d",
    webhookSecrets: [SECRET],
    timeoutMs: 300,
    now: () => now,
  });
});

afterEach(() => fake.close());

const headers = (signature: string, timestamp = TIMESTAMP) => ({
  "x-sandbox-timestamp": timestamp,
  "x-sandbox-signature": signature,
});
const pending = {
  id: "ch_1",
  reference: "pay-1",
  domain: "test",
  status: "pending",
  requestedAmount: 1000,
  amount: 1000,
  currency: "KES",
  fees: 0,
  paidAt: null,
  checkoutUrl: "http://127.0.0.1:4010/checkout/1",
};
const charge = {
  reference: "pay-1",
  amount: 1_000n,
  currency: "KES",
  email: "a@example.org",
  returnUrl: "https://a.example/1",
  metadata: {},
};
const error = (status: number, code: string) => ({ status, body: { error: { code, message: code } } });

describe("the sandbox's signature", () => {
  it("agrees with the vectors of its page", () => {
    expect(gateway.isAuthentic(headers(SIGNATURE), Buffer.from(BODY))).toBe(true);
    const empty = "71fca7582206c9fb4705259ef548a2f3f4089e9b3b9fb75617fb4b8888326c66";
    expect(gateway.isAuthentic(headers(empty), Buffer.from("{}"))).toBe(true);
  });
  it.each([-301, 301])("is refused %i seconds away from its timestamp", (seconds) => {
    now = new Date((Number(TIMESTAMP) + seconds) * 1000);
    expect(gateway.isAuthentic(headers(SIGNATURE), Buffer.from(BODY))).toBe(false);
  });
  it("is over the timestamp too", () => {
    expect(gateway.isAuthentic(headers(SIGNATURE, "1772439300"), Buffer.from(BODY))).toBe(false);
    expect(gateway.isAuthentic({}, Buffer.from(BODY))).toBe(false);
  });
  it("the event is read", () => {
    expect(gateway.readWebhook(Buffer.from(BODY))).toMatchObject({
      event: "charge.success",
      dedupeKey: "evt_0123456789abcdef01234567",
      report: {
        kind: "charge",
        reference: "gift-0001",
        status: "succeeded",
        requestedAmount: 250_000n,
        fee: 7_250n,
        modeMatches: true,
      },
    });
  });
  it("what is kept in the open holds no personal data", () => {
    const { report } = gateway.readWebhook(Buffer.from(BODY));
    expect(JSON.stringify(report.data)).not.toContain("wanjiru");
  });
});

describe("calls to the sandbox", () => {
  it("a charge answers with its page", async () => {
    fake.on("POST /charges", { status: 201, body: pending });
    expect(await gateway.initialise(charge)).toMatchObject({
      kind: "done",
      value: { checkoutUrl: pending.checkoutUrl },
    });
    expect(fake.requests[0]).toMatchObject({
      authorization: "Bearer sk_sandbox_2f6c1d",
      body: { reference: "pay-1", amount: 1000 },
    });
  });
  it("a reference that is there already is found, with its page", async () => {
    fake.on("POST /charges", error(409, "duplicate_reference"));
    fake.on("GET /charges/pay-1", { body: pending });
    expect(await gateway.initialise(charge)).toMatchObject({
      kind: "done",
      value: { checkoutUrl: pending.checkoutUrl },
    });
  });
  it.each([
    ["a cut connection", { hangUp: true }],
    ["silence", { silent: true }],
    ["a 500", error(500, "internal_error")],
    ["a proxy's 404", { status: 404, body: "<html></html>" }],
  ])("%s is unknown", async (_name, answer) => {
    fake.on("POST /charges", answer);
    expect(await gateway.initialise(charge)).toMatchObject({ kind: "unknown" });
  });
  it("a refusal is one", async () => {
    fake.on("POST /charges", error(422, "not_permitted"));
    expect(await gateway.initialise(charge)).toMatchObject({ kind: "refused", code: "not_permitted" });
  });
  it("what was never heard of is null", async () => {
    fake.on("GET /charges/pay-1", error(404, "not_found"));
    expect(await gateway.verifyCharge("pay-1")).toEqual({ kind: "done", value: null });
  });
  it("a charge of another mode is told", async () => {
    fake.on("GET /charges/pay-1", { body: { ...pending, domain: "live", status: "success" } });
    expect(await gateway.verifyCharge("pay-1")).toMatchObject({ value: { status: "succeeded", modeMatches: false } });
  });
  it("a payout sent twice under one reference is one payout", async () => {
    const payout = { id: "po_1", reference: "payout-1", status: "success", amount: 5, currency: "KES" };
    fake.on("POST /payouts", error(409, "duplicate_reference"));
    fake.on("GET /payouts/payout-1", { body: payout });
    const destination = { name: "Otieno", accountNumber: "0123456789", bankCode: "063" };
    const sent = await gateway.payout({ reference: "payout-1", amount: 5n, currency: "KES", destination, reason: "" });
    expect(sent).toMatchObject({ kind: "done", value: { status: "succeeded" } });
  });
});
