import { readFileSync } from "node:fs";
import { sql } from "kysely";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { reprocessWebhook } from "../../src/payments/reprocess-webhook.ts";
import { chargeData, createPaymentsServer, eventBody, type PaymentsServer, sign } from "./payments-server.ts";

interface Vector {
  id: string;
  request: { headers: Record<string, string>; raw_body: string };
  valid: boolean;
  expected: { outcome: string; reference?: string; currency?: string; credit_minor?: number; amount_minor?: number };
}

const file = new URL("../vectors/paystack.json", import.meta.url);
const { vectors } = JSON.parse(readFileSync(file, "utf8")) as { vectors: Vector[] };

let server: PaymentsServer;
beforeEach(async () => {
  server = await createPaymentsServer();
});
afterEach(() => server.stop());

/** Gives a row the reference that a vector names. */
async function rename(table: "payment" | "payout", id: string, reference: string): Promise<void> {
  await sql`update ${sql.table(`payments.${table}`)} set reference = ${reference} where id = ${id}`.execute(
    server.database.owner,
  );
}

describe("the Paystack vectors, against the server", () => {
  it("valid ones are taken and book the right entries, once", async () => {
    const gift = await server.begin(250_000n);
    await rename("payment", gift.id, "ctb-01HZX5W8");
    const passedOn = await server.begin(30_050n, "NGN");
    await rename("payment", passedOn.id, "ctb-fee-01");
    const paidOut = await server.payout(passedOn.purpose_id, 150_000n, "NGN");
    await rename("payout", paidOut.id, "payout-01hzx6k2m3n4");
    const failing = await server.payout(passedOn.purpose_id, 200_000n, "NGN");
    await rename("payout", failing.id, "payout-01hzx6k2m3n5");
    for (const id of [paidOut.id, failing.id]) await server.pretendSent("payout", id);
    const order = [
      "charge-success",
      "charge-success-duplicate",
      "charge-fee-on-customer",
      "transfer-success",
      "transfer-failed",
      "transfer-reversed",
    ];
    for (const name of order) {
      const vector = vectors.find((one) => one.id.startsWith(`paystack-${name}`));
      if (!vector) throw new Error(name);
      expect(
        await server.hook(vector.request.raw_body, vector.request.headers["x-paystack-signature"] ?? null),
        vector.id,
      ).toBe(200);
      await server.runJobs();
    }
    const refund = await server.refund(gift.id, 50_000n);
    await server.pretendSent("refund", refund.id);
    const refunded = vectors.find((one) => one.id === "paystack-refund-processed-string-amount");
    expect(
      await server.hook(refunded?.request.raw_body ?? "", refunded?.request.headers["x-paystack-signature"] ?? null),
    ).toBe(200);
    await server.runJobs();

    expect(server.purpose.told).toEqual([
      "paid 250000 fee 7250",
      "paid 30050 fee 0",
      "payout succeeded 150000",
      "payout failed 200000",
      "refund processed 50000",
    ]);
    expect(await server.balances()).toMatchObject({ "clearing KES": 192_750n, "clearing NGN": 30_050n - 150_000n });
    expect((await server.payoutRow(failing.id)).status).toBe("reversed");
    expect(await server.unmatched()).toEqual([]);
    expect(await server.breaches()).toEqual([]);
    expect((await server.events()).map((event) => [event.event, event.status, event.deliveries])).toContainEqual([
      "charge.success",
      "processed",
      2,
    ]);
  });

  it("tampered ones get 401, book nothing, and are kept for the operator", async () => {
    const gift = await server.begin(250_000n);
    await rename("payment", gift.id, "ctb-01HZX5W8");
    for (const vector of vectors.filter((one) => !one.valid)) {
      expect(
        await server.hook(vector.request.raw_body, vector.request.headers["x-paystack-signature"] ?? null),
        vector.id,
      ).toBe(401);
    }
    await server.runJobs();
    expect(await server.balances()).toEqual({});
    const kept = await server.events();
    expect(kept.map((event) => [event.status, event.signature_valid])).toEqual([
      ["rejected", false],
      ["rejected", false],
      ["rejected", false],
    ]);
    const first = kept[0];
    if (!first) throw new Error("nothing kept");
    await expect(server.inside((ctx) => reprocessWebhook(ctx, first.id))).rejects.toMatchObject({
      code: "webhook_not_authentic",
      status: 409,
    });
  });
});

describe("a webhook", () => {
  it("that comes 200 times at once books once", async () => {
    const gift = await server.begin(1_000n);
    const body = eventBody("charge.success", chargeData(gift.reference, 1_000));
    const answers = await Promise.all(Array.from({ length: 200 }, () => server.hook(body)));
    expect(new Set(answers)).toEqual(new Set([200]));
    await server.runJobs();
    expect(await server.balances()).toEqual({ "clearing KES": 900n, "goal KES": 900n });
    const events = await server.events();
    expect(events.map((event) => [event.status, event.deliveries])).toEqual([["processed", 200]]);
    expect(server.purpose.told).toEqual(["paid 1000 fee 100"]);
    expect(await server.breaches()).toEqual([]);
  });

  it("that is kept again under another event of the same charge books nothing more", async () => {
    const gift = await server.begin(1_000n);
    const data = chargeData(gift.reference, 1_000);
    await Promise.all(["charge.success", "charge.success "].map((event) => server.hook(eventBody(event, data))));
    await server.hook(JSON.stringify({ event: "charge.success", data, again: true }));
    await server.runJobs();
    expect(server.purpose.told).toEqual(["paid 1000 fee 100"]);
  });

  it("is kept sealed, and its personal data stands nowhere in the open", async () => {
    const gift = await server.begin(1_000n);
    await server.hook(eventBody("charge.success", chargeData(gift.reference, 1_000)));
    await server.runJobs();
    const rows = JSON.stringify([await server.events(), await server.payment(gift.id)], (_key, value: unknown) =>
      typeof value === "bigint" ? value.toString() : value,
    );
    expect(rows).not.toContain("wanjiru");
    expect(server.logLines.join("\n")).not.toContain("wanjiru");
    expect(server.logLines.join("\n")).not.toContain("sk_test_");
  });

  it("that cannot be read gets 400 and is seen by the operator", async () => {
    for (const body of ["not json", "{}", '{"event":"charge.success","data":{"reference":"r1"}}'])
      expect(await server.hook(body)).toBe(400);
    await server.runJobs();
    expect((await server.events()).map((event) => event.status)).toEqual(["failed", "failed", "failed"]);
  });

  it("for a provider that is not there gets 404, one that is too large 413", async () => {
    for (const id of ["nonsense", "0190a5b0-7a4e-7c31-8d5e-0123456789ab"]) {
      expect((await server.inject({ method: "POST", url: `/v1/hooks/${id}`, payload: "{}" })).statusCode).toBe(404);
    }
    expect(await server.hook(`{"a":"${"x".repeat(70_000)}"}`)).toBe(413);
  });

  it("of an event that means nothing to us is ignored", async () => {
    expect(await server.hook(eventBody("subscription.create", { id: 1 }))).toBe(200);
    await server.runJobs();
    expect((await server.events()).map((event) => event.status)).toEqual(["ignored"]);
  });

  it("that the product cannot take is rolled back whole, and booked once when it is acted on again", async () => {
    const gift = await server.begin(1_000n);
    server.purpose.failNext = true;
    await server.hook(eventBody("charge.success", chargeData(gift.reference, 1_000)));
    await server.runJobs();
    const [failed] = await server.events();
    expect(failed).toMatchObject({ status: "failed", error: "the product failed" });
    expect((await server.payment(gift.id)).status).toBe("pending");
    expect(await server.balances()).toEqual({});

    for (let time = 0; time < 3; time++) {
      await server.inside((ctx) => reprocessWebhook(ctx, failed?.id ?? ""));
      await server.runJobs();
    }
    expect((await server.events()).map((event) => event.status)).toEqual(["ignored"]);
    expect(server.purpose.told).toEqual(["paid 1000 fee 100"]);
    expect(await server.balances()).toEqual({ "clearing KES": 900n, "goal KES": 900n });
    expect(await server.breaches()).toEqual([]);
  });

  it("without a valid signature is kept a thousand times a day and no more, each body once", async () => {
    await sql`insert into payments.rejection_tally values (${server.communityId}, ${server.providerId}, ${server.clock.now().toISOString().slice(0, 10)}, 998)`.execute(
      server.database.owner,
    );
    for (let n = 0; n < 5; n++) expect(await server.hook(`{"n":${n}}`, sign("x"))).toBe(401);
    for (let n = 0; n < 5; n++) expect(await server.hook('{"n":0}', sign("x"))).toBe(401);
    expect((await server.events()).map((event) => event.deliveries)).toEqual([6, 1]);
    server.clock.advance({ days: 1 });
    expect(await server.hook('{"n":9}', sign("x"))).toBe(401);
    expect(await server.events()).toHaveLength(3);
  });
});
