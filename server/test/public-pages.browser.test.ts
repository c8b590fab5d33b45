import { mkdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { createServer } from "node:net";
import { join } from "node:path";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { launchBrowser } from "./harness/browser.ts";
import { type Circle, createCircle, give, pay, publishGoal } from "./harness/goals.ts";
import { type Sandbox, startSandbox } from "./harness/sandbox.ts";
import { createTestServer, type TestServer } from "./harness/server.ts";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
/** With this set, what the browser saw is kept there to be looked at. */
const LOOK_DIR = process.env["LOOK_DIR"];

let server: TestServer;
let sandbox: Sandbox;
let circle: Circle;
let browser: Browser;
let origin: string;
let slug: string;
let goalId: string;
let stopJobs: () => Promise<void>;

beforeAll(async () => {
  const port = await freePort();
  origin = `http://127.0.0.1:${port}`;
  [server, sandbox, browser] = await Promise.all([
    createTestServer({ publicUrl: origin }),
    startSandbox(),
    launchBrowser(),
  ]);
  await server.app.api.listen({ host: "127.0.0.1", port });
  circle = await createCircle(server, sandbox);
  goalId = await publishGoal(server, circle, { amounts: [600_000, 400_000] });
  slug = String((await circle.owner.get(`${circle.path}/goals/${goalId}`)).body["slug"]);
  const first = await give(server, circle, goalId, 250_000, { email: "first@example.org" });
  await pay(server, circle, first.reference);
  stopJobs = keepWorking();
});
afterAll(async () => {
  await browser.close();
  await stopJobs();
  await server.stop();
  await sandbox.stop();
});

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, "127.0.0.1");
  await new Promise((resolve) => probe.once("listening", resolve));
  const address = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  return address && typeof address === "object" ? address.port : 0;
}

/** As the worker of a running server: whatever is due is done, and the provider's webhooks come. */
function keepWorking(): () => Promise<void> {
  let isOver = false;
  const loop = (async () => {
    while (!isOver) {
      await server.runJobs();
      await circle.merchant.flush();
      // Each round asks the database and the provider, which gives the others their turn.
      await new Promise((resolve) => setImmediate(resolve));
    }
  })();
  return async () => {
    isOver = true;
    await loop;
  };
}

async function open(path: string, options: BrowserContextOptions = {}): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 390, height: 844 }, locale: "en", ...options });
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  await page.goto(origin + path);
  return page;
}

async function look(page: Page, name: string): Promise<void> {
  if (!LOOK_DIR) return;
  mkdirSync(LOOK_DIR, { recursive: true });
  await page.screenshot({ path: join(LOOK_DIR, `${name}.png`), fullPage: true });
}

async function faultsFor(page: Page): Promise<string[]> {
  await page.evaluate(AXE);
  return page.evaluate(async () => {
    const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
    const axe = Reflect.get(globalThis, "axe") as {
      run(root: unknown, options: unknown): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }>;
    };
    const { violations } = await axe.run(Reflect.get(globalThis, "document"), { runOnly: tags });
    return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ""}`);
  });
}

/** From the form to the receipt, as a giver does it. */
async function giveWith(page: Page, email: string): Promise<void> {
  await page.getByLabel("Another amount").check();
  await page.getByLabel("Amount in KES").fill("1,234.50");
  await page.getByLabel("Your e-mail").first().fill(email);
  await page.getByLabel("Your name").first().fill("Wanjiru");
  await page.getByRole("button", { name: "Go on" }).click();
  await expect.poll(() => page.title()).toBe("Before you pay");
  await look(page, `confirm-${email}`);
  await page.getByRole("button", { name: /^Pay KES/ }).click();
  await page.waitForURL((url) => url.origin === sandbox.url);
  await page.locator("form button").first().click();
  await page.waitForURL((url) => url.pathname.startsWith("/pay/"));
  await page.getByRole("link", { name: "See the receipt" }).click();
  await expect.poll(() => page.title()).toBe("Thank you, Wanjiru!");
  await look(page, `receipt-${email}`);
}

describe("a giver with a browser", () => {
  it("gives without JavaScript and has the receipt in the end", async () => {
    const page = await open(`/g/${slug}`, { javaScriptEnabled: false });
    await giveWith(page, "plain@example.org");
    expect(await page.locator("main").textContent()).toContain("1,234.50");
    await page.context().close();
  });

  it("gives with it, sees the total while typing, and breaks no policy of the page", async () => {
    const page = await open(`/g/${slug}`);
    const complaints: string[] = [];
    page.on("console", (message) => void complaints.push(message.text()));
    await page.getByLabel("Another amount").check();
    await page.getByLabel("Amount in KES").fill("1000");
    await expect.poll(() => page.locator("[data-live]").textContent()).toContain("You pay KES");
    await giveWith(page, "script@example.org");
    expect(complaints.filter((text) => /policy|error/i.test(text))).toEqual([]);
    await page.context().close();
  });

  it.each([
    [390, "light", "en"],
    [1280, "light", "en"],
    [390, "dark", "he"],
    [1280, "dark", "he"],
    [390, "light", "sw"],
    [390, "light", "id"],
  ] as const)("finds nothing in its way at %d px, %s, %s", async (width, colorScheme, lang) => {
    const page = await open(`/g/${slug}?lang=${lang}`, {
      viewport: { width, height: 844 },
      colorScheme,
      bypassCSP: true,
    });
    expect(await faultsFor(page)).toEqual([]);
    expect(await page.evaluate("document.documentElement.scrollWidth")).toBeLessThanOrEqual(width);
    await look(page, `goal-${width}-${colorScheme}-${lang}`);
    await page.context().close();
  });

  it("loads little: a page, a small script, a square code", async () => {
    const context = await browser.newContext({ viewport: { width: 390, height: 844 } });
    const page = await context.newPage();
    const requests: string[] = [];
    page.on("request", (request) => void requests.push(new URL(request.url()).pathname));
    await page.goto(`${origin}/g/${slug}`, { waitUntil: "networkidle" });
    expect(requests.length).toBeLessThanOrEqual(5);
    await context.close();
  });
});
