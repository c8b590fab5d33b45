import { describe, expect, test } from "vitest";
import { codeOf, itemsOf, openShop, startBench } from "./kit.ts";

describe("charges", () => {
  test("start, ask, and never twice under one reference", async () => {
    const bench = await startBench();
    const shop = await openShop(bench);
    const started = await shop.charge("gift-0001", 250_000, { metadata: { payment: "p-1" } });
    expect(started.status).toBe(201);
    expect(started.body).toMatchObject({
      reference: "gift-0001",
      domain: "test",
      status: "pending",
      requestedAmount: 250_000,
      amount: 250_000,
      currency: "KES",
      fees: 0,
      channel: null,
      metadata: { payment: "p-1" },
      failureReason: null,
      refundedAmount: 0,
      paidAt: null,
      createdAt: "2026-03-02T08:00:00.000Z",
      expiresAt: "2026-03-09T08:00:00.000Z",
    });
    expect(started.body.checkoutUrl).toMatch(new RegExp(`^${bench.url}/checkout/[0-9a-f]{32}$`));
    const again = await shop.charge("gift-0001", 100);
    expect([again.status, codeOf(again)]).toEqual([409, "duplicate_reference"]);
    expect((await shop.get("/charges/gift-0001")).body).toEqual(started.body);
  });

  test("a merchant sees only what is its own", async () => {
    const bench = await startBench();
    const [one, other] = [await openShop(bench), await openShop(bench)];
    await one.charge("gift-0001", 1_000);
    expect((await other.get("/charges/gift-0001")).status).toBe(404);
    expect((await other.charge("gift-0001", 1_000)).status).toBe(201);
    expect(itemsOf(await other.get("/charges"))).toHaveLength(1);
  });

  test("paying books the amount and the fee", async () => {
    const shop = await openShop(await startBench());
    const paid = await shop.paidCharge("gift-0001", 250_000);
    expect(paid.body).toMatchObject({
      status: "success",
      fees: 7_250,
      channel: "card",
      paidAt: "2026-03-02T08:00:00.000Z",
    });
    expect((await shop.get("/balance")).body).toEqual({
      balances: [{ currency: "KES", balance: 242_750, reserved: 0, available: 242_750 }],
    });
    const lines = itemsOf(await shop.get("/statement"));
    expect(lines.map((line) => [line.seq, line.kind, line.amount, line.balanceAfter])).toEqual([
      [1, "charge", 250_000, 250_000],
      [2, "fee", -7_250, 242_750],
    ]);
  });

  test("what is final stays: every move from every state", async () => {
    const shop = await openShop(await startBench());
    const doings = ["payment", "failure", "departure"] as const;
    const outcome = async (reference: string, doing: string) => {
      const reply = await shop.post(`/control/charges/${reference}/${doing}`);
      return reply.status === 200 ? reply.body.status : codeOf(reply);
    };
    const reached = async (name: string, amount: number, before: readonly string[]) => {
      const results = [];
      for (const doing of doings) {
        const reference = `${name}-${doing}`;
        await shop.charge(reference, amount);
        for (const step of before) await outcome(reference, step);
        results.push(await outcome(reference, doing));
      }
      return results;
    };
    expect(await reached("pending", 1_000, [])).toEqual(["success", "failed", "abandoned"]);
    expect(await reached("abandoned", 1_000, ["departure"])).toEqual(["success", "failed", "abandoned"]);
    expect(await reached("processing", 1_910, ["payment"])).toEqual(["invalid_state", "failed", "invalid_state"]);
    expect(await reached("success", 1_000, ["payment"])).toEqual(["invalid_state", "invalid_state", "invalid_state"]);
    expect(await reached("failed", 1_000, ["failure"])).toEqual(["invalid_state", "invalid_state", "invalid_state"]);
  });

  test("a charge that nobody pays expires, a slow payment comes", async () => {
    const shop = await openShop(await startBench(), { settleSeconds: 60 });
    await shop.charge("idle-0001", 1_000);
    const slow = await shop.paidCharge("slow-0001", 1_910);
    expect(slow.body).toMatchObject({ status: "processing", paidAt: null, fees: 0 });
    await shop.advance(60);
    expect((await shop.get("/charges/slow-0001")).body).toMatchObject({
      status: "success",
      paidAt: "2026-03-02T08:01:00.000Z",
    });
    await shop.flush({ early: true });
    expect((await shop.get("/charges/idle-0001")).body).toMatchObject({ status: "pending" });
    await shop.advance(604_800);
    expect((await shop.get("/charges/idle-0001")).body).toMatchObject({ status: "failed", failureReason: "expired" });
  });

  test("lists page by time and state", async () => {
    const bench = await startBench();
    const shop = await openShop(bench);
    for (const number of [1, 2, 3, 4, 5]) {
      await shop.charge(`gift-000${number}`, 1_000);
      bench.clock.time += 1_000;
    }
    await shop.post("/control/charges/gift-0004/payment");
    const references = async (path: string) => itemsOf(await shop.get(path)).map((one) => one.reference);
    const first = await shop.get("/charges?limit=2");
    expect(itemsOf(first).map((one) => one.reference)).toEqual(["gift-0001", "gift-0002"]);
    expect(await references(`/charges?limit=3&after=${String(first.body.next)}`)).toEqual([
      "gift-0003",
      "gift-0004",
      "gift-0005",
    ]);
    expect((await shop.get("/charges?limit=5")).body.next).toBeNull();
    expect(await references("/charges?since=2026-03-02T08:00:03Z")).toEqual(["gift-0004", "gift-0005"]);
    expect(await references("/charges?until=2026-03-02T08:00:01.000Z")).toEqual(["gift-0001"]);
    expect(await references("/charges?status=success")).toEqual(["gift-0004"]);
    for (const wrong of [
      "limit=0",
      "limit=201",
      "limit=x",
      "since=yesterday",
      "status=paid",
      "after=-1",
      "colour=red",
    ]) {
      expect([wrong, (await shop.get(`/charges?${wrong}`)).status]).toEqual([wrong, 400]);
    }
  });
});
