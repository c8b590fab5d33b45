import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Gateway, RefundRequest } from "./gateway.ts";
import { createPaystackGateway } from "./paystack-gateway.ts";
import { type FakeProvider, startFakeProvider } from "./testing/fake-provider.ts";

let fake: FakeProvider;
let gateway: Gateway;

beforeEach(async () => {
  fake = await startFakeProvider();
  const secretKey = "sk_test_refunds";
  gateway = createPaystackGateway({
    baseUrl: fake.baseUrl,
    mode: "test",
    secretKey,
    webhookSecrets: [secretKey],
    timeoutMs: 300,
    now: () => new Date(0),
  });
});

afterEach(() => fake.close());

const request: RefundRequest = {
  reference: "refund-0190a5b0-7a4e-7c31-8d5e-0123456789ab",
  chargeReference: "pay-1",
  chargeProviderId: "4099260516",
  requestedAt: new Date("2026-03-02T08:00:00Z"),
  amount: 50_000n,
  currency: "KES",
};

const mine = {
  id: 7,
  transaction: 4099260516,
  status: "processing",
  amount: 50_000,
  currency: "KES",
  merchant_note: `Commonpurse ${request.reference}`,
};
const list = (...items: unknown[]) => ({ body: { status: true, message: "Refunds retrieved", data: items } });

describe("Paystack refunds, which have no idempotency key", () => {
  it("carry our reference in the merchant's note", async () => {
    fake.on("POST /refund", {
      body: { status: true, data: { ...mine, status: "pending", transaction: { reference: "pay-1" } } },
    });
    expect(await gateway.refund(request)).toMatchObject({
      kind: "done",
      value: { status: "pending", reference: request.reference, providerId: "7" },
    });
    expect(fake.requests[0]?.body).toMatchObject({
      transaction: "pay-1",
      amount: 50000,
      merchant_note: `Commonpurse ${request.reference}`,
    });
  });
  it("are looked for in the list before anything is repeated", async () => {
    fake.on("GET /refund", list({ ...mine, id: 6, merchant_note: "Commonpurse refund-of-another" }, mine));
    expect(await gateway.verifyRefund(request)).toMatchObject({
      kind: "done",
      value: { providerId: "7", status: "pending" },
    });
    expect(fake.requests[0]?.path).toContain("from=2026-03-01");
  });
  it("of another charge are not ours", async () => {
    fake.on("GET /refund", list({ ...mine, transaction: 1 }));
    expect(await gateway.verifyRefund(request)).toEqual({ kind: "done", value: null });
  });
  it("of the same charge and amount without a note count as ours: better to wait than to pay twice", async () => {
    fake.on("GET /refund", list({ ...mine, merchant_note: "Overpaid" }));
    expect(await gateway.verifyRefund(request)).toMatchObject({ kind: "done", value: { providerId: "7" } });
  });
  it("are looked for on every page", async () => {
    const others = Array.from({ length: 100 }, (_, id) => ({ ...mine, id, transaction: 1 }));
    fake.on("GET /refund", (seen) => (seen.path.endsWith("page=1") ? list(...others) : list(mine)));
    expect(await gateway.verifyRefund(request)).toMatchObject({ value: { providerId: "7" } });
  });
  it("are unknown when the list is not answered", async () => {
    fake.on("GET /refund", { hangUp: true });
    expect(await gateway.verifyRefund(request)).toMatchObject({ kind: "unknown" });
  });
  it.each([
    ["refund.pending", "pending"],
    ["refund.processing", "pending"],
    ["refund.processed", "processed"],
    ["refund.failed", "failed"],
    ["refund.needs-attention", "needs_attention"],
  ])("%s is read as %s", (event, expected) => {
    const status = event.slice("refund.".length);
    const data = {
      id: "7",
      status,
      transaction_reference: "pay-1",
      refund_reference: null,
      amount: "50000",
      currency: "KES",
      merchant_note: mine.merchant_note,
    };
    const report = gateway.readWebhook(Buffer.from(JSON.stringify({ event, data }))).report;
    expect(report).toMatchObject({
      kind: "refund",
      status: expected,
      chargeReference: "pay-1",
      reference: request.reference,
      amount: 50_000n,
    });
  });
});

describe("Paystack disputes", () => {
  const data = {
    id: 99,
    status: "resolved",
    refund_amount: 50_000,
    currency: "KES",
    transaction: { reference: "pay-1", amount: 250_000, currency: "KES" },
  };
  it.each([
    ["charge.dispute.create", { status: "awaiting-merchant-feedback", refund_amount: null }, "opened", 250_000n],
    ["charge.dispute.remind", { status: "pending", refund_amount: null }, "opened", 250_000n],
    ["charge.dispute.resolve", { resolution: "merchant-accepted" }, "lost", 50_000n],
    ["charge.dispute.resolve", { resolution: "declined" }, "won", 50_000n],
    ["charge.dispute.resolve", { resolution: "a-new-word" }, "opened", 50_000n],
  ])("%s %j is %s", (event, changes, status, amount) => {
    const report = gateway.readWebhook(Buffer.from(JSON.stringify({ event, data: { ...data, ...changes } }))).report;
    expect(report).toMatchObject({ kind: "dispute", chargeReference: "pay-1", status, amount });
  });
});
