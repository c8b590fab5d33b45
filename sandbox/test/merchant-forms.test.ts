import { describe, expect, test } from "vitest";
import { ask, openShop, Shop, startBench, startReceiver } from "./kit.ts";

function submit(url: string, fields: Record<string, string>, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(`${url}/merchants/form`, { method: "POST", body: new URLSearchParams(fields), headers });
}

async function make(url: string, currencies = "KES NGN USD"): Promise<{ key: string; html: string }> {
  const answer = await submit(url, { action: "make", currencies });
  expect(answer.status).toBe(201);
  const html = await answer.text();
  return { key: /<code class="copy">(sk_sandbox_\w+)</.exec(html)?.[1] ?? "", html };
}

describe("a merchant that a person makes", () => {
  test("is asked for on the page, and its key is shown once", async () => {
    const { url } = await startBench();
    const index = await (await fetch(url)).text();
    expect(index).toContain('<form method="post" action="/merchants/form"');
    expect(index).toContain("New test merchant");
    const { key, html } = await make(url);
    expect(html).toContain(`<code class="copy">${url}</code>`);
    expect(html).toContain(`name="secretKey" value="${key}"`);
    expect(await (await fetch(url)).text()).not.toContain(key);
    expect((await make(url)).key).not.toBe(key);
  });

  test("takes payments in the currencies that were asked for, as people write lists", async () => {
    const { url } = await startBench();
    const shop = new Shop(url, (await make(url, " idr, kes ")).key);
    expect((await shop.charge("gift-0001", 1_000, { currency: "IDR" })).status).toBe(201);
    expect((await shop.charge("gift-0002", 1_000, { currency: "USD" })).status).toBe(422);
  });

  test("is told later where its webhooks go, and signs them with its key", async () => {
    const { url } = await startBench({ realTime: true });
    const receiver = await startReceiver();
    const { key } = await make(url);
    const saved = await submit(url, { action: "point", secretKey: ` ${key} `, webhookUrl: receiver.url });
    expect([saved.status, (await saved.text()).includes(receiver.url)]).toEqual([200, true]);
    const shop = new Shop(url, key);
    await shop.paidCharge("gift-0001", 1_000);
    await shop.flush();
    expect(receiver.received.map(({ event }) => event)).toContain("charge.success");
  });

  test("a mistake is told on a page, and makes nothing", async () => {
    const { url } = await startBench();
    const strange = await submit(url, { action: "make", currencies: "shillings" });
    expect([strange.status, (await strange.text()).includes("currencies must be a list")]).toEqual([400, true]);
    const unknown = {
      action: "point",
      secretKey: "sk_sandbox_mistyped",
      webhookUrl: "http://127.0.0.1:3000/v1/hooks/1",
    };
    expect((await submit(url, unknown)).status).toBe(404);
    const { body } = await ask(`${url}/control/books`, "GET");
    expect(body.merchants).toEqual([]);
    const nowhere = await submit(url, { ...unknown, secretKey: (await make(url)).key, webhookUrl: '"><b>' });
    expect([nowhere.status, (await nowhere.text()).includes("<b>")]).toEqual([400, false]);
  });

  test("no other site can have a merchant made or moved, nor can another machine", async () => {
    const bench = await startBench();
    const { key } = await openShop(bench);
    const fields = { action: "point", secretKey: key, webhookUrl: "http://evil.example/" };
    const strangers = [
      { "sec-fetch-site": "cross-site" },
      { "sec-fetch-site": "same-site" },
      { origin: "null" },
      { "x-forwarded-for": "203.0.113.7" },
    ];
    for (const headers of strangers) expect((await submit(bench.url, fields, headers)).status).toBe(403);
    expect((await submit(bench.url, fields, { "sec-fetch-site": "same-origin", origin: "null" })).status).toBe(200);
  });
});
