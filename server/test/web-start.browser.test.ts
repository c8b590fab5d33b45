import type { BrowserContextOptions, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Circle, createCircle } from "./harness/goals.ts";
import { PASSWORD } from "./harness/people.ts";
import { PHONE } from "./story/person.ts";
import { wordsOf } from "./story/words.ts";
import { openWorld, type World } from "./story/world.ts";

// How the application opens on a weak link: by what it asks for and when, which is the same on any machine. What it costs in
// seconds is `npm run bench:web`.

const communities = wordsOf("web", "communities");
const CHAPTER = 120_000;
let world: World;
let circle: Circle;

beforeAll(async () => {
  world = await openWorld();
  circle = await createCircle(world.server, world.sandbox);
}, CHAPTER);
afterAll(() => world?.stop(), CHAPTER);

async function openPage(options: BrowserContextOptions = {}): Promise<Page> {
  const context = await world.browser.newContext({
    viewport: PHONE,
    locale: "en",
    serviceWorkers: "block",
    ...options,
  });
  const page = await context.newPage();
  page.setDefaultTimeout(30_000);
  return page;
}

function faultsOf(page: Page): string[] {
  const faults: string[] = [];
  page.on("pageerror", ({ message }) => faults.push(message));
  page.on("console", (message) => {
    if (message.type() === "error") faults.push(message.text());
  });
  return faults;
}

describe("the application's start", () => {
  it("shows its shell before any script, style or answer has come", async () => {
    const page = await openPage({ javaScriptEnabled: false });
    await page.route(/\/assets\/|\/v1\//, (route) => route.abort());
    await page.goto(`${world.origin}/app/`);
    await page.getByText("Commonpurse", { exact: true }).waitFor();
    await page.context().close();
  });

  it("reaches the home with few requests, asks nothing twice, and is allowed all that it does", async () => {
    const page = await openPage();
    const data = { email: circle.owner.email, password: PASSWORD };
    await page.context().request.post(`${world.origin}/v1/sessions`, { data });
    const faults = faultsOf(page);
    const asked: string[] = [];
    page.on("request", (one) => asked.push(one.url().replace(world.origin, "")));
    await page.goto(`${world.origin}/app/`);
    await page.getByRole("heading", { name: communities("home.recent") }).waitFor();
    const before = [...asked];
    expect(before.length).toBeLessThan(20);
    expect(before.filter((path) => before.indexOf(path) !== before.lastIndexOf(path))).toEqual([]);
    // What `boot.js` asks ahead is what the home asks for: else both would have been sent.
    expect(before.filter((path) => path.startsWith("/v1/me")).sort()).toEqual([
      "/v1/me",
      "/v1/me/activity?limit=30&waiting=false",
      "/v1/me/activity?limit=30&waiting=true",
      "/v1/me/communities",
    ]);
    await page.locator("[data-position=bottom-center]").waitFor({ state: "attached" });
    expect(faults).toEqual([]);
    await page.context().close();
  });

  it("asks a stranger's server once, and shows the door", async () => {
    const page = await openPage();
    const asked: string[] = [];
    page.on("request", (one) => asked.push(new URL(one.url()).pathname));
    await page.goto(`${world.origin}/app/`);
    await page.waitForURL(/sign-in/);
    expect(asked.filter((path) => path.startsWith("/v1/"))).toEqual(["/v1/me"]);
    await page.context().close();
  });
});

describe("the application's files", () => {
  const get = (path: string) => fetch(world.origin + path, { headers: { "accept-encoding": "gzip, br" } });

  it("come compressed, and those named by their content are kept for ever", async () => {
    for (const path of ["/app/", "/app/c/any/members"]) {
      const { headers } = await get(path);
      expect([headers.get("content-encoding"), headers.get("cache-control")]).toEqual(["br", "no-cache"]);
    }
    const page = await (await get("/app/")).text();
    const script = await get(/src="(\/app\/assets\/main-[^"]+)"/.exec(page)?.[1] ?? "");
    expect(Object.fromEntries(script.headers)).toMatchObject({
      "content-encoding": "br",
      "content-type": expect.stringContaining("javascript"),
      "cache-control": "public, max-age=31536000, immutable",
      vary: "accept-encoding",
    });
    await script.text();
  });

  it("may run the one script that stands in the page, and no other", async () => {
    const { headers } = await get("/app/");
    expect(headers.get("content-security-policy")).toMatch(/script-src 'self' 'sha256-[\w+/]+=*'(;|$)/);
  });
});
