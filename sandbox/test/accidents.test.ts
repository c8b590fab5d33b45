import { describe, expect, test } from "vitest";
import { codeOf, itemsOf, openShop, type Reply, type Shop, startBench } from "./kit.ts";

type Post = (shop: Shop, reference: string, amount: number) => Promise<Reply>;

const posts: Readonly<Record<"charges" | "refunds" | "payouts", Post>> = {
  charges: (shop, reference, amount) => shop.charge(reference, amount),
  refunds: (shop, reference, amount) => shop.refund(reference, "gift-rich", amount),
  payouts: (shop, reference, amount) => shop.payout(reference, amount),
};

async function richShop(): Promise<Shop> {
  const shop = await openShop(await startBench(), { feeBps: 0 });
  await shop.paidCharge("gift-rich", 1_000_000);
  return shop;
}

describe.each([
  ["charges", 1_907, 1_908, 1_909],
  ["refunds", 1_942, 1_944, 1_945],
  ["payouts", 1_953, 1_954, 1_955],
] as const)("answers that get lost: %s", (kind, dropped, notStored, stored) => {
  const post = posts[kind];

  test("the connection is cut after storing", async () => {
    const shop = await richShop();
    await expect(post(shop, "thing-0001", dropped)).rejects.toThrow("fetch failed");
    expect((await shop.get(`/${kind}/thing-0001`)).body).toMatchObject({ status: "pending", amount: dropped });
    expect(codeOf(await post(shop, "thing-0001", dropped))).toBe("duplicate_reference");
  });

  test("500 and nothing stored, then accepted", async () => {
    const shop = await richShop();
    expect((await post(shop, "thing-0001", notStored)).status).toBe(500);
    expect((await shop.get(`/${kind}/thing-0001`)).status).toBe(404);
    expect((await post(shop, "thing-0001", notStored)).status).toBe(201);
    expect((await post(shop, "thing-0001", notStored)).status).toBe(409);
  });

  test("500 although it was stored", async () => {
    const shop = await richShop();
    const reply = await post(shop, "thing-0001", stored);
    expect([reply.status, codeOf(reply)]).toEqual([500, "internal_error"]);
    expect((await shop.get(`/${kind}/thing-0001`)).status).toBe(200);
  });
});

describe("refusals, silence and states that stay", () => {
  test("refused with nothing stored", async () => {
    const shop = await richShop();
    const refused = async (reply: Promise<Reply>) => [(await reply).status, codeOf(await reply)];
    expect(await refused(shop.charge("gift-0001", 1_919))).toEqual([422, "not_permitted"]);
    expect(await refused(shop.refund("refund-0001", "gift-rich", 1_943))).toEqual([422, "insufficient_balance"]);
    expect(await refused(shop.payout("payout-0001", 1_959))).toEqual([422, "destination_refused"]);
    for (const path of ["/charges/gift-0001", "/refunds/refund-0001", "/payouts/payout-0001"])
      expect((await shop.get(path)).status).toBe(404);
  });

  test("no answer at all, but stored", async () => {
    const shop = await richShop();
    const body = JSON.stringify({
      reference: "gift-0001",
      amount: 1_915,
      currency: "KES",
      email: "a@b.example",
      returnUrl: "http://a.example",
    });
    const headers = { ...shop.headers, "content-type": "application/json" };
    const impatience = new AbortController();
    const silent = fetch(`${shop.url}/charges`, { method: "POST", body, headers, signal: impatience.signal }).catch(
      () => "hung up",
    );
    while ((await shop.get("/charges/gift-0001")).status === 404);
    impatience.abort();
    expect(await silent).toBe("hung up");
    expect((await shop.get("/charges/gift-0001")).body.status).toBe("pending");
  });

  test("pending until somebody ends it", async () => {
    const shop = await richShop();
    await shop.refund("refund-0001", "gift-rich", 1_946);
    await shop.payout("payout-0001", 1_956);
    await shop.advance(86_400);
    expect((await shop.get("/refunds/refund-0001")).body.status).toBe("pending");
    expect((await shop.get("/payouts/payout-0001")).body.status).toBe("pending");
    expect((await shop.post("/control/payouts/payout-0001/settlement", { outcome: "success" })).status).toBe(200);
  });

  test("charges that differ from what was asked", async () => {
    const shop = await openShop(await startBench());
    const paid = async (amount: number) => (await shop.paidCharge(`gift-${amount}`, amount)).body;
    expect(await paid(10_901)).toMatchObject({ status: "failed", failureReason: "card_declined", channel: "card" });
    expect(await paid(10_905)).toMatchObject({ requestedAmount: 10_905, amount: 10_805 });
    expect(await paid(10_906)).toMatchObject({ requestedAmount: 10_906, amount: 10_906, currency: "NGN" });
    expect(await paid(10_911)).toMatchObject({ requestedAmount: 10_911, amount: 11_227, fees: 316 });
    expect(await paid(10_920)).toMatchObject({ status: "success", domain: "live" });
    expect(await paid(10_921)).toMatchObject({ requestedAmount: 10_921, amount: 11_021 });
  });

  test("disputes that come by themselves", async () => {
    const shop = await openShop(await startBench(), { settleSeconds: 10 });
    for (const amount of [1_912, 1_917, 1_918]) await shop.paidCharge(`gift-${amount}`, amount);
    await shop.advance(10);
    const states = async () => itemsOf(await shop.get("/disputes")).map((one) => [one.charge, one.status]);
    expect(await states()).toEqual([
      ["gift-1912", "open"],
      ["gift-1917", "open"],
      ["gift-1918", "open"],
    ]);
    await shop.advance(10);
    expect(await states()).toEqual([
      ["gift-1912", "lost"],
      ["gift-1917", "won"],
      ["gift-1918", "open"],
    ]);
    expect(itemsOf(await shop.get("/disputes?status=open"))).toHaveLength(1);
  });

  test("a full refund takes its accident from the charge, a payout from the account number", async () => {
    const shop = await richShop();
    await shop.paidCharge("gift-0001", 1_941);
    await shop.refund("refund-0001", "gift-0001", 1_000);
    await shop.payout("payout-0001", 1_000, "77000951");
    await shop.advance(2);
    expect((await shop.get("/refunds/refund-0001")).body.status).toBe("failed");
    expect((await shop.get("/payouts/payout-0001")).body).toMatchObject({
      status: "failed",
      failureReason: "account_closed",
    });
  });
});

describe("armed behaviours", () => {
  test("go before the amount, for one reference or the next few", async () => {
    const shop = await richShop();
    await shop.post("/control/behaviours", { on: "charge", behaviour: "card_declined", times: 2 });
    await shop.post("/control/behaviours", { on: "charge", behaviour: "normal", reference: "gift-0002" });
    const status = async (reference: string, amount = 1_000) => (await shop.paidCharge(reference, amount)).body.status;
    expect(await status("gift-0001")).toBe("failed");
    expect(await status("gift-0002", 1_901)).toBe("success");
    expect(await status("gift-0003")).toBe("failed");
    expect(await status("gift-0004")).toBe("success");
  });

  test("are refused for another kind and can be taken back", async () => {
    const shop = await richShop();
    expect((await shop.post("/control/behaviours", { on: "refund", behaviour: "card_declined" })).status).toBe(400);
    await shop.post("/control/behaviours", { on: "payout", behaviour: "destination_refused" });
    const cleared = await fetch(`${shop.url}/control/behaviours`, { method: "DELETE", headers: shop.headers });
    expect(cleared.status).toBe(204);
    expect((await shop.payout("payout-0001", 1_000)).status).toBe(201);
  });

  test("a refusal is used up like any other", async () => {
    const shop = await richShop();
    await shop.post("/control/behaviours", { on: "charge", behaviour: "not_permitted" });
    expect((await shop.charge("gift-0001", 1_000)).status).toBe(422);
    expect((await shop.charge("gift-0001", 1_000)).status).toBe(201);
  });

  test("amounts mean nothing where the merchant says so", async () => {
    const shop = await openShop(await startBench(), { provoke: false });
    expect((await shop.paidCharge("gift-0001", 1_901)).body.status).toBe("success");
  });
});
