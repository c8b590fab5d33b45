import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { chargeData, createPaymentsServer, eventBody, type PaymentsServer } from "./payments-server.ts";

let server: PaymentsServer;
let gift: { id: string; reference: string; purpose_id: string };
let chargeId: unknown;

beforeEach(async () => {
  server = await createPaymentsServer();
  gift = await server.begin(10_000n);
  const data = chargeData(gift.reference, 10_000, { fees: 0 });
  chargeId = data["id"];
  await deliver(eventBody("charge.success", data));
  server.purpose.told.length = 0;
  server.fake.requests.length = 0;
});
afterEach(() => server.stop());

async function deliver(body: string): Promise<void> {
  expect(await server.hook(body)).toBe(200);
  await server.runJobs();
}

const answer = (data: unknown) => ({ body: { status: true, data } });
const refused = (status: number, message: string, code = "x") => ({ status, body: { status: false, message, code } });
const sent = (path: string) =>
  server.fake.requests.filter((request) => request.method === "POST" && request.path === path);

async function later(seconds: number): Promise<void> {
  server.clock.advance({ seconds });
  await server.reconcile();
}

describe("a payout", () => {
  let n = 100;
  const transfer = (reference: string, status: string, changes: Record<string, unknown> = {}) => ({
    id: ++n,
    transfer_code: "TRF_1",
    reference,
    status,
    amount: 4_000,
    currency: "KES",
    domain: "test",
    recipient: 28,
    ...changes,
  });
  const verify = (reference: string) => `GET /transfer/verify/${reference}`;
  beforeEach(() => server.fake.on("POST /transferrecipient", answer({ recipient_code: "RCP_1" })));

  it("is sent, succeeds, and is reversed days later", async () => {
    server.fake.on("POST /transfer", (request) => answer(transfer(String(request.body?.["reference"]), "pending")));
    const payout = await server.payout(gift.purpose_id, 4_000n);
    await server.runJobs();
    expect((await server.payoutRow(payout.id)).status).toBe("pending");
    await deliver(eventBody("transfer.success", transfer(payout.reference, "success")));
    expect(await server.balances()).toEqual({ "clearing KES": 6_000n, "goal KES": 6_000n });
    await deliver(eventBody("transfer.reversed", transfer(payout.reference, "reversed")));
    expect(server.purpose.told).toEqual(["payout succeeded 4000", "payout reversed 4000"]);
    expect(await server.balances()).toEqual({ "clearing KES": 10_000n, "goal KES": 10_000n });
    expect(await server.breaches()).toEqual([]);
  });
  it("whose answer was lost after it was accepted is never paid twice", async () => {
    server.fake.on("POST /transfer", { hangUp: true });
    const payout = await server.payout(gift.purpose_id, 4_000n);
    await server.runJobs();
    expect((await server.payoutRow(payout.id)).status).toBe("preparing");
    server.fake.on(verify(payout.reference), answer(transfer(payout.reference, "success")));
    await later(31);
    expect(sent("/transfer")).toHaveLength(1);
    expect(server.purpose.told).toEqual(["payout succeeded 4000"]);
  });
  it("of which the provider has not heard is sent again under the same reference", async () => {
    server.fake.on("POST /transfer", { status: 500, body: "" });
    const payout = await server.payout(gift.purpose_id, 4_000n);
    await server.runJobs();
    server.fake.on(verify(payout.reference), refused(404, "Transfer not found", "transfer_not_found"));
    server.fake.on("POST /transfer", answer(transfer(payout.reference, "success")));
    await later(31);
    expect(sent("/transfer").map((request) => request.body?.["reference"])).toEqual([
      payout.reference,
      payout.reference,
    ]);
    expect(server.purpose.told).toEqual(["payout succeeded 4000"]);
  });
  it("is not ended by a question that is refused", async () => {
    server.fake.on("POST /transfer", { hangUp: true });
    const payout = await server.payout(gift.purpose_id, 4_000n);
    await server.runJobs();
    server.fake.on(verify(payout.reference), refused(401, "Invalid key"));
    await later(31);
    expect((await server.payoutRow(payout.id)).status).toBe("preparing");
    expect(sent("/transfer")).toHaveLength(1);
    expect(server.purpose.told).toEqual([]);
  });
  it("that is refused fails, and its product is told", async () => {
    server.fake.on("POST /transfer", refused(400, "Your balance is not enough to fulfill this request"));
    const payout = await server.payout(gift.purpose_id, 4_000n);
    await server.runJobs();
    expect(await server.payoutRow(payout.id)).toMatchObject({
      status: "failed",
      failure_reason: "insufficient_balance",
      next_check_at: null,
    });
    expect(server.purpose.told).toEqual(["payout failed 4000"]);
  });
  it("that waits for a one-time password is seen, and goes on after it", async () => {
    server.fake.on("POST /transfer", (request) => answer(transfer(String(request.body?.["reference"]), "otp")));
    const payout = await server.payout(gift.purpose_id, 4_000n);
    await server.runJobs();
    expect(await server.payoutRow(payout.id)).toMatchObject({ status: "needs_attention", failure_reason: "otp" });
    await deliver(eventBody("transfer.success", transfer(payout.reference, "success")));
    expect(server.purpose.told).toEqual(["payout succeeded 4000"]);
  });
  it("whose reversal comes first ends as failed, and the late success changes nothing", async () => {
    server.fake.on("POST /transfer", (request) => answer(transfer(String(request.body?.["reference"]), "pending")));
    const payout = await server.payout(gift.purpose_id, 4_000n);
    await server.runJobs();
    await deliver(eventBody("transfer.reversed", transfer(payout.reference, "reversed")));
    await deliver(eventBody("transfer.success", transfer(payout.reference, "success")));
    expect(server.purpose.told).toEqual(["payout failed 4000"]);
    expect(await server.unmatched()).toEqual([]);
    expect(await server.breaches()).toEqual([]);
  });
  it("whose reversal was told to nobody is found within a week", async () => {
    server.fake.on("POST /transfer", (request) => answer(transfer(String(request.body?.["reference"]), "success")));
    const payout = await server.payout(gift.purpose_id, 4_000n);
    await server.runJobs();
    server.fake.on(verify(payout.reference), answer(transfer(payout.reference, "reversed")));
    await later(86_401);
    expect(server.purpose.told).toEqual(["payout succeeded 4000", "payout reversed 4000"]);
  });
  it("that had been given up and arrives all the same is its product's", async () => {
    server.fake.on("POST /transfer", refused(400, "no"));
    const payout = await server.payout(gift.purpose_id, 4_000n);
    await server.runJobs();
    await deliver(eventBody("transfer.success", transfer(payout.reference, "success")));
    expect(server.purpose.told).toEqual(["payout failed 4000", "payout succeeded 4000"]);
    expect(await server.unmatched()).toEqual([]);
    expect(await server.balances()).toEqual({ "clearing KES": 6_000n, "goal KES": 6_000n });
    expect(await server.breaches()).toEqual([]);
  });
  it("that arrives when its product needs it no more is money without a home, until it comes back", async () => {
    server.fake.on("POST /transfer", refused(400, "no"));
    const payout = await server.payout(gift.purpose_id, 4_000n);
    await server.runJobs();
    server.purpose.homeless = true;
    await deliver(eventBody("transfer.success", transfer(payout.reference, "success", { id: 7 })));
    await deliver(eventBody("transfer.success", transfer("payout-of-somebody", "success", { amount: 50 })));
    expect(await server.unmatched()).toMatchObject([
      { reason: "late_payout", direction: "out", amount: 4_000n },
      { reason: "unknown_payout", direction: "out", amount: 50n },
    ]);
    expect(await server.balances()).toEqual({ "clearing KES": 5_950n, "goal KES": 10_000n, "suspense KES": -4_050n });
    expect(await server.breaches()).toEqual([]);
    await deliver(eventBody("transfer.reversed", transfer(payout.reference, "reversed", { id: 7 })));
    const open = (await server.unmatched()).filter(({ status }) => status === "open");
    expect(open).toMatchObject([{ reason: "unknown_payout", amount: 50n }]);
    expect(await server.balances()).toEqual({ "clearing KES": 9_950n, "goal KES": 10_000n, "suspense KES": -50n });
    expect(server.purpose.told).toEqual(["payout failed 4000", "payout succeeded 4000"]);
    expect(await server.breaches()).toEqual([]);
  });
  it("hides the account, but for its last digits", async () => {
    const payout = await server.payout(gift.purpose_id, 4_000n);
    const row = await server.payoutRow(payout.id);
    expect(row.destination_hint).toBe("…5678");
    expect(row.destination).not.toContain("0712345678");
  });
});

describe("a refund", () => {
  let n = 900;
  const refund = (status: string, changes: Record<string, unknown> = {}) => ({
    id: ++n,
    status,
    transaction_reference: gift.reference,
    refund_reference: null,
    amount: "3000",
    currency: "KES",
    domain: "test",
    ...changes,
  });

  it("is sent once, and its product is told when it is processed", async () => {
    server.fake.on("POST /refund", answer({ ...refund("pending"), id: 1 }));
    const made = await server.refund(gift.id, 3_000n);
    await server.runJobs();
    expect(await server.refundRow(made.id)).toMatchObject({ status: "pending", provider_reference: "1" });
    for (const status of ["processing", "processed", "processing", "pending"])
      await deliver(eventBody(`refund.${status}`, { ...refund(status), id: 1 }));
    expect(server.purpose.told).toEqual(["refund processed 3000"]);
    expect(await server.balances()).toEqual({ "clearing KES": 7_000n, "goal KES": 7_000n });
    expect(sent("/refund")).toHaveLength(1);
    expect(await server.breaches()).toEqual([]);
  });
  it("that failed and is processed after all is its product's, or without a home where it needs it no more", async () => {
    server.fake.on("POST /refund", answer({ ...refund("pending"), id: 1 }));
    await server.refund(gift.id, 3_000n);
    await server.runJobs();
    await deliver(eventBody("refund.failed", refund("failed", { id: 1 })));
    server.purpose.homeless = true;
    await deliver(eventBody("refund.processed", refund("processed", { id: 1 })));
    expect(await server.unmatched()).toMatchObject([{ reason: "late_refund", direction: "out", amount: 3_000n }]);
    expect(await server.breaches()).toEqual([]);
    server.fake.on("POST /refund", answer({ ...refund("pending", { amount: "2000" }), id: 2 }));
    await server.refund(gift.id, 2_000n);
    await server.runJobs();
    server.purpose.homeless = false;
    await deliver(eventBody("refund.failed", refund("failed", { id: 2, amount: "2000" })));
    await deliver(eventBody("refund.processed", refund("processed", { id: 2, amount: "2000" })));
    expect(server.purpose.told.slice(-2)).toEqual(["refund failed 2000", "refund processed 2000"]);
    expect(await server.unmatched()).toHaveLength(1);
    expect(await server.breaches()).toEqual([]);
  });
  it("that fails leaves the money, and its product is told", async () => {
    server.fake.on("POST /refund", answer({ ...refund("pending"), id: 1 }));
    const made = await server.refund(gift.id, 3_000n);
    await server.runJobs();
    await deliver(eventBody("refund.needs-attention", { ...refund("needs-attention"), id: 1 }));
    expect((await server.refundRow(made.id)).status).toBe("needs_attention");
    await deliver(eventBody("refund.failed", { ...refund("failed"), id: 1 }));
    expect(server.purpose.told).toEqual(["refund failed 3000"]);
    expect(await server.balances()).toEqual({ "clearing KES": 10_000n, "goal KES": 10_000n });
  });
  it("that is refused fails", async () => {
    server.fake.on("POST /refund", refused(400, "Transaction has been fully reversed"));
    const made = await server.refund(gift.id, 3_000n);
    await server.runJobs();
    expect((await server.refundRow(made.id)).status).toBe("failed");
    expect(server.purpose.told).toEqual(["refund failed 3000"]);
  });
  it("whose answer was lost is looked for before anything is sent again", async () => {
    server.fake.on("POST /refund", { hangUp: true });
    const made = await server.refund(gift.id, 3_000n);
    await server.runJobs();
    server.fake.on(
      "GET /refund",
      answer([
        {
          id: 77,
          transaction: chargeId,
          status: "processed",
          amount: 3_000,
          currency: "KES",
          merchant_note: `Commonpurse ${made.reference}`,
        },
      ]),
    );
    await later(31);
    expect(sent("/refund")).toHaveLength(1);
    expect(server.purpose.told).toEqual(["refund processed 3000"]);
  });
  it("that is not listed is sent again, minutes later", async () => {
    server.fake.on("POST /refund", { hangUp: true });
    await server.refund(gift.id, 3_000n);
    await server.runJobs();
    server.fake.on("GET /refund", answer([]));
    await later(31);
    expect(sent("/refund")).toHaveLength(1);
    server.fake.on("POST /refund", answer(refund("processed")));
    await later(121);
    expect(sent("/refund")).toHaveLength(2);
    expect(server.purpose.told).toEqual(["refund processed 3000"]);
  });
  it("that left the provider twice is once ours and once money without a home", async () => {
    server.fake.on("POST /refund", { hangUp: true });
    const made = await server.refund(gift.id, 3_000n);
    await server.runJobs();
    const note = { merchant_note: `Commonpurse ${made.reference}` };
    await deliver(eventBody("refund.processed", { ...refund("processed"), id: 1, ...note }));
    await deliver(eventBody("refund.processed", { ...refund("processed"), id: 2, ...note }));
    expect(server.purpose.told).toEqual(["refund processed 3000"]);
    expect(await server.unmatched()).toMatchObject([{ reason: "unknown_refund", direction: "out", amount: 3_000n }]);
    expect(await server.balances()).toEqual({ "clearing KES": 4_000n, "goal KES": 7_000n, "suspense KES": -3_000n });
    expect(await server.breaches()).toEqual([]);
  });
  it("made at the provider's own pages is money without a home", async () => {
    await deliver(eventBody("refund.processed", refund("processed", { amount: 200 })));
    expect(await server.unmatched()).toMatchObject([
      { reason: "unknown_refund", direction: "out", amount: 200n, payment_id: gift.id },
    ]);
    expect(await server.balances()).toEqual({ "clearing KES": 9_800n, "goal KES": 10_000n, "suspense KES": -200n });
    expect(await server.breaches()).toEqual([]);
  });
  it("never exceeds what was paid, however many are asked for at once", async () => {
    const asked = await Promise.allSettled(Array.from({ length: 5 }, () => server.refund(gift.id, 3_000n)));
    expect(asked.filter((one) => one.status === "fulfilled")).toHaveLength(3);
    const [refusal] = asked.filter((one) => one.status === "rejected");
    expect(refusal?.reason).toMatchObject({ code: "refund_exceeds_payment" });
  });
  it("of a payment that nobody paid is refused", async () => {
    const unpaid = await server.begin(500n);
    await expect(server.refund(unpaid.id, 1n)).rejects.toMatchObject({ code: "payment_not_refundable" });
  });
});
