import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Circle, createCircle, must, publishGoal, settle } from "./harness/goals.ts";
import { createPerson, PASSWORD, type Person } from "./harness/people.ts";
import { faultsAt } from "./story/look.ts";
import { wordsOf } from "./story/words.ts";
import { openWorld, type World } from "./story/world.ts";

// What an operator does with the mouse that no story tells: money without a home, a member's roles, the word about a goal.

const communities = wordsOf("web", "communities");
const fundraising = wordsOf("web", "fundraising");
const payments = wordsOf("web", "payments");

const CHAPTER = 120_000;
let world: World;
let circle: Circle;
let member: Person;
let page: Page;

beforeAll(async () => {
  world = await openWorld();
  circle = await createCircle(world.server, world.sandbox);
  member = await createPerson(world.server, "Baraka");
  const invitation = must(await circle.owner.send("POST", `${circle.path}/invitations`, {}));
  must(await member.send("POST", `/v1/invitations/${invitation["token"]}/acceptance`));
  const context = await world.browser.newContext({
    viewport: { width: 1280, height: 900 },
    locale: "en",
    bypassCSP: true,
    permissions: ["clipboard-read", "clipboard-write"],
  });
  page = await context.newPage();
  page.setDefaultTimeout(30_000);
  const data = { email: circle.owner.email, password: PASSWORD };
  await context.request.post(`${world.origin}/v1/sessions`, { data });
}, CHAPTER);
afterAll(() => world?.stop(), CHAPTER);

const inside = (path: string) => `${world.origin}/app/c/${circle.communityId}${path}`;

describe("an operator", () => {
  it(
    "resolves money without a home after seeing what it books, and opens the transaction",
    async () => {
      const charge = { reference: "stranger-1", amount: 7_000, currency: "KES", email: "x@example.org" };
      await circle.merchant.call("POST", "/charges", { ...charge, returnUrl: "https://x.example/" });
      await circle.merchant.call("POST", "/control/charges/stranger-1/payment", { channel: "card" });
      await settle(world.server, circle);
      await page.goto(inside("/payments/unmatched"));
      await page.getByText(payments("unmatched.reason.unknown_reference")).click();
      const sheet = page.getByRole("dialog", { name: payments("unmatched.one") });
      await sheet.getByText("stranger-1", { exact: true }).waitFor();
      expect(await faultsAt(page, "unmatched")).toEqual([]);
      await sheet.getByRole("button", { name: payments("unmatched.choice.written_off_in.action") }).click();
      const step = page.getByRole("dialog", { name: payments("unmatched.choice.written_off_in.action") });
      const book = step.getByRole("button", { name: payments("unmatched.book") });
      expect(await step.locator("dl").textContent()).toMatch(/Debit\s*Without a home.*70\.00.*Credit\s*Other income/s);
      await step.getByLabel(payments("unmatched.choice.written_off_in.vow")).check();
      expect(await book.isDisabled()).toBe(true);
      await step.getByLabel(payments("unmatched.note")).fill("Nobody knows the sender");
      expect(await faultsAt(page, "unmatched-step")).toEqual([]);
      await book.click();
      await sheet.getByText("Nobody knows the sender").waitFor();
      await sheet.getByText(payments("unmatched.resolution.written_off")).waitFor();
      await sheet.getByRole("link", { name: payments("field.transactions") }).click();
      await page.getByText("Written off").first().waitFor();
    },
    CHAPTER,
  );

  it(
    "changes a member's roles, and all see it",
    async () => {
      await page.goto(inside("/members"));
      await page.getByText("Baraka Otieno").first().click();
      const sheet = page.getByRole("dialog", { name: "Baraka Otieno" });
      await sheet.getByLabel("Treasurer").check();
      await sheet.getByRole("button", { name: communities("members.save") }).click();
      await page
        .getByText(/Member, Treasurer|Treasurer, Member/)
        .first()
        .waitFor();
      await page.goto(inside("/activity"));
      await page
        .getByText(/Baraka Otieno\S* is now: /)
        .first()
        .waitFor();
    },
    CHAPTER,
  );

  it(
    "tells people of a goal from its next step, by the link where the browser cannot share",
    async () => {
      const goalId = await publishGoal(world.server, circle, { amounts: [50_000] });
      await page.goto(inside(`/goals/${goalId}`));
      const step = page.getByRole("region", { name: fundraising("step.title") });
      const link = String(await step.getByRole("link").getAttribute("href"));
      await step.getByRole("button", { name: fundraising("share.copy") }).click();
      await page.getByText(fundraising("share.copied")).waitFor();
      expect(await page.evaluate("navigator.clipboard.readText()")).toBe(link);
      await step.getByRole("img", { name: fundraising("share.qrAlt") }).waitFor();
      expect(await faultsAt(page, "share")).toEqual([]);
    },
    CHAPTER,
  );
});
