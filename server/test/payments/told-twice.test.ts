import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { reprocessWebhook } from "../../src/payments/reprocess-webhook.ts";
import { chargeData, createPaymentsServer, eventBody, type PaymentsServer } from "./payments-server.ts";

let server: PaymentsServer;
let gift: { id: string; reference: string; purpose_id: string };

beforeEach(async () => {
  server = await createPaymentsServer();
  gift = await server.begin(10_000n);
});
afterEach(() => server.stop());

const answer = (data: unknown) => ({ body: { status: true, data } });
const charge = (changes: Record<string, unknown> = {}) =>
  chargeData(gift.reference, 10_000, { id: 5, fees: 0, ...changes });

async function deliver(event: string, data: Record<string, unknown>): Promise<void> {
  expect(await server.hook(eventBody(event, data))).toBe(200);
  await server.runJobs();
}

/** An operator has the newest event acted on again. */
async function again(): Promise<void> {
  const last = (await server.events()).at(-1);
  await server.inside((ctx) => reprocessWebhook(ctx, last?.id ?? ""));
  await server.runJobs();
}

const refund = (id: number, amount: number) => ({
  id,
  status: "processed",
  transaction_reference: gift.reference,
  refund_reference: null,
  amount: String(amount),
  currency: "KES",
  domain: "test",
});
const dispute = (id: number, amount: number) => ({
  id,
  refund_amount: amount,
  currency: "KES",
  status: "resolved",
  resolution: "merchant-accepted",
  domain: "test",
  transaction: { id: 1, reference: gift.reference, amount: 10_000, currency: "KES" },
});

describe("money that left without a home, and finds it when its event is acted on again, is booked once", () => {
  it("a payout", async () => {
    await deliver("charge.success", charge());
    server.fake.on("POST /transferrecipient", answer({ recipient_code: "RCP_1" }));
    server.fake.on("POST /transfer", { status: 400, body: { status: false, message: "no", code: "x" } });
    const payout = await server.payout(gift.purpose_id, 4_000n);
    await server.runJobs();
    server.purpose.homeless = true;
    const { reference } = payout;
    const transfer = { id: 7, transfer_code: "TRF_1", reference, status: "success", amount: 4_000, currency: "KES" };
    await deliver("transfer.success", transfer);
    expect(await server.balances()).toEqual({ "clearing KES": 6_000n, "goal KES": 10_000n, "suspense KES": -4_000n });
    server.purpose.homeless = false;
    await again();
    expect(await server.balances()).toEqual({ "clearing KES": 6_000n, "goal KES": 6_000n });
    expect(await server.unmatched()).toMatchObject([{ status: "resolved", resolution: "matched" }]);
    expect(await server.breaches()).toEqual([]);
  });

  it("a refund that was made at the provider's own pages and then asked for here", async () => {
    await deliver("charge.success", charge());
    await deliver("refund.processed", refund(1, 3_000));
    await server.refund(gift.id, 3_000n);
    await again();
    expect(await server.balances()).toEqual({ "clearing KES": 7_000n, "goal KES": 7_000n });
    expect(await server.breaches()).toEqual([]);
  });

  it("a dispute of a charge that was not known to be paid", async () => {
    server.fake.on(`GET /transaction/verify/${gift.reference}`, answer(charge({ status: "ongoing" })));
    await deliver("charge.dispute.resolve", dispute(1, 4_000));
    expect(await server.balances()).toEqual({ "clearing KES": -4_000n, "suspense KES": -4_000n });
    expect(await server.hook(eventBody("charge.success", charge()))).toBe(200);
    await server.runJobs();
    const [first] = await server.events();
    await server.inside((ctx) => reprocessWebhook(ctx, first?.id ?? ""));
    await server.runJobs();
    expect(await server.balances()).toEqual({ "clearing KES": 6_000n, "goal KES": 6_000n });
    expect(await server.breaches()).toEqual([]);
  });
});

describe("a charge that came and went before anybody heard of it books nothing", () => {
  beforeEach(() => server.fake.on(`GET /transaction/verify/${gift.reference}`, answer(charge({ status: "reversed" }))));

  it.each([
    ["its refund", "refund.processed", () => refund(1, 10_000)],
    ["its dispute", "charge.dispute.resolve", () => dispute(1, 10_000)],
  ])("when %s is told first, and its success last", async (_what, event, data) => {
    await deliver(event, data());
    await deliver("charge.success", charge());
    expect((await server.payment(gift.id)).status).toBe("reversed");
    expect(await server.unmatched()).toEqual([]);
    expect(await server.balances()).toEqual({});
    expect(server.purpose.told).toEqual(["not paid"]);
    expect(await server.breaches()).toEqual([]);
  });
});

it("a second dispute of one charge takes money too: it is without a home, and is not dropped", async () => {
  await deliver("charge.success", charge());
  await deliver("charge.dispute.resolve", dispute(1, 3_000));
  await deliver("charge.dispute.remind", dispute(1, 3_000));
  await deliver("charge.dispute.resolve", dispute(2, 2_000));
  await again();
  expect(server.purpose.told).toEqual(["paid 10000 fee 0", "dispute lost 3000"]);
  expect(await server.unmatched()).toMatchObject([{ reason: "unknown_dispute", amount: 2_000n, payment_id: gift.id }]);
  expect(await server.balances()).toEqual({ "clearing KES": 5_000n, "goal KES": 7_000n, "suspense KES": -2_000n });
  expect(await server.breaches()).toEqual([]);
});
