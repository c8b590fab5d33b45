import { describe, expect, test } from "vitest";
import { ask, codeOf, openShop, START, startBench, startReceiver } from "./kit.ts";

const DAY = 86_400;

describe("a merchant that begins in the past", () => {
  test("lives through it by advance, and ends at the present", async () => {
    const bench = await startBench();
    const receiver = await startReceiver();
    const shop = await openShop(bench, { clock: "2026-02-20T08:00:00.000Z", webhookUrl: receiver.url });
    const begun = await shop.charge("gift-0001", 1_000);
    expect(begun.body).toMatchObject({ createdAt: "2026-02-20T08:00:00.000Z", expiresAt: "2026-02-27T08:00:00.000Z" });
    await shop.advance(2 * DAY);
    const paid = await shop.post("/control/charges/gift-0001/payment");
    expect(paid.body).toMatchObject({ status: "success", paidAt: "2026-02-22T08:00:00.000Z" });
    await shop.flush();
    expect(receiver.received[0]?.headers["x-sandbox-timestamp"]).toBe(String(START / 1000 - 8 * DAY));
    await shop.advance(8 * DAY);
    const now = await ask(`${shop.url}/merchants`, "POST", { secretKey: shop.key, mode: "auto" });
    expect(now).toMatchObject({ status: 200, body: { mode: "auto", clock: "2026-03-02T08:00:00.000Z" } });
  });

  test("by itself it does what falls due by its own clock, not by the present", async () => {
    const bench = await startBench();
    const shop = await openShop(bench, { clock: "2026-02-20T08:00:00.000Z", mode: "auto", settleSeconds: DAY });
    await shop.paidCharge("gift-0001", 1_000);
    await shop.refund("refund-0001", "gift-0001", 500);
    await shop.flush();
    expect((await shop.get("/refunds/refund-0001")).body.status).toBe("pending");
    await shop.advance(DAY);
    expect((await shop.get("/refunds/refund-0001")).body).toMatchObject({
      status: "processed",
      settledAt: "2026-02-21T08:00:00.000Z",
    });
  });

  test("one that is there already never goes back", async () => {
    const bench = await startBench();
    const shop = await openShop(bench);
    const reply = await ask(`${shop.url}/merchants`, "POST", {
      secretKey: shop.key,
      feeBps: 1,
      clock: "2026-02-20T08:00:00Z",
    });
    expect([reply.status, codeOf(reply)]).toEqual([409, "invalid_state"]);
    const same = await ask(`${shop.url}/merchants`, "POST", { secretKey: shop.key });
    expect(same.body).toMatchObject({ feeBps: 290, clock: "2026-03-02T08:00:00.000Z" });
  });
});
