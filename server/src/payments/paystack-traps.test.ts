import { createHmac } from "node:crypto";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Gateway, PayoutRequest } from "./gateway.ts";
import { createPaystackGateway } from "./paystack-gateway.ts";
import { type FakeProvider, startFakeProvider } from "./testing/fake-provider.ts";

const KEY = "sk_test_traps";
const REFERENCE = "pay-0190a5b0-7a4e-7c31-8d5e-0123456789ab";
const PAYOUT_REFERENCE = "payout-0190a5b0-7a4e-7c31-8d5e-0123456789ab";

let fake: FakeProvider;
let gateway: Gateway;

beforeEach(async () => {
  fake = await startFakeProvider();
  gateway = createPaystackGateway({
    baseUrl: fake.baseUrl,
    mode: "test",
    secretKey: KEY,
    webhookSecrets: [KEY],
    timeoutMs: 300,
    now: () => new Date("2026-03-02T08:00:00Z"),
  });
});

afterEach(() => fake.close());

const charge = {
  reference: REFERENCE,
  amount: 250_000n,
  currency: "KES",
  email: "wanjiru@example.org",
  returnUrl: "https://app.example.org/pay/1",
  metadata: { payment: "1" },
};

const payout: PayoutRequest = {
  reference: PAYOUT_REFERENCE,
  amount: 150_000n,
  currency: "NGN",
  destination: { name: "Otieno Roofing", accountNumber: "0001234567", bankCode: "058" },
  reason: "Roof, first part",
};

function chargeData(changes: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    id: 4099260516,
    domain: "test",
    status: "success",
    reference: REFERENCE,
    amount: 250_000,
    requested_amount: 250_000,
    fees: 7_250,
    currency: "KES",
    paid_at: "2026-03-02T08:15:07.000Z",
    metadata: {},
    ...changes,
  };
}

function transferData(changes: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    id: 1,
    transfer_code: "TRF_1",
    status: "success",
    reference: PAYOUT_REFERENCE,
    amount: 150_000,
    currency: "NGN",
    recipient: 28,
    ...changes,
  };
}

const understood = (data: unknown) => ({ body: { status: true, message: "ok", data } });
const refused = (status: number, message: string, code?: string) => ({
  status,
  body: { status: false, message, ...(code ? { code } : {}) },
});
const verifyRoute = `GET /transaction/verify/${REFERENCE}`;
const recipient = () => fake.on("POST /transferrecipient", { status: 201, ...understood({ recipient_code: "RCP_1" }) });

describe("trap 1: crediting on the top-level status or on the browser's return", () => {
  it.each([
    ["abandoned", "pending"],
    ["ongoing", "pending"],
    ["queued", "pending"],
    ["a-value-of-next-year", "pending"],
    ["failed", "failed"],
    ["reversed", "reversed"],
    ["success", "succeeded"],
  ])("status true with data.status %s is %s", async (status, expected) => {
    fake.on(verifyRoute, understood(chargeData({ status })));
    expect(await gateway.verifyCharge(REFERENCE)).toMatchObject({ kind: "done", value: { status: expected } });
  });
  it("a charge.success whose data says otherwise is not a success", () => {
    const body = Buffer.from(JSON.stringify({ event: "charge.success", data: chargeData({ status: "ongoing" }) }));
    expect(gateway.readWebhook(body).report).toMatchObject({ status: "pending" });
  });
});

describe("trap 2: comparing amount rather than requested_amount, currency and domain", () => {
  it("hands on all four, with the fee that was passed on", async () => {
    fake.on(
      verifyRoute,
      understood(chargeData({ amount: "40333", requested_amount: 30050, fees: 10283, currency: "NGN" })),
    );
    const report = await gateway.verifyCharge(REFERENCE);
    expect(report).toMatchObject({
      value: { requestedAmount: 30_050n, paidAmount: 40_333n, fee: 10_283n, currency: "NGN", modeMatches: true },
    });
  });
  it("tells a charge of the other mode", async () => {
    fake.on(verifyRoute, understood(chargeData({ domain: "live" })));
    expect(await gateway.verifyCharge(REFERENCE)).toMatchObject({ value: { modeMatches: false } });
  });
  it.each([null, "", 0, {}, '{"a":1}', []])("does not stumble over metadata %j", async (metadata) => {
    fake.on(verifyRoute, understood(chargeData({ metadata })));
    expect(await gateway.verifyCharge(REFERENCE)).toMatchObject({ kind: "done" });
  });
  it("a fractional amount is unreadable, never rounded", async () => {
    fake.on(verifyRoute, understood(chargeData({ amount: 250000.5 })));
    expect(await gateway.verifyCharge(REFERENCE)).toEqual({ kind: "unknown", reason: "answer_unreadable" });
  });
});

describe("trap 3: two alphabets of references", () => {
  it("a transaction's reference takes no underscore, and nothing is sent", async () => {
    expect(await gateway.initialise({ ...charge, reference: "pay_1234567890" })).toMatchObject({
      kind: "refused",
      code: "invalid_reference",
    });
    expect(fake.requests).toHaveLength(0);
  });
  it.each(["short", "PAYOUT-0190A5B0-7A4E", "payout.0190a5b0.7a4e", "p".repeat(51)])(
    "a transfer's does not take %s",
    async (reference) => {
      expect(await gateway.payout({ ...payout, reference })).toMatchObject({
        kind: "refused",
        code: "invalid_reference",
      });
      expect(fake.requests).toHaveLength(0);
    },
  );
  it("sends ours", async () => {
    fake.on(
      "POST /transaction/initialize",
      understood({ authorization_url: "https://checkout.paystack.com/abc", reference: REFERENCE }),
    );
    expect(await gateway.initialise(charge)).toMatchObject({
      kind: "done",
      value: { checkoutUrl: "https://checkout.paystack.com/abc" },
    });
    expect(fake.requests[0]).toMatchObject({
      authorization: `Bearer ${KEY}`,
      body: {
        email: "wanjiru@example.org",
        amount: 250000,
        currency: "KES",
        reference: REFERENCE,
        callback_url: charge.returnUrl,
      },
    });
  });
  it("a duplicate is read as taken before, and verified", async () => {
    fake.on("POST /transaction/initialize", refused(400, "Duplicate Transaction Reference", "duplicate_reference"));
    fake.on(verifyRoute, understood(chargeData({ status: "abandoned" })));
    expect(await gateway.initialise(charge)).toMatchObject({ kind: "done", value: { checkoutUrl: null } });
  });
});

describe("trap 4: a signature over the body written anew", () => {
  it("verifies the bytes as they came, 1.00 and escapes included", () => {
    const body = Buffer.from('{ "event": "charge.success", "data": { "amount": 1.00, "name": "\\u00e9 \\/" } }\n');
    const sign = (bytes: Buffer) => createHmac("sha512", KEY).update(bytes).digest("hex");
    expect(gateway.isAuthentic({ "x-paystack-signature": sign(body) }, body)).toBe(true);
    const again = Buffer.from(JSON.stringify(JSON.parse(body.toString())));
    expect(gateway.isAuthentic({ "x-paystack-signature": sign(again) }, body)).toBe(false);
  });
});

describe("trap 5: taking transfer.success as the end", () => {
  it("a reversal is a report of its own", async () => {
    fake.on(`GET /transfer/verify/${PAYOUT_REFERENCE}`, understood(transferData({ status: "reversed" })));
    expect(await gateway.verifyPayout(PAYOUT_REFERENCE)).toMatchObject({ value: { status: "reversed" } });
  });
  it.each([
    ["pending", "pending"],
    ["received", "pending"],
    ["abandoned", "failed"],
    ["blocked", "failed"],
    ["rejected", "failed"],
  ])("%s is %s", async (status, expected) => {
    fake.on(`GET /transfer/verify/${PAYOUT_REFERENCE}`, understood(transferData({ status })));
    expect(await gateway.verifyPayout(PAYOUT_REFERENCE)).toMatchObject({ value: { status: expected } });
  });
});

describe("trap 6: the one-time password is left on", () => {
  it("a payout in otp asks for a person", async () => {
    recipient();
    fake.on("POST /transfer", { ...understood(transferData({ status: "otp" })) });
    expect(await gateway.payout(payout)).toMatchObject({
      kind: "done",
      value: { status: "needs_attention", data: { status: "otp" } },
    });
  });
});

describe("trap 7: a new reference after a time-out pays twice", () => {
  it.each([
    ["no answer", { silent: true }],
    ["a cut connection", { hangUp: true }],
    ["a 5xx", { status: 502, body: "<html>Bad gateway</html>" }],
    ["a page instead of JSON", { status: 200, body: "<html></html>" }],
    ["a redirect", { status: 302, headers: { location: "https://example.org/" } }],
    ["too many requests", refused(429, "slow down")],
  ])("%s is unknown", async (_name, answer) => {
    recipient();
    fake.on("POST /transfer", answer);
    expect(await gateway.payout(payout)).toMatchObject({ kind: "unknown" });
    expect(fake.requests.filter((request) => request.path === "/transfer")).toHaveLength(1);
  });
  it("the same reference, sent again after it was taken, answers with the transfer that exists", async () => {
    recipient();
    fake.on(
      "POST /transfer",
      refused(400, "Please provide a unique reference. Reference already exists on a transfer"),
    );
    fake.on(`GET /transfer/verify/${PAYOUT_REFERENCE}`, understood(transferData()));
    expect(await gateway.payout(payout)).toMatchObject({
      kind: "done",
      value: { status: "succeeded", reference: PAYOUT_REFERENCE },
    });
  });
  it("a refused question after a duplicate concludes nothing", async () => {
    recipient();
    fake.on("POST /transfer", refused(400, "Duplicate reference"));
    fake.on(`GET /transfer/verify/${PAYOUT_REFERENCE}`, refused(401, "Invalid key"));
    expect(await gateway.payout(payout)).toMatchObject({ kind: "unknown" });
  });
  it("too little balance is refused: nothing was paid", async () => {
    recipient();
    fake.on("POST /transfer", refused(400, "Your balance is not enough to fulfill this request"));
    expect(await gateway.payout(payout)).toMatchObject({ kind: "refused", code: "insufficient_balance" });
  });
});

describe("trap 8: ids beyond 32 bits", () => {
  it("stay exact, beyond 2^53 too", async () => {
    const text = JSON.stringify({ status: true, data: chargeData() }).replace("4099260516", "90071992547409931");
    fake.on(verifyRoute, { body: text });
    expect(await gateway.verifyCharge(REFERENCE)).toMatchObject({ value: { providerId: "90071992547409931" } });
  });
});

describe("trap 9: 404 on duplicates", () => {
  it("a 404 to a POST never says that nothing exists", async () => {
    recipient();
    fake.on("POST /transfer", refused(404, "Duplicate reference(s) found", "unknown"));
    fake.on(`GET /transfer/verify/${PAYOUT_REFERENCE}`, understood(transferData({ status: "pending" })));
    expect(await gateway.payout(payout)).toMatchObject({ kind: "done", value: { status: "pending" } });
  });
  it("a 404 to a question does, when Paystack says it", async () => {
    fake.on(`GET /transfer/verify/${PAYOUT_REFERENCE}`, refused(404, "Transfer not found", "transfer_not_found"));
    expect(await gateway.verifyPayout(PAYOUT_REFERENCE)).toEqual({ kind: "done", value: null });
  });
  it("a 404 of anybody else does not", async () => {
    fake.on(`GET /transfer/verify/${PAYOUT_REFERENCE}`, { status: 404, body: { error: "no such route" } });
    expect(await gateway.verifyPayout(PAYOUT_REFERENCE)).toEqual({ kind: "unknown", reason: "http_404" });
  });
});

describe("trap 10: recipient is a number, an object or a code", () => {
  it.each([28, { recipient_code: "RCP_1", details: {} }, "RCP_1", null])("recipient %j is not read", (value) => {
    const body = Buffer.from(JSON.stringify({ event: "transfer.success", data: transferData({ recipient: value }) }));
    expect(gateway.readWebhook(body).report).toMatchObject({ kind: "payout", status: "succeeded" });
  });
  it("requests name the code, and account numbers keep their zeros", async () => {
    recipient();
    fake.on("POST /transfer", understood(transferData()));
    await gateway.payout(payout);
    expect(fake.requests[0]?.body).toMatchObject({ type: "nuban", account_number: "0001234567", bank_code: "058" });
    expect(fake.requests[1]?.body).toMatchObject({
      recipient: "RCP_1",
      amount: 150000,
      reference: PAYOUT_REFERENCE,
      source: "balance",
    });
  });
});

describe("an answer about something else", () => {
  it("tells nothing about ours", async () => {
    fake.on(verifyRoute, understood(chargeData({ reference: "another-reference" })));
    expect(await gateway.verifyCharge(REFERENCE)).toEqual({ kind: "unknown", reason: "answer_for_another" });
  });
});
