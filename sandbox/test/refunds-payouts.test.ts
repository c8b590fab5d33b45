import { describe, expect, test } from "vitest";
import { booksOf, codeOf, openShop, startBench } from "./kit.ts";

describe("refunds", () => {
  test("pending, reserved, processed", async () => {
    const shop = await openShop(await startBench());
    await shop.paidCharge("gift-0001", 100_000);
    const started = await shop.refund("refund-0001", "gift-0001", 40_000);
    expect([started.status, started.body]).toMatchObject([
      201,
      {
        reference: "refund-0001",
        charge: "gift-0001",
        domain: "test",
        status: "pending",
        amount: 40_000,
        currency: "KES",
        failureReason: null,
        createdAt: "2026-03-02T08:00:00.000Z",
        settledAt: null,
      },
    ]);
    expect(await booksOf(shop)).toMatchObject({ balance: 97_100, reserved: 40_000, available: 57_100 });
    const again = await shop.refund("refund-0001", "gift-0001", 1);
    expect([again.status, codeOf(again)]).toEqual([409, "duplicate_reference"]);
    expect((await shop.get("/charges/gift-0001")).body).toMatchObject({ refundedAmount: 0 });
    await shop.advance(2);
    expect((await shop.get("/refunds/refund-0001")).body).toMatchObject({
      status: "processed",
      settledAt: "2026-03-02T08:00:02.000Z",
    });
    expect((await shop.get("/charges/gift-0001")).body).toMatchObject({ status: "success", refundedAmount: 40_000 });
    expect(await booksOf(shop)).toMatchObject({ refunded: 40_000, balance: 57_100, reserved: 0 });
  });

  test("never more than the charge, disputes counted; a failed one is free again", async () => {
    const shop = await openShop(await startBench());
    await shop.charge("idle-0001", 1_000);
    expect(codeOf(await shop.refund("refund-0000", "idle-0001", 1))).toBe("charge_not_refundable");
    expect((await shop.refund("refund-0000", "none-0001", 1)).status).toBe(404);
    await shop.paidCharge("gift-0001", 1_000);
    expect(codeOf(await shop.refund("refund-0001", "gift-0001", 1_001))).toBe("refund_exceeds_charge");
    expect((await shop.refund("refund-0001", "gift-0001", 700)).status).toBe(201);
    expect(codeOf(await shop.refund("refund-0002", "gift-0001", 301))).toBe("refund_exceeds_charge");
    await shop.post("/control/refunds/refund-0001/settlement", { outcome: "failed" });
    expect((await shop.get("/refunds/refund-0001")).body).toMatchObject({
      status: "failed",
      failureReason: "refund_failed",
    });
    await shop.post("/control/charges/gift-0001/dispute", { amount: 400 });
    expect(codeOf(await shop.refund("refund-0002", "gift-0001", 601))).toBe("refund_exceeds_charge");
    expect((await shop.refund("refund-0002", "gift-0001", 600)).status).toBe(201);
    expect(
      codeOf(
        await shop.post("/refunds", { reference: "refund-0003", charge: "gift-0001", amount: 1, currency: "NGN" }),
      ),
    ).toBe("invalid_request");
  });

  test("may go below zero: fees do not come back", async () => {
    const shop = await openShop(await startBench());
    await shop.paidCharge("gift-0001", 100_000);
    await shop.refund("refund-0001", "gift-0001", 100_000);
    await shop.flush({ early: true });
    expect(await booksOf(shop)).toMatchObject({
      balance: -2_900,
      available: -2_900,
      counts: { charges: 1, refunds: 1, payouts: 0 },
    });
  });

  test("every move from every state", async () => {
    const shop = await openShop(await startBench());
    await shop.paidCharge("gift-0001", 10_000);
    for (const first of ["processed", "failed"]) {
      for (const second of ["processed", "failed"]) {
        const path = `/control/refunds/refund-${first}-${second}/settlement`;
        await shop.refund(`refund-${first}-${second}`, "gift-0001", 10);
        expect((await shop.post(path, { outcome: first })).body.status).toBe(first);
        expect(codeOf(await shop.post(path, { outcome: second }))).toBe("invalid_state");
      }
    }
  });
});

describe("payouts", () => {
  test("reserve at once, succeed, and may come back", async () => {
    const shop = await openShop(await startBench());
    await shop.paidCharge("gift-0001", 100_000);
    const started = await shop.payout("payout-0001", 97_000);
    expect([started.status, started.body]).toMatchObject([
      201,
      {
        reference: "payout-0001",
        domain: "test",
        status: "pending",
        amount: 97_000,
        currency: "KES",
        reason: "Roof",
        failureReason: null,
        destination: { name: "Otieno Roofing", accountNumber: "0123456789", bankCode: "063" },
        settledAt: null,
        reversedAt: null,
      },
    ]);
    expect(codeOf(await shop.payout("payout-0002", 101))).toBe("insufficient_balance");
    expect((await shop.get("/payouts/payout-0002")).status).toBe(404);
    expect(codeOf(await shop.payout("payout-0001", 1))).toBe("duplicate_reference");
    await shop.advance(2);
    expect((await shop.get("/payouts/payout-0001")).body).toMatchObject({
      status: "success",
      settledAt: "2026-03-02T08:00:02.000Z",
    });
    expect(await booksOf(shop)).toMatchObject({ paidOut: 97_000, balance: 100, reserved: 0 });
    await shop.post("/control/payouts/payout-0001/settlement", { outcome: "reversed" });
    expect((await shop.get("/payouts/payout-0001")).body).toMatchObject({
      status: "reversed",
      failureReason: "returned_by_bank",
    });
    expect(await booksOf(shop)).toMatchObject({ paidOut: 97_000, payoutsReversed: 97_000, balance: 97_100 });
  });

  test("every move from every state", async () => {
    const shop = await openShop(await startBench());
    await shop.post("/control/top-ups", { amount: 100_000, currency: "KES" });
    const outcomes = ["success", "failed", "reversed"];
    const before: Readonly<Record<string, readonly string[]>> = {
      pending: [],
      success: ["success"],
      failed: ["failed"],
      reversed: ["success", "reversed"],
    };
    const allowed: Readonly<Record<string, readonly string[]>> = {
      pending: ["success", "failed"],
      success: ["reversed"],
      failed: [],
      reversed: [],
    };
    for (const [state, steps] of Object.entries(before)) {
      for (const outcome of outcomes) {
        const path = `/control/payouts/payout-${state}-${outcome}/settlement`;
        await shop.payout(`payout-${state}-${outcome}`, 10);
        for (const step of steps) await shop.post(path, { outcome: step });
        const reply = await shop.post(path, { outcome });
        expect([state, outcome, reply.status]).toEqual([
          state,
          outcome,
          allowed[state]?.includes(outcome) === true ? 200 : 409,
        ]);
      }
    }
  });
});

describe("disputes", () => {
  test("open is a warning, lost takes the money, won ends it", async () => {
    const shop = await openShop(await startBench(), { feeBps: 0 });
    await shop.paidCharge("gift-0001", 1_000);
    const lost = await shop.post("/control/charges/gift-0001/dispute", { amount: 300, reason: "unknown payer" });
    expect([lost.status, lost.body]).toMatchObject([
      201,
      { charge: "gift-0001", status: "open", amount: 300, currency: "KES", reason: "unknown payer", resolvedAt: null },
    ]);
    expect(await booksOf(shop)).toMatchObject({ balance: 1_000, disputesLost: 0 });
    const path = (reply: { body: Readonly<Record<string, unknown>> }) =>
      `/control/disputes/${String(reply.body.id)}/resolution`;
    expect((await shop.post(path(lost), { outcome: "lost" })).body.status).toBe("lost");
    expect(codeOf(await shop.post(path(lost), { outcome: "won" }))).toBe("invalid_state");
    expect(await booksOf(shop)).toMatchObject({ balance: 700, disputesLost: 300 });
    const won = await shop.post("/control/charges/gift-0001/dispute");
    expect(won.body.amount).toBe(700);
    expect(codeOf(await shop.post("/control/charges/gift-0001/dispute"))).toBe("charge_not_refundable");
    await shop.post(path(won), { outcome: "won" });
    expect((await shop.get(`/disputes/${String(won.body.id)}`)).body).toMatchObject({
      status: "won",
      resolvedAt: "2026-03-02T08:00:00.000Z",
    });
    expect(await booksOf(shop)).toMatchObject({ balance: 700 });
  });
});
