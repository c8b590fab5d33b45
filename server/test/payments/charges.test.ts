import { sql } from "kysely";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { waitForCheckout } from "../../src/payments/index.ts";
import { reprocessWebhook } from "../../src/payments/reprocess-webhook.ts";
import { chargeData, createPaymentsServer, eventBody, type PaymentsServer } from "./payments-server.ts";

let server: PaymentsServer;
beforeEach(async () => {
  server = await createPaymentsServer();
});
afterEach(() => server.stop());

const success = (reference: string, amount: number, changes: Record<string, unknown> = {}) =>
  eventBody("charge.success", chargeData(reference, amount, changes));

async function deliver(body: string): Promise<void> {
  expect(await server.hook(body)).toBe(200);
  await server.runJobs();
}

const answer = (data: unknown) => ({ body: { status: true, data } });
const notFound = {
  status: 404,
  body: { status: false, message: "Transaction reference not found", code: "transaction_not_found" },
};

describe("beginning a payment", () => {
  it("asks the provider after the commit, with the payer's page to come back to", async () => {
    const payment = await server.begin(1_000n);
    expect(await server.payment(payment.id)).toMatchObject({
      status: "pending",
      checkout_url: "https://checkout.example/1",
    });
    expect(server.fake.requests[0]?.body).toMatchObject({
      email: "wanjiru@example.org",
      amount: 1000,
      reference: `pay-${payment.id}`,
      callback_url: `http://127.0.0.1:4400/pay/${payment.id}`,
    });
  });
  it("that the provider refuses fails, and its product is told", async () => {
    server.fake.on("POST /transaction/initialize", {
      status: 400,
      body: { status: false, message: "Currency not supported", code: "unsupported_currency" },
    });
    const payment = await server.startOnly(1_000n);
    await server.runJobs();
    expect(await server.payment(payment.id)).toMatchObject({
      status: "failed",
      failure_reason: "unsupported_currency",
    });
    expect(server.purpose.told).toEqual(["not paid"]);
  });
  it("without an answer is begun again by the reconciler, under the same reference", async () => {
    server.fake.on("POST /transaction/initialize", { hangUp: true });
    const payment = await server.startOnly(1_000n);
    await server.runJobs();
    expect((await server.payment(payment.id)).status).toBe("preparing");
    server.fake.on("POST /transaction/initialize", answer({ authorization_url: "https://checkout.example/2" }));
    await server.reconcile();
    expect((await server.payment(payment.id)).status).toBe("preparing");
    server.clock.advance({ seconds: 31 });
    await server.reconcile();
    expect(await server.payment(payment.id)).toMatchObject({
      status: "pending",
      checkout_url: "https://checkout.example/2",
    });
    expect(new Set(server.fake.requests.map((request) => request.body?.["reference"]))).toEqual(
      new Set([payment.reference]),
    );
  });
  it("whose page was lost ends, and money that comes all the same is found", async () => {
    server.fake.on("POST /transaction/initialize", { hangUp: true });
    const payment = await server.startOnly(1_000n);
    await server.runJobs();
    server.fake.on("POST /transaction/initialize", {
      status: 400,
      body: { status: false, message: "Duplicate Transaction Reference" },
    });
    server.fake.on(
      `GET /transaction/verify/${payment.reference}`,
      answer(chargeData(payment.reference, 1_000, { status: "abandoned" })),
    );
    server.clock.advance({ seconds: 31 });
    await server.reconcile();
    expect(await server.payment(payment.id)).toMatchObject({ status: "failed", failure_reason: "checkout_lost" });
    server.fake.on(`GET /transaction/verify/${payment.reference}`, answer(chargeData(payment.reference, 1_000)));
    server.clock.advance({ minutes: 5 });
    await server.reconcile();
    expect(server.purpose.told).toEqual(["not paid", "paid 1000 fee 100"]);
  });
  it("is waited for at the edge, and answers with the page", async () => {
    const data = { authorization_url: "https://checkout.example/1" };
    server.fake.on("POST /transaction/initialize", answer(data));
    const payment = await server.startOnly(1_000n);
    const ids = { communityId: server.communityId, paymentId: payment.id };
    const waiting = waitForCheckout(server.services, ids, 20_000);
    await server.runJobs();
    expect(await waiting).toMatchObject({ status: "pending", checkoutUrl: "https://checkout.example/1" });
    expect(await waitForCheckout(server.services, ids, 20_000)).toMatchObject({ status: "pending" });
  });
  it("that answers with an address which is no web page fails", async () => {
    server.fake.on("POST /transaction/initialize", answer({ authorization_url: "javascript:alert(1)" }));
    const payment = await server.startOnly(1_000n);
    await server.runJobs();
    expect(await server.payment(payment.id)).toMatchObject({ status: "failed", checkout_url: null });
  });
  it("in a currency that the provider does not take is refused", async () => {
    await expect(server.startOnly(1_000n, "USD")).rejects.toMatchObject({ code: "currency_not_supported" });
    await expect(server.startOnly(0n)).rejects.toMatchObject({ code: "amount_out_of_range" });
  });
});

describe("reports out of order", () => {
  it("a webhook before the answer to the beginning is booked, and the answer is late", async () => {
    const payment = await server.startOnly(1_000n);
    let hooked: Promise<number> | undefined;
    server.fake.on("POST /transaction/initialize", () => {
      hooked = server.hook(success(payment.reference, 1_000));
      return answer({ authorization_url: "https://checkout.example/1" });
    });
    await server.runJobs();
    expect(await hooked).toBe(200);
    await server.runJobs();
    expect(await server.payment(payment.id)).toMatchObject({ status: "succeeded" });
    expect(server.purpose.told).toEqual(["paid 1000 fee 100"]);
    expect(await server.breaches()).toEqual([]);
  });
  it("a webhook processed while the payment is still preparing wins over a later refusal", async () => {
    const payment = await server.startOnly(1_000n);
    await server.hook(success(payment.reference, 1_000));
    server.fake.on("POST /transaction/initialize", { status: 400, body: { status: false, message: "no", code: "no" } });
    await server.runJobs();
    await server.runJobs();
    expect(await server.payment(payment.id)).toMatchObject({ status: "succeeded" });
    expect(await server.balances()).toEqual({ "clearing KES": 900n, "goal KES": 900n });
  });
  it("a dispute that comes before its charge has the charge asked about first", async () => {
    const payment = await server.begin(1_000n);
    const charge = chargeData(payment.reference, 1_000);
    server.fake.on(`GET /transaction/verify/${payment.reference}`, answer(charge));
    await deliver(
      eventBody("charge.dispute.create", {
        id: 5,
        status: "awaiting-merchant-feedback",
        currency: "KES",
        transaction: charge,
      }),
    );
    await deliver(eventBody("charge.success", charge));
    await deliver(
      eventBody("charge.dispute.resolve", {
        id: 5,
        status: "resolved",
        resolution: "merchant-accepted",
        refund_amount: 400,
        currency: "KES",
        transaction: charge,
      }),
    );
    expect(server.purpose.told).toEqual(["paid 1000 fee 100", "dispute opened 1000", "dispute lost 400"]);
    expect(await server.balances()).toEqual({ "clearing KES": 500n, "goal KES": 500n });
    expect(await server.breaches()).toEqual([]);
  });
  it("a charge that the provider reversed is lost once, whatever dispute tells it too", async () => {
    const payment = await server.begin(1_000n);
    const charge = chargeData(payment.reference, 1_000);
    await deliver(eventBody("charge.success", charge));
    await deliver(eventBody("charge.success", { ...charge, id: "9", status: "reversed" }));
    await deliver(
      eventBody("charge.dispute.resolve", {
        id: 5,
        status: "resolved",
        resolution: "merchant-accepted",
        currency: "KES",
        transaction: charge,
      }),
    );
    expect(server.purpose.told).toEqual(["paid 1000 fee 100", "dispute lost 1000"]);
    expect((await server.payment(payment.id)).status).toBe("reversed");
    expect(await server.breaches()).toEqual([]);
  });
  it("a charge that is reversed after a part of it was lost is lost as to the rest", async () => {
    const payment = await server.begin(1_000n);
    const charge = chargeData(payment.reference, 1_000);
    await deliver(eventBody("charge.success", charge));
    const lost = { id: 5, status: "resolved", resolution: "merchant-accepted", currency: "KES", refund_amount: 400 };
    await deliver(eventBody("charge.dispute.resolve", { ...lost, transaction: charge }));
    await deliver(eventBody("charge.success", { ...charge, id: "9", status: "reversed" }));
    expect(server.purpose.told).toEqual(["paid 1000 fee 100", "dispute lost 400"]);
    expect(await server.unmatched()).toMatchObject([{ reason: "unknown_dispute", direction: "out", amount: 600n }]);
    expect(await server.breaches()).toEqual([]);
  });
  it("a charge that was refunded and is then called reversed is lost no second time", async () => {
    const payment = await server.begin(1_000n);
    const charge = chargeData(payment.reference, 1_000);
    await deliver(eventBody("charge.success", charge));
    await server.refund(payment.id, 1_000n);
    await deliver(eventBody("charge.success", { ...charge, status: "reversed" }));
    expect(server.purpose.told).toEqual(["paid 1000 fee 100"]);
    expect(await server.unmatched()).toEqual([]);
  });
});

describe("money without a home", () => {
  it.each([
    ["an unknown reference", "unknown_reference", { reference: "somebody-elses-1" }, "KES", "pending"],
    ["another amount", "wrong_amount", { requested_amount: 999, amount: 999 }, "KES", "failed"],
    ["less than asked", "wrong_amount", { amount: 900 }, "KES", "failed"],
    ["another currency", "wrong_currency", { currency: "NGN" }, "NGN", "failed"],
  ])("%s: held on suspense once, seen by the operator", async (_name, reason, changes, currency, status) => {
    const payment = await server.begin(1_000n);
    const data = chargeData(payment.reference, 1_000, changes);
    await deliver(eventBody("charge.success", data));
    const [event] = await server.events();
    for (let time = 0; time < 2; time++) {
      await server.inside((ctx) => reprocessWebhook(ctx, event?.id ?? ""));
      await server.runJobs();
    }
    const amount = BigInt(Number(data["amount"]));
    expect(await server.unmatched()).toMatchObject([
      { reason, amount, currency, booked: true, status: "open", webhook_event_id: event?.id },
    ]);
    expect(await server.balances()).toEqual({
      [`clearing ${currency}`]: amount - 100n,
      [`suspense ${currency}`]: amount,
      [`expense/provider-fees ${currency}`]: 100n,
    });
    expect((await server.payment(payment.id)).status).toBe(status);
    expect(server.purpose.told).toEqual(status === "failed" ? ["not paid"] : []);
    expect(await server.breaches()).toEqual([]);
  });
  it("a charge of the other mode is shown and not booked, and the payment stays open", async () => {
    const payment = await server.begin(1_000n);
    await deliver(success(payment.reference, 1_000, { domain: "live" }));
    expect(await server.unmatched()).toMatchObject([{ reason: "wrong_mode", booked: false }]);
    expect(await server.balances()).toEqual({});
    await deliver(success(payment.reference, 1_000));
    expect(server.purpose.told).toEqual(["paid 1000 fee 100"]);
  });
  it("a currency that nobody knows is shown and not booked", async () => {
    await deliver(success("somebody-elses-1", 1_000, { currency: "QQQ" }));
    expect(await server.unmatched()).toMatchObject([{ reason: "unknown_reference", booked: false, currency: "QQQ" }]);
  });
  it("what is above amount and fee is held, the rest is the product's", async () => {
    const payment = await server.begin(1_000n);
    await deliver(success(payment.reference, 1_000, { amount: 1_300 }));
    expect(server.purpose.told).toEqual(["paid 1000 fee 0"]);
    expect(await server.balances()).toEqual({ "clearing KES": 1_200n, "goal KES": 1_000n, "suspense KES": 200n });
    expect(await server.unmatched()).toMatchObject([{ reason: "overpaid", amount: 200n }]);
    expect(await server.breaches()).toEqual([]);
  });
  it("a second charge under a paid reference is held", async () => {
    const payment = await server.begin(1_000n);
    await deliver(success(payment.reference, 1_000));
    await deliver(success(payment.reference, 1_000));
    expect(server.purpose.told).toEqual(["paid 1000 fee 100"]);
    expect(await server.unmatched()).toMatchObject([
      { reason: "second_charge", amount: 1_000n, payment_id: payment.id },
    ]);
    expect(await server.breaches()).toEqual([]);
  });
  it("finds its home when its payment becomes known, and leaves suspense", async () => {
    const payment = await server.begin(1_000n);
    const body = success("came-too-early-1", 1_000);
    await deliver(body);
    await sql`update payments.payment set reference = 'came-too-early-1' where id = ${payment.id}`.execute(
      server.database.owner,
    );
    const [event] = await server.events();
    await server.inside((ctx) => reprocessWebhook(ctx, event?.id ?? ""));
    await server.runJobs();
    expect(await server.unmatched()).toMatchObject([{ status: "resolved", resolution: "matched" }]);
    expect(await server.balances()).toEqual({ "clearing KES": 900n, "goal KES": 900n });
    expect(await server.breaches()).toEqual([]);
  });
});

describe("the reconciler", () => {
  it("finds a payment whose webhook was lost", async () => {
    const payment = await server.begin(1_000n);
    server.fake.on(`GET /transaction/verify/${payment.reference}`, answer(chargeData(payment.reference, 1_000)));
    await server.reconcile();
    expect(server.purpose.told).toEqual([]);
    server.clock.advance({ seconds: 31 });
    await server.reconcile();
    expect(server.purpose.told).toEqual(["paid 1000 fee 100"]);
    expect(await server.breaches()).toEqual([]);
  });
  it("books once when the webhook comes at the same time", async () => {
    const payment = await server.begin(1_000n);
    const charge = chargeData(payment.reference, 1_000);
    server.fake.on(`GET /transaction/verify/${payment.reference}`, answer(charge));
    server.clock.advance({ seconds: 31 });
    await server.hook(eventBody("charge.success", charge));
    await server.reconcile();
    expect(server.purpose.told).toEqual(["paid 1000 fee 100"]);
  });
  it("comes back for an event whose job died with its process", async () => {
    const payment = await server.begin(1_000n);
    await server.hook(success(payment.reference, 1_000));
    await server.dispatcher.drain();
    await sql`delete from graphile_worker._private_jobs`.execute(server.database.owner);
    server.clock.advance({ seconds: 20 });
    await server.reconcile();
    expect(server.purpose.told).toEqual([]);
    server.fake.on(`GET /transaction/verify/${payment.reference}`, { hangUp: true });
    server.clock.advance({ minutes: 2 });
    await server.reconcile();
    expect(server.purpose.told).toEqual(["paid 1000 fee 100"]);
    expect((await server.events()).map((event) => event.status)).toEqual(["processed"]);
  });
  it("asks less and less often, and an unanswered question changes nothing", async () => {
    const payment = await server.begin(1_000n);
    server.fake.on(`GET /transaction/verify/${payment.reference}`, { status: 500, body: "" });
    for (let minute = 0; minute < 30; minute++) {
      server.clock.advance({ minutes: 1 });
      await server.reconcile();
    }
    const asked = server.fake.requests.filter((request) => request.path.includes("verify"));
    expect(asked.length).toBe(3);
    expect((await server.payment(payment.id)).status).toBe("pending");
  });
  it("ends a payment that nobody paid, and still takes money that comes late", async () => {
    const payment = await server.begin(1_000n);
    server.fake.on(
      `GET /transaction/verify/${payment.reference}`,
      answer(chargeData(payment.reference, 1_000, { status: "abandoned" })),
    );
    server.clock.advance({ hours: 23 });
    await server.reconcile();
    expect((await server.payment(payment.id)).status).toBe("pending");
    server.clock.advance({ hours: 2 });
    await server.reconcile();
    expect((await server.payment(payment.id)).status).toBe("expired");
    server.fake.on(`GET /transaction/verify/${payment.reference}`, answer(chargeData(payment.reference, 1_000)));
    server.clock.advance({ days: 2 });
    await server.reconcile();
    expect(server.purpose.told).toEqual(["not paid", "paid 1000 fee 100"]);
    expect(await server.breaches()).toEqual([]);
  });
  it("ends a payment that the provider never heard of", async () => {
    server.fake.on("POST /transaction/initialize", { hangUp: true });
    const payment = await server.startOnly(1_000n);
    await server.runJobs();
    server.fake.on(`GET /transaction/verify/${payment.reference}`, notFound);
    server.clock.advance({ hours: 25 });
    await server.reconcile();
    expect((await server.payment(payment.id)).status).toBe("expired");
    for (let day = 0; day < 9; day++) {
      server.clock.advance({ days: 1, minutes: 1 });
      await server.reconcile();
    }
    expect((await server.payment(payment.id)).next_check_at).toBeNull();
    expect(server.purpose.told).toEqual(["not paid"]);
  });
});
