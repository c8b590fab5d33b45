import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Circle, createCircle, must, publishGoal, settle } from "./harness/goals.ts";
import { createPerson, PASSWORD, type Person } from "./harness/people.ts";
import { field, follow, press } from "./story/doors.ts";
import { faultsAt } from "./story/look.ts";
import { says, wordsOf } from "./story/words.ts";
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

  it(
    "is told before publishing that nobody can pay, and has a key for the sandbox made on its own page",
    async () => {
      const goalId = await draftIn("USD");
      await page.goto(inside(`/goals/${goalId}`));
      await press(page, fundraising("publish.open"));
      const step = page.getByRole("dialog", { name: fundraising("publish.title") });
      await step.getByText(says(fundraising("publish.noProvider", { currency: "USD" }))).waitFor();
      expect(await faultsAt(page, "nobody-can-pay")).toEqual([]);
      await follow(page, fundraising("publish.addProvider"));

      await press(page, payments("providers.add"));
      const form = page.getByRole("dialog", { name: payments("providers.add") });
      await form.getByLabel(payments("providers.kind")).selectOption("sandbox");
      const [desk] = await Promise.all([
        page.context().waitForEvent("page"),
        form.getByRole("link", { name: world.sandbox.url }).click(),
      ]);
      await press(desk, "Make a test merchant");
      await field(form, payments("providers.name")).fill("Play money");
      await field(form, payments("providers.secretKey")).fill(String(await desk.locator("code").first().textContent()));
      await field(form, payments("providers.currencies")).fill("USD");
      await press(form, payments("providers.save"));
      const card = page.getByRole("region", { name: "Play money" });
      const address = String(await card.locator("code").first().textContent());
      await field(desk, "Webhook address").fill(address);
      await press(desk, "Send webhooks there");
      await desk.getByText(address).waitFor();
      await desk.close();

      await page.goto(inside(`/goals/${goalId}`));
      await press(page, fundraising("publish.open"));
      await step.getByText(fundraising("publish.vow")).waitFor();
      expect(await offered(goalId)).toEqual([{ id: expect.any(String), name: "Play money", mode: "test" }]);
      expect(await step.getByText(says(fundraising("publish.noProvider", { currency: "USD" }))).count()).toBe(0);
    },
    CHAPTER,
  );
});

async function draftIn(currency: string): Promise<string> {
  const amount = { amount: 50_000, currency };
  const deadline = new Date(world.server.clock.now().getTime() + 30 * 86_400_000).toISOString();
  const words = { title: "A well", description: "The river is far.", targetAmount: amount, deadline };
  const milestones = [{ title: "All of it", amount }];
  return String(must(await circle.owner.send("POST", `${circle.path}/goals`, { ...words, milestones }))["id"]);
}

async function offered(goalId: string): Promise<unknown> {
  return must(await circle.owner.get(`${circle.path}/goals/${goalId}/providers`))["items"];
}
