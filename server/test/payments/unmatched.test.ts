import { sql } from "kysely";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { reprocessWebhook } from "../../src/payments/reprocess-webhook.ts";
import { resolveUnmatched } from "../../src/payments/resolve-unmatched.ts";
import type { Resolution } from "../../src/payments/unmatched.ts";
import { chargeData, createPaymentsServer, eventBody, type PaymentsServer } from "./payments-server.ts";

let server: PaymentsServer;
beforeEach(async () => {
  server = await createPaymentsServer();
});
afterEach(() => server.stop());

async function deliver(body: string): Promise<void> {
  expect(await server.hook(body)).toBe(200);
  await server.runJobs();
}

const charge = (reference: string, amount: number, changes: Record<string, unknown> = {}) =>
  eventBody("charge.success", chargeData(reference, amount, changes));

let refunds = 500;
const refund = (reference: string, amount: number) =>
  eventBody("refund.processed", {
    id: ++refunds,
    status: "processed",
    transaction_reference: reference,
    refund_reference: null,
    amount: String(amount),
    currency: "KES",
    domain: "test",
  });

async function resolve(resolution: Resolution, index = 0): Promise<void> {
  const rows = await server.unmatched();
  const unmatchedId = rows[index]?.id ?? "";
  await server.inside((ctx) => resolveUnmatched(ctx, { unmatchedId, resolution, note: " Spoke with the payer " }));
}

const kinds = async () =>
  (await server.database.owner.selectFrom("ledger.transaction").select("kind").orderBy("id").execute()).map(
    ({ kind }) => kind,
  );

describe("money in without a home", () => {
  beforeEach(() => deliver(charge("nobodys-1", 1_000)));

  it("that was sent back leaves suspense and the provider, which kept its fee", async () => {
    expect(await server.balances()).toEqual({
      "clearing KES": 900n,
      "expense/provider-fees KES": 100n,
      "suspense KES": 1_000n,
    });
    await resolve("returned");
    expect(await server.unmatched()).toMatchObject([
      { status: "resolved", resolution: "returned", note: "Spoke with the payer", resolved_at: expect.any(Date) },
    ]);
    expect(await server.balances()).toEqual({ "clearing KES": -100n, "expense/provider-fees KES": 100n });
    expect(await server.breaches()).toEqual([]);
  });
  it("that stays is other income", async () => {
    await resolve("written_off");
    expect(await server.balances()).toEqual({
      "clearing KES": 900n,
      "expense/provider-fees KES": 100n,
      "revenue/other-income KES": 1_000n,
    });
    expect(await server.breaches()).toEqual([]);
  });
  it("is resolved once, however often the same is said, and not otherwise afterwards", async () => {
    await resolve("returned");
    await resolve("returned");
    expect(await kinds()).toEqual(["unmatched_in", "unmatched_returned"]);
    await expect(resolve("written_off")).rejects.toMatchObject({ code: "unmatched_is_resolved", status: 409 });
    expect(await server.breaches()).toEqual([]);
  });
  it("is resolved once by two at the same time", async () => {
    const both = await Promise.allSettled([resolve("returned"), resolve("written_off")]);
    expect(both.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect(await kinds()).toHaveLength(2);
    expect(await server.breaches()).toEqual([]);
  });
  it.each(["recovered", "closed"] as const)("cannot be %s", async (resolution) => {
    await expect(resolve(resolution)).rejects.toMatchObject({ code: "resolution_not_fitting" });
    expect(await kinds()).toEqual(["unmatched_in"]);
  });
});

describe("money out without a home", () => {
  beforeEach(() => deliver(refund("nobodys-2", 700)));

  it("that came back leaves suspense", async () => {
    expect(await server.balances()).toEqual({ "clearing KES": -700n, "suspense KES": -700n });
    await resolve("recovered");
    expect(await server.balances()).toEqual({});
    expect(await server.breaches()).toEqual([]);
  });
  it("that is lost is a loss", async () => {
    await resolve("written_off");
    expect(await server.balances()).toEqual({ "clearing KES": -700n, "expense/losses KES": 700n });
    expect(await server.breaches()).toEqual([]);
  });
});

it("money of another mode is closed, and books nothing", async () => {
  await deliver(charge("nobodys-3", 1_000, { domain: "live" }));
  await expect(resolve("written_off")).rejects.toMatchObject({ code: "resolution_not_fitting" });
  await resolve("closed");
  expect(await server.unmatched()).toMatchObject([{ resolution: "closed", booked: false }]);
  expect(await kinds()).toEqual([]);
  expect(await server.breaches()).toEqual([]);
});

describe("what the provider tells of money that was sent back at its own pages", () => {
  it("resolves the row, whatever nobody said by hand", async () => {
    await deliver(charge("nobodys-4", 1_000));
    await deliver(refund("nobodys-4", 1_000));
    const [held, back] = await server.unmatched();
    expect(held).toMatchObject({ resolution: "returned", resolved_by: null, note: null, counterpart_id: back?.id });
    expect(back).toMatchObject({ resolution: "matched", booked: false, counterpart_id: held?.id });
    expect(await server.balances()).toEqual({ "clearing KES": -100n, "expense/provider-fees KES": 100n });
    expect(await server.breaches()).toEqual([]);
  });
  it("confirms what was said by hand, and books it no second time", async () => {
    await deliver(charge("nobodys-4", 1_000));
    await resolve("returned");
    await deliver(refund("nobodys-4", 1_000));
    expect(await kinds()).toEqual(["unmatched_in", "unmatched_returned"]);
    expect(await server.unmatched()).toMatchObject([{ note: "Spoke with the payer" }, { resolution: "matched" }]);
    expect(await server.breaches()).toEqual([]);
  });
  it("of a second time, another amount, or after a write-off, is a row of its own", async () => {
    await deliver(charge("nobodys-4", 1_000));
    await deliver(refund("nobodys-4", 999));
    await deliver(refund("nobodys-4", 1_000));
    await deliver(refund("nobodys-4", 1_000));
    await deliver(charge("nobodys-5", 50));
    await resolve("written_off", 4);
    await deliver(refund("nobodys-5", 50));
    const rows = await server.unmatched();
    expect(rows.map(({ direction, amount, resolution }) => `${direction} ${amount} ${resolution ?? "open"}`)).toEqual([
      "in 1000 returned",
      "out 999 open",
      "out 1000 matched",
      "out 1000 open",
      "in 50 written_off",
      "out 50 open",
    ]);
    expect(await server.breaches()).toEqual([]);
  });
});

describe("a home that is found after somebody resolved the row by hand", () => {
  const home = async (resolution: Resolution) => {
    const payment = await server.begin(1_000n);
    await deliver(charge("came-too-early-1", 1_000));
    await resolve(resolution);
    await sql`update payments.payment set reference = 'came-too-early-1' where id = ${payment.id}`.execute(
      server.database.owner,
    );
    const [event] = await server.events();
    await server.inside((ctx) => reprocessWebhook(ctx, event?.id ?? ""));
    await server.runJobs();
    return payment;
  };

  it("takes a write-off back, and the product books the money", async () => {
    await home("written_off");
    expect(server.purpose.told).toEqual(["paid 1000 fee 100"]);
    expect(await server.unmatched()).toMatchObject([{ resolution: "matched", note: "Spoke with the payer" }]);
    expect(await server.balances()).toEqual({ "clearing KES": 900n, "goal KES": 900n });
    expect(await server.breaches()).toEqual([]);
  });
  it("gets nothing when the money was sent back: the payment counts as reversed", async () => {
    const payment = await home("returned");
    expect(server.purpose.told).toEqual(["not paid"]);
    expect((await server.payment(payment.id)).status).toBe("reversed");
    expect(await server.unmatched()).toMatchObject([{ resolution: "returned" }]);
    expect(await server.balances()).toEqual({ "clearing KES": -100n, "expense/provider-fees KES": 100n });
    expect(server.logLines.join("\n")).toContain("money that was sent back has found its home");
    expect(await server.breaches()).toEqual([]);
  });
});
