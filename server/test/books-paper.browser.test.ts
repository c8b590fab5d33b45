import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Circle, must } from "./harness/goals.ts";
import { openTreasurer } from "./story/treasurer.ts";
import { begins, wordsOf } from "./story/words.ts";
import type { World } from "./story/world.ts";

// The books on paper, as a treasurer hands them round: upright and across, from left and from right.

const ui = wordsOf("web", "ui");
const CHAPTER = 120_000;
/** A4 less its margins, upright and across, in pixels of CSS. */
const SHEETS = [718, 1046];
const DESK = { width: 1280, height: 900 };

let world: World;
let circle: Circle;
let page: Page;

beforeAll(async () => {
  ({ world, circle, page } = await openTreasurer());
}, CHAPTER);
afterAll(() => world?.stop(), CHAPTER);

/** Two accounts and what was paid between them; the pages that show it. */
async function keepBooks(): Promise<string[]> {
  const { owner, currency } = circle;
  const path = `${circle.path}/ledger`;
  const bank = must(await owner.send("POST", `${path}/accounts`, { code: "bank/main", type: "ASSET", currency }));
  must(await owner.send("POST", `${path}/accounts`, { code: "income/dues", type: "REVENUE", currency }));
  const line = { amount: 1_250_000_050, currency };
  const entries = [
    { ...line, account: "bank/main", entryType: "DEBIT" },
    { ...line, account: "income/dues", entryType: "CREDIT" },
  ];
  const description = "Dues of all members for the whole of the year";
  const posted = must(await owner.send("POST", `${path}/transactions`, { description, entries }));
  return ["/trial-balance", `/accounts/${bank["id"]}`, `/transactions/${posted["id"]}`];
}

/** What stands at the sides of the sheet must stand on it, and what is to be pressed must not. */
async function faultsOnPaper(width: number): Promise<string[]> {
  await page.setViewportSize({ width, height: 1000 });
  await page.locator(".print-only").getByText(begins("Circle")).waitFor();
  await page.getByRole("heading", { level: 1 }).waitFor();
  const pressed = "nav, .mantine-Button-root, a[href='#content']";
  await expect.poll(() => page.locator(`:is(${pressed}):visible`).count()).toBe(0);
  const places = { main: page.getByRole("main"), table: page.getByRole("table") };
  const faults: string[] = [];
  for (const [name, place] of Object.entries(places)) {
    for (const one of await place.all()) {
      const { x, width: wide } = (await one.boundingBox()) ?? { x: 0, width: 0 };
      if (x < 0 || x + wide > width) faults.push(`${name} from ${x}, ${wide} wide on ${width}`);
      if (name === "main" && wide < width) faults.push(`main is ${wide} wide on ${width}`);
    }
  }
  return faults;
}

describe("on paper", () => {
  it("title, owner and figures stand whole, as tables, with nothing to press", { timeout: CHAPTER }, async () => {
    const parts = await keepBooks();
    for (const language of ["en", "he"]) {
      await page.emulateMedia({ media: "screen" });
      await page.setViewportSize(DESK);
      await page.goto(`${world.origin}/app/me`);
      const languages = page.getByRole("combobox", { name: ui("language") });
      if (language !== "en") await languages.selectOption(language);
      await expect.poll(() => page.locator("html").getAttribute("lang")).toBe(language);
      for (const part of parts) {
        await page.emulateMedia({ media: "screen" });
        await page.setViewportSize(DESK);
        await page.goto(`${world.origin}/app/c/${circle.communityId}/books${part}`);
        await page.getByText("12,500,000.50").first().waitFor();
        await page.emulateMedia({ media: "print" });
        for (const width of SHEETS) expect(await faultsOnPaper(width)).toEqual([]);
        if (!part.includes("transactions")) expect(await page.getByRole("table").count()).toBeGreaterThan(0);
      }
    }
  });
});
