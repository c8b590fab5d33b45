import { describe, expect, test } from "vitest";
import { STYLE_HASH } from "../src/pages/style.ts";
import { chooseLang, LANGS, textsOf } from "../src/pages/texts.ts";
import { openShop, type Shop, startBench } from "./kit.ts";

async function checkout(amount = 250_000, more: Record<string, unknown> = {}): Promise<{ shop: Shop; page: string }> {
  const shop = await openShop(await startBench());
  const { body } = await shop.charge("gift-0001", amount, more);
  return { shop, page: String(body.checkoutUrl) };
}

function choose(page: string, fields: Record<string, string>): Promise<Response> {
  return fetch(page, { method: "POST", body: new URLSearchParams(fields), redirect: "manual" });
}

async function look(page: string, language = "en"): Promise<string> {
  return (await fetch(page, { headers: { "accept-language": language } })).text();
}

describe("the checkout page", () => {
  test("pay: success, and back to the merchant", async () => {
    const { shop, page } = await checkout();
    const html = await look(page);
    expect(html).toContain('<bdi class="figure">2,500.00</bdi>');
    expect(html).toContain('name="action" value="pay"');
    const paid = await choose(page, { action: "pay", channel: "mobile_money" });
    expect([paid.status, paid.headers.get("location")]).toEqual([
      303,
      "http://127.0.0.1:3000/pay/1?x=1&reference=gift-0001",
    ]);
    expect((await shop.get("/charges/gift-0001")).body).toMatchObject({ status: "success", channel: "mobile_money" });
  });

  test("fail: failed", async () => {
    const { shop, page } = await checkout();
    expect((await choose(page, { action: "fail" })).status).toBe(303);
    expect((await shop.get("/charges/gift-0001")).body).toMatchObject({
      status: "failed",
      failureReason: "payer_refused",
    });
    expect(await look(page)).toContain("did not go through");
  });

  test("leave: abandoned, and coming back is allowed", async () => {
    const { shop, page } = await checkout();
    for (let time = 0; time < 2; time += 1) expect((await choose(page, { action: "leave" })).status).toBe(303);
    expect((await shop.get("/charges/gift-0001")).body).toMatchObject({ status: "abandoned", paidAt: null });
    expect(await look(page)).toContain("You can still pay now");
    await choose(page, { action: "pay" });
    expect((await shop.get("/charges/gift-0001")).body.status).toBe("success");
  });

  test("a second click changes nothing and goes back too", async () => {
    const { shop, page } = await checkout();
    const clicks = await Promise.all(Array.from({ length: 10 }, () => choose(page, { action: "pay" })));
    expect(clicks.map((one) => one.status)).toEqual(Array(10).fill(303));
    expect((await choose(page, { action: "fail" })).status).toBe(303);
    expect((await shop.get("/charges/gift-0001")).body.status).toBe("success");
    const html = await look(page);
    expect(html).toContain("Paid. Thank you!");
    expect(html).toContain('href="http://127.0.0.1:3000/pay/1?x=1&amp;reference=gift-0001"');
    expect(html).not.toContain("<form");
  });

  test("a slow payment waits on the page too, a declined one is told beforehand", async () => {
    const { page } = await checkout(1_910);
    expect(await look(page)).toContain('<code dir="ltr">slow_payment</code>');
    await choose(page, { action: "pay" });
    expect(await look(page)).toContain("on its way");
  });

  test("bad choices and unknown pages", async () => {
    const { shop, page } = await checkout();
    expect((await choose(page, {})).status).toBe(400);
    expect((await choose(page, { action: "steal" })).status).toBe(400);
    expect((await choose(page, { action: "pay", channel: "gold" })).status).toBe(400);
    expect(
      (await fetch(page, { method: "POST", body: "{}", headers: { "content-type": "application/json" } })).status,
    ).toBe(415);
    expect((await shop.get("/charges/gift-0001")).body.status).toBe("pending");
    const missing = await fetch(`${shop.url}/checkout/${"0".repeat(32)}`, { headers: { "accept-language": "id" } });
    expect([missing.status, (await missing.text()).includes("tidak ada")]).toEqual([404, true]);
    expect((await choose(`${shop.url}/checkout/none`, { action: "pay" })).status).toBe(404);
  });

  test("whatever the merchant sends is text, not markup", async () => {
    const { page } = await checkout(1_000, {
      email: '"><script>alert(1)</script>@x.example',
      returnUrl: "http://a.example/?a='><b>&x=%22",
    });
    const html = await look(page);
    expect(html).not.toContain("<script");
    expect(html).toContain("&lt;script&gt;alert(1)&lt;/script&gt;@x.example");
    await choose(page, { action: "pay" });
    expect(await look(page)).not.toContain("<b>");
  });

  test("allows no script, and forms to the merchant only", async () => {
    const { page } = await checkout();
    const { headers } = await fetch(page);
    const policy = headers.get("content-security-policy") ?? "";
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain(`style-src '${STYLE_HASH}'`);
    expect(policy).toContain("form-action 'self' http://127.0.0.1:3000;");
    expect([headers.get("x-content-type-options"), headers.get("cache-control")]).toEqual(["nosniff", "no-store"]);
  });
});

describe("its languages", () => {
  test("the address first, then the browser, then English", () => {
    expect(chooseLang("he", "sw")).toBe("he");
    expect(chooseLang(null, "fr, id;q=0.8, sw;q=0.9")).toBe("sw");
    expect(chooseLang(null, "he;q=0, fr")).toBe("en");
    expect(chooseLang("xx", "iw-IL")).toBe("he");
    expect(chooseLang(null, "in")).toBe("id");
    expect(chooseLang(null, ";;q=x,,")).toBe("en");
  });

  test("Hebrew runs from right to left and keeps its language", async () => {
    const { page } = await checkout();
    const html = await look(`${page}?lang=he`);
    expect(html).toContain('<html lang="he" dir="rtl">');
    expect(html).toContain('action="?lang=he"');
    expect(html).toContain("איך משלמים?");
    expect(await look(page, "sw-KE,en;q=0.5")).toContain("Utalipa vipi?");
  });

  test("are complete: the same keys and the same blanks", () => {
    const shape = (lang: (typeof LANGS)[number]) =>
      Object.entries(textsOf(lang)).map(([key, text]) => [key, (text.match(/\{\{\w+\}\}/g) ?? []).sort().join()]);
    for (const lang of LANGS) expect(shape(lang)).toEqual(shape("en"));
  });

  test("amounts have the digits of their currency", async () => {
    const shop = await openShop(await startBench(), { currencies: ["UGX", "KWD", "IDR"] });
    const page = async (currency: string) => {
      const { body } = await shop.charge(`gift-${currency}`, 1_234_500, { currency });
      return look(String(body.checkoutUrl));
    };
    expect(await page("UGX")).toContain(">1,234,500<");
    expect(await page("KWD")).toContain(">1,234.500<");
    expect(await page("IDR")).toContain(">12,345.00<");
  });
});
