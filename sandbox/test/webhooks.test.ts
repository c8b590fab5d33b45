import { describe, expect, test } from "vitest";
import { sign } from "../src/events/sign.ts";
import {
  itemsOf,
  openShop,
  type Received,
  type Receiver,
  SECRET,
  type Shop,
  startBench,
  startReceiver,
} from "./kit.ts";

async function shopWithReceiver(more: Record<string, unknown> = {}): Promise<{ shop: Shop; receiver: Receiver }> {
  const receiver = await startReceiver();
  const shop = await openShop(await startBench(), { webhookUrl: receiver.url, ...more });
  return { shop, receiver };
}

function isAuthentic({ headers, raw }: Received): boolean {
  return headers["x-sandbox-signature"] === sign(SECRET, Number(headers["x-sandbox-timestamp"]), raw);
}

const named = (receiver: Receiver) =>
  receiver.received.map((one) => `${one.event} ${String(one.data.reference ?? one.data.charge)}`);

describe("webhooks", () => {
  test("are signed, by the merchant's clock, over the bytes that arrive", async () => {
    const { shop, receiver } = await shopWithReceiver();
    await shop.advance(3_600);
    await shop.charge("gift-0001", 1_000, { metadata: { who: 'Wanjirũ 🌍 "<&>"' } });
    await shop.post("/control/charges/gift-0001/payment");
    expect((await shop.flush()).body).toEqual({ settled: 0, attempted: 1, delivered: 1, failed: 0, waiting: 0 });
    const [webhook] = receiver.received;
    expect(webhook).toMatchObject({
      event: "charge.success",
      data: { reference: "gift-0001", status: "success", metadata: { who: 'Wanjirũ 🌍 "<&>"' } },
    });
    expect(webhook?.headers).toMatchObject({
      "content-type": "application/json",
      "x-sandbox-timestamp": String(Date.parse("2026-03-02T09:00:00Z") / 1000),
    });
    expect(webhook !== undefined && isAuthentic(webhook)).toBe(true);
    const { checkoutUrl: _, ...shown } = (await shop.get("/charges/gift-0001")).body;
    expect(webhook?.data).toEqual(shown);
    expect(Object.keys(JSON.parse(webhook?.raw ?? "{}"))).toEqual(["id", "event", "createdAt", "data"]);
  });

  test("the secret key signs where there is no other secret", async () => {
    const { shop, receiver } = await shopWithReceiver({ webhookSecret: null });
    await shop.paidCharge("gift-0001", 1_000);
    await shop.flush();
    const [webhook] = receiver.received;
    expect(webhook?.headers["x-sandbox-signature"]).toBe(
      sign(shop.key, Number(webhook?.headers["x-sandbox-timestamp"]), webhook?.raw ?? ""),
    );
  });

  test("one for each thing that happens", async () => {
    const { shop, receiver } = await shopWithReceiver();
    await shop.paidCharge("gift-0001", 100_000);
    await shop.charge("gift-0002", 1_000);
    await shop.post("/control/charges/gift-0002/failure");
    await shop.refund("refund-0001", "gift-0001", 1_000);
    await shop.refund("refund-0002", "gift-0001", 1_941);
    await shop.payout("payout-0001", 1_952);
    await shop.payout("payout-0002", 1_951);
    await shop.advance(10);
    await shop.paidCharge("gift-0003", 1_912);
    await shop.advance(10);
    expect(named(receiver)).toEqual([
      "charge.success gift-0001",
      "charge.failed gift-0002",
      "refund.processed refund-0001",
      "refund.failed refund-0002",
      "payout.success payout-0001",
      "payout.failed payout-0002",
      "payout.reversed payout-0001",
      "charge.success gift-0003",
      "dispute.created gift-0003",
      "dispute.resolved gift-0003",
    ]);
    expect(receiver.received.at(-1)?.data).toMatchObject({ status: "lost", amount: 1_912 });
    expect(new Set(receiver.received.map((one) => one.id)).size).toBe(10);
    expect(receiver.received.every(isAuthentic)).toBe(true);
  });

  test("are tried again with growing waits until a 2xx, with the same bytes", async () => {
    const { shop, receiver } = await shopWithReceiver();
    const answers = [500, 302, 404, 429, 204];
    receiver.answer = () => answers[receiver.received.length - 1] ?? 200;
    await shop.paidCharge("gift-0001", 1_000);
    expect((await shop.flush()).body).toEqual({ settled: 0, attempted: 1, delivered: 0, failed: 1, waiting: 1 });
    expect((await shop.advance(4)).body.attempted).toBe(0);
    expect((await shop.advance(1)).body.attempted).toBe(1);
    expect((await shop.advance(86_400)).body).toMatchObject({ attempted: 3, delivered: 1, waiting: 0 });
    expect(receiver.received).toHaveLength(5);
    expect(new Set(receiver.received.map((one) => one.raw)).size).toBe(1);
    expect(new Set(receiver.received.map((one) => one.headers["x-sandbox-signature"])).size).toBe(5);
    const [event] = itemsOf(await shop.get("/control/events"));
    expect(event?.deliveries).toMatchObject([
      { state: "delivered", attempts: answers.map((status) => ({ status, error: null })) },
    ]);
    const waits = receiver.received.map((one) => Number(one.headers["x-sandbox-timestamp"]));
    expect(waits.slice(1).map((time, index) => time - (waits[index] ?? 0))).toEqual([5, 30, 120, 600]);
  });

  test("are given up after the last wait, and can be sent again by hand", async () => {
    const { shop, receiver } = await shopWithReceiver();
    receiver.answer = () => 503;
    await shop.paidCharge("gift-0001", 1_000);
    expect((await shop.advance(30 * 86_400)).body).toMatchObject({ attempted: 11, delivered: 0, waiting: 0 });
    const [event] = itemsOf(await shop.get("/control/events?event=charge.success&reference=gift-0001"));
    expect(event?.deliveries).toMatchObject([{ state: "given_up" }]);
    receiver.answer = () => 200;
    const again = await shop.post(`/control/events/${String(event?.id)}/deliveries`, { copies: 200 });
    expect(again.body.attempts).toHaveLength(200);
    expect(receiver.received).toHaveLength(211);
    expect(new Set(receiver.received.map((one) => one.id)).size).toBe(1);
    expect(receiver.received.every(isAuthentic)).toBe(true);
  });

  test("no answer and a dead address are failures like any other", async () => {
    const receiver = await startReceiver();
    const shop = await openShop(await startBench({ webhookTimeoutMs: 250 }), { webhookUrl: receiver.url });
    receiver.answer = () => null;
    await shop.paidCharge("gift-0001", 1_000);
    expect((await shop.flush()).body).toMatchObject({ failed: 1, waiting: 1 });
    await shop.post("/merchants", { secretKey: shop.key, webhookUrl: "http://127.0.0.1:1/none" });
    await shop.advance(5);
    const [event] = itemsOf(await shop.get("/control/events"));
    expect(event?.deliveries).toMatchObject([
      {
        attempts: [
          { status: null, error: "no answer in time" },
          { status: null, error: "ECONNREFUSED" },
        ],
      },
    ]);
  });

  test("early: all that is queued, each once, and the clock stands still", async () => {
    const { shop, receiver } = await shopWithReceiver();
    receiver.answer = () => 500;
    await shop.paidCharge("gift-0001", 100_000);
    await shop.paidCharge("gift-0002", 1_903);
    await shop.payout("payout-0001", 1_952);
    const early = await shop.flush({ early: true });
    expect(early.body).toEqual({ settled: 2, attempted: 4, delivered: 0, failed: 4, waiting: 4 });
    expect((await shop.get("/payouts/payout-0001")).body).toMatchObject({ reversedAt: "2026-03-02T08:00:00.000Z" });
  });

  test("wait for an address", async () => {
    const receiver = await startReceiver();
    const shop = await openShop(await startBench());
    await shop.paidCharge("gift-0001", 1_000);
    expect((await shop.advance(3_600)).body).toEqual({ settled: 0, attempted: 0, delivered: 0, failed: 0, waiting: 1 });
    await shop.post("/merchants", { secretKey: shop.key, webhookUrl: receiver.url });
    expect((await shop.flush()).body).toMatchObject({ delivered: 1, waiting: 0 });
  });

  test("a made-up one is signed too", async () => {
    const { shop, receiver } = await shopWithReceiver();
    const made = await shop.post("/control/events", {
      event: "charge.success",
      data: { reference: "unheard-of" },
      copies: 2,
    });
    expect([made.status, made.body.attempts]).toMatchObject([201, [{ status: 200 }, { status: 200 }]]);
    expect(receiver.received.map((one) => [one.id, isAuthentic(one)])).toEqual([
      [made.body.id, true],
      [made.body.id, true],
    ]);
  });
});

describe("misbehaving webhooks", () => {
  test("thrice, late, never", async () => {
    const { shop, receiver } = await shopWithReceiver({ lateSeconds: 600 });
    await shop.paidCharge("thrice-1", 1_902);
    await shop.paidCharge("late-001", 1_903);
    await shop.paidCharge("never-01", 1_904);
    await shop.advance(599);
    expect(named(receiver)).toEqual(Array(3).fill("charge.success thrice-1"));
    expect(new Set(receiver.received.map((one) => one.id)).size).toBe(1);
    await shop.advance(1);
    expect(named(receiver)).toHaveLength(4);
    const [kept] = itemsOf(await shop.get("/control/events?reference=never-01"));
    expect(kept?.deliveries).toEqual([]);
    await shop.post(`/control/events/${String(kept?.id)}/deliveries`);
    expect(named(receiver).slice(3)).toEqual(["charge.success late-001", "charge.success never-01"]);
  });

  test("out of order: success comes after the refund", async () => {
    const { shop, receiver } = await shopWithReceiver();
    await shop.paidCharge("gift-0001", 1_914);
    await shop.refund("refund-0001", "gift-0001", 1_000);
    await shop.advance(2);
    expect(named(receiver)).toEqual(["refund.processed refund-0001", "charge.success gift-0001"]);
    await shop.paidCharge("gift-0002", 1_914);
    await shop.advance(59);
    expect(named(receiver)).toHaveLength(2);
    await shop.advance(1);
    expect(named(receiver).at(-1)).toBe("charge.success gift-0002");
  });

  test("newest first, many at once", async () => {
    const { shop, receiver } = await shopWithReceiver();
    for (const number of [1, 2, 3]) await shop.paidCharge(`gift-000${number}`, 1_000);
    await shop.flush({ order: "newest_first" });
    expect(named(receiver)).toEqual([
      "charge.success gift-0003",
      "charge.success gift-0002",
      "charge.success gift-0001",
    ]);
    for (const number of [4, 5, 6]) await shop.paidCharge(`gift-000${number}`, 1_000);
    let [open, most] = [0, 0];
    receiver.answer = async () => {
      open += 1;
      most = Math.max(most, open);
      while (most < 3) await new Promise(setImmediate);
      open -= 1;
      return 200;
    };
    expect((await shop.flush({ concurrency: 3 })).body).toMatchObject({ delivered: 3 });
    expect(most).toBe(3);
  });

  test("forged first, right five seconds later, whatever was answered", async () => {
    const { shop, receiver } = await shopWithReceiver();
    await shop.paidCharge("gift-0001", 1_916);
    expect((await shop.flush()).body).toMatchObject({ delivered: 0, failed: 1, waiting: 1 });
    await shop.advance(5);
    expect(receiver.received.map(isAuthentic)).toEqual([false, true]);
  });

  test("first the webhook, then the answer", async () => {
    const { shop, receiver } = await shopWithReceiver();
    let known: unknown;
    receiver.answer = async () => {
      known = (await shop.get("/charges/gift-0001")).body.status;
      return 200;
    };
    const reply = await shop.charge("gift-0001", 1_913);
    expect(named(receiver)).toEqual(["charge.success gift-0001"]);
    expect([known, reply.status, reply.body.status]).toEqual(["success", 201, "success"]);
    expect((await shop.flush()).body).toMatchObject({ attempted: 0, waiting: 0 });
  });
});

describe("auto mode", () => {
  test("settles and delivers by itself", async () => {
    const receiver = await startReceiver();
    const bench = await startBench({ realTime: true });
    const shop = await openShop(bench, { webhookUrl: receiver.url, mode: "auto", settleSeconds: 0 });
    const arrived = new Promise<void>((resolve) => {
      receiver.answer = ({ event }) => {
        if (event === "payout.reversed") resolve();
        return 200;
      };
    });
    await shop.advance(3_600);
    await shop.paidCharge("gift-0001", 100_000);
    await shop.payout("payout-0001", 1_952);
    await arrived;
    expect(named(receiver).sort()).toEqual([
      "charge.success gift-0001",
      "payout.reversed payout-0001",
      "payout.success payout-0001",
    ]);
  });
});
