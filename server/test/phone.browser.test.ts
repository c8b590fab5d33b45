import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Circle, createCircle } from "./harness/goals.ts";
import { PASSWORD } from "./harness/people.ts";
import { faultsAt } from "./story/look.ts";
import { wordsOf } from "./story/words.ts";
import { openWorld, type World } from "./story/world.ts";

// What only a phone can lose or hide: what was typed and photographed before the page was thrown away, the search, a table's names.

const app = wordsOf("web", "app");
const fundraising = wordsOf("web", "fundraising");
const ledger = wordsOf("web", "ledger");
const ui = wordsOf("web", "ui");

const CHAPTER = 120_000;
let world: World;
let circle: Circle;
let page: Page;

beforeAll(async () => {
  world = await openWorld();
  circle = await createCircle(world.server, world.sandbox);
  const context = await world.browser.newContext({
    viewport: { width: 390, height: 844 },
    hasTouch: true,
    isMobile: true,
    locale: "en",
    bypassCSP: true,
  });
  page = await context.newPage();
  page.setDefaultTimeout(30_000);
  const data = { email: circle.owner.email, password: PASSWORD };
  await context.request.post(`${world.origin}/v1/sessions`, { data });
}, CHAPTER);
afterAll(() => world?.stop(), CHAPTER);

const inside = (path: string) => `${world.origin}/app/c/${circle.communityId}${path}`;
const DRAFT =
  "Object.entries(localStorage).filter(([key]) => key.startsWith('cp-draft:goal-')).map(([, kept]) => kept).join()";

describe("on a phone", () => {
  it(
    "what was typed in one go, and the photo, are there again after the page was thrown away; or can be begun afresh",
    async () => {
      await page.goto(inside("/goals/new"));
      await page.getByLabel(fundraising("field.title")).fill("Forty readers");
      await page.waitForFunction(`${DRAFT}.includes('Forty readers')`);
      const photo = await page.screenshot();
      const file = { name: "photo.png", mimeType: "image/png", buffer: photo };
      await page.locator("input[type=file]").last().setInputFiles(file);
      const picture = page.getByRole("img", { name: fundraising("upload.picture", { number: 1 }) });
      await picture.waitFor();
      await page.reload();
      await picture.waitFor();
      expect(await page.getByLabel(fundraising("field.title")).inputValue()).toBe("Forty readers");
      expect(await faultsAt(page, "draft-restored")).toEqual([]);
      await page.getByRole("button", { name: ui("form.startOver") }).click();
      await picture.waitFor({ state: "detached" });
      expect(await page.getByLabel(fundraising("field.title")).inputValue()).toBe("");
    },
    CHAPTER,
  );

  it(
    "the search opens from the head of every page",
    async () => {
      await page.goto(inside(""));
      await page.getByRole("button", { name: app("search.open") }).click();
      await page.getByRole("textbox", { name: app("search.open") }).fill(app("places.books"));
      await page.getByRole("dialog").getByText(app("places.books"), { exact: true }).click();
      await page.waitForURL(/\/books$/);
    },
    CHAPTER,
  );

  it(
    "books without a movement say how they begin",
    async () => {
      await page.goto(inside("/books/trial-balance"));
      await page.getByText(ledger("accounts.none")).waitFor();
      expect(await faultsAt(page, "empty-trial-balance")).toEqual([]);
    },
    CHAPTER,
  );
});
