import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { closeBooks } from "./harness/closed-books.ts";
import { type Circle, createCircle, must } from "./harness/goals.ts";
import { PASSWORD } from "./harness/people.ts";
import { faultsAt, keep } from "./story/look.ts";
import { PHONE, Watch } from "./story/person.ts";
import { begins, says, wordsOf } from "./story/words.ts";
import { openWorld, type World } from "./story/world.ts";

// The books as a treasurer keeps them in the application: every page with something on it, on a desk and on a phone.

const ledger = wordsOf("web", "ledger");
const hebrew = wordsOf("web", "ledger", "he");
const ui = wordsOf("web", "ui");

const CHAPTER = 120_000;
/** More nodes than one page of the chart has. */
const MANY = 203;
let world: World;
let circle: Circle;
let page: Page;
let watch: Watch;

const ACCOUNTS = [
  { code: "bank/main", type: "ASSET", name: "Equity Bank" },
  { code: "bank/till", type: "ASSET", name: "Cash box", floor: 0, dayLimit: 500_000, monthLimit: 2_000_000 },
  { code: "members/amina", type: "LIABILITY", name: "Amina Yusuf" },
  { code: "members/baraka", type: "LIABILITY", name: "Baraka Otieno" },
  { code: "income/dues", type: "REVENUE" },
  { code: "expenses/hall", type: "EXPENSE" },
];

async function keepBooks(): Promise<void> {
  const { owner, currency } = circle;
  const path = `${circle.path}/ledger`;
  const send = async (to: string, body: object) => must(await owner.send("POST", `${path}/${to}`, body));
  for (const account of ACCOUNTS) await send("accounts", { ...account, currency });
  const post = (day: string, description: string, amount: number, debit: string, credit: string) =>
    send("transactions", {
      description,
      effectiveDate: day,
      reference: `2026/${description}`,
      metadata: { receipt: "A-17" },
      entries: [
        { account: debit, entryType: "DEBIT", amount, currency },
        { account: credit, entryType: "CREDIT", amount, currency },
      ],
    });
  const day = (ago: number) =>
    new Date(world.server.clock.now().getTime() - ago * 86_400_000).toISOString().slice(0, 10);
  await post(day(40), "Amina pays in", 1_250_000, "bank/main", "members/amina");
  await post(day(30), "Baraka pays in", 730_050, "bank/main", "members/baraka");
  await post(day(20), "Dues of Amina", 120_000, "members/amina", "income/dues");
  await post(day(9), "To the cash box", 300_000, "bank/till", "bank/main");
  await post(day(2), "Rent of the hall", 85_000, "expenses/hall", "bank/main");
  await send("holds", { account: "members/amina", amount: 40_000, currency, description: "Loan of March" });
}

beforeAll(async () => {
  world = await openWorld();
  circle = await createCircle(world.server, world.sandbox);
  await keepBooks();
  await closeBooks(world.server, circle);
  await world.server.app.keeper.seal();
  const context = await world.browser.newContext({
    viewport: { width: 1280, height: 900 },
    locale: "en",
    bypassCSP: true,
  });
  watch = new Watch(world);
  watch.over(context);
  page = await context.newPage();
  page.setDefaultTimeout(20_000);
  const data = { email: circle.owner.email, password: PASSWORD };
  await context.request.post(`${world.origin}/v1/sessions`, { data });
}, CHAPTER);
afterAll(() => world?.stop(), CHAPTER);

const inside = (path: string) => `${world.origin}/app/c/${circle.communityId}/books${path}`;
const tree = () => page.getByRole("list", { name: ledger("accounts.title") });

describe("the books", () => {
  it(
    "are a tree that folds, by hand and by keys, and a list of what one looks for",
    async () => {
      await page.goto(inside(""));
      const bank = page.getByRole("button", { name: says(ledger("accounts.fold", { name: ledger("branch.bank") })) });
      await bank.waitFor();
      expect(await faultsAt(page, "books")).toEqual([]);
      await page
        .getByRole("link", { name: /Cash box/ })
        .first()
        .waitFor();
      await bank.focus();
      await page.keyboard.press("ArrowLeft");
      await page
        .getByRole("link", { name: /Cash box/ })
        .first()
        .waitFor({ state: "detached" });
      await page.keyboard.press("ArrowRight");
      await page.keyboard.press("ArrowDown");
      expect(await page.evaluate("document.activeElement.textContent")).toContain("Equity Bank");
      await page.getByLabel(ledger("accounts.find")).fill("amina");
      await expect.poll(() => tree().getByRole("listitem").count()).toBe(1);
      expect(await faultsAt(page, "books-found")).toEqual([]);
      await tree().getByRole("link", { name: /Amina/ }).click();
      await page.getByRole("heading", { level: 1, name: "Amina Yusuf" }).waitFor();
    },
    CHAPTER,
  );

  it(
    "show an account whole: figures, picture, reservations, statement, flow and proof",
    async () => {
      await page.getByRole("img", { name: begins("Lowest") }).waitFor();
      await page.getByText("Loan of March").waitFor();
      await page.getByRole("button", { name: ledger("proof.download") }).waitFor();
      await page.getByRole("list", { name: ledger("flow.went") }).waitFor();
      expect(await faultsAt(page, "account")).toEqual([]);
    },
    CHAPTER,
  );

  it(
    "change an account where somebody may",
    async () => {
      await page.getByRole("button", { name: ledger("settings.title") }).click();
      const sheet = page.getByRole("dialog", { name: ledger("settings.title") });
      await sheet.getByLabel(ledger("settings.refusesDebit")).check();
      await sheet.getByLabel(begins(ledger("settings.dayLimit"))).fill("2,500");
      expect(await faultsAt(page, "account-settings")).toEqual([]);
      await sheet.getByRole("button", { name: ledger("settings.save") }).click();
      await page.getByText(ledger("state.noDebit")).waitFor();
      await page.getByText(ledger("limits.today")).waitFor();
    },
    CHAPTER,
  );

  it(
    "open an account",
    async () => {
      await page.goto(inside("/open"));
      await page.getByLabel(ledger("open.code")).fill("bank/savings");
      expect(await faultsAt(page, "open-account")).toEqual([]);
      await page.getByRole("button", { name: ledger("open.submit") }).click();
      await page.getByText(ledger("entries.none")).waitFor();
      expect(await faultsAt(page, "account-empty")).toEqual([]);
    },
    CHAPTER,
  );

  it(
    "take a transaction by hand, say what is missing while one types, and refuse what does not balance",
    async () => {
      await page.goto(inside("/post"));
      await page.getByLabel(begins(ledger("transaction.description"))).fill("Interest");
      const codes = page.getByLabel(ledger("trial.account"), { exact: true });
      const amounts = page.getByLabel(ledger("entries.amount"), { exact: true });
      await codes.nth(0).fill("bank/savings");
      await codes.nth(1).fill("income/dues");
      await amounts.nth(0).fill("15.50");
      await page.getByText(says(ledger("post.missingCredit"))).waitFor();
      expect(await faultsAt(page, "post")).toEqual([]);
      await amounts.nth(1).fill("15.40");
      await page.getByRole("button", { name: ledger("post.submit"), exact: true }).click();
      await page.getByText(ledger("post.uneven")).waitFor();
      expect(await faultsAt(page, "post-uneven")).toEqual([]);
      await amounts.nth(1).fill("15.50");
      await page.getByRole("button", { name: ledger("post.submit"), exact: true }).click();
      await page.getByRole("heading", { level: 1, name: ledger("transaction.title") }).waitFor();
      await page.getByText(ledger("cause.byHand")).waitFor();
      await page.getByText(ledger("seals.soon"), { exact: true }).waitFor();
      await world.server.app.keeper.seal();
      await page.getByText(ledger("seals.sealed"), { exact: true }).waitFor();
      expect(await faultsAt(page, "transaction")).toEqual([]);
    },
    CHAPTER,
  );

  it(
    "take a part of it back, and both sides know of each other",
    async () => {
      await page.getByRole("button", { name: ledger("reverse.open") }).click();
      const step = page.getByRole("dialog", { name: ledger("reverse.title") });
      await step.getByText(ledger("reverse.part"), { exact: true }).click();
      await step.getByLabel(ledger("entries.amount"), { exact: true }).fill("5");
      await step.getByLabel(ledger("reverse.vow")).check();
      expect(await faultsAt(page, "reverse")).toEqual([]);
      await step.getByRole("button", { name: ledger("reverse.open") }).click();
      await page.getByText(ledger("transaction.reversedBy"), { exact: true }).waitFor();
      await page.getByRole("link", { name: ledger("transaction.other") }).click();
      await page.getByText(ledger("transaction.reverses"), { exact: true }).waitFor();
    },
    CHAPTER,
  );

  it(
    "are read as a journal, a trial balance of any day, and a flow",
    async () => {
      await page.goto(inside("/transactions"));
      await page.getByText("Rent of the hall").first().waitFor();
      expect(await faultsAt(page, "journal")).toEqual([]);
      await page.getByText(ledger("entries.oldest"), { exact: true }).click();
      await page.waitForURL(/order=oldest/);
      await page.getByText("Rent of the hall").first().waitFor();
      await page.getByLabel(ledger("filter.reference")).fill("2026/Dues");
      await page.getByText("Rent of the hall").first().waitFor({ state: "detached" });
      await page.goto(inside("/trial-balance"));
      await page.getByText(ledger("trial.even")).waitFor();
      await page.getByLabel(ledger("trial.effectiveOn")).fill("2020-01-31");
      await page.getByText(says(ledger("trial.means.effective", { day: "31 January 2020" }))).waitFor();
      expect(await page.getByRole("row").filter({ hasText: "Equity Bank" }).count()).toBe(0);
      await page.getByRole("button", { name: ledger("trial.now") }).click();
      await page.getByText(ledger("trial.even")).waitFor();
      expect(await faultsAt(page, "trial")).toEqual([]);
      await page.goto(inside("/flow?from=2020-01-01"));
      await page.getByRole("list", { name: says(ledger("flow.titleOf", { currency: "KES" })) }).waitFor();
      await page.getByLabel(ledger("flow.of")).fill("no/such/account");
      await page.getByText(ledger("flow.none")).waitFor();
      await page.getByLabel(ledger("flow.of")).fill("bank");
      await page.getByRole("list", { name: says(ledger("flow.titleOf", { currency: "KES" })) }).waitFor();
      expect(await faultsAt(page, "flow")).toEqual([]);
    },
    CHAPTER,
  );

  it(
    "show their seals, and close a period only for who knows what that means",
    async () => {
      await page.goto(inside("/seals"));
      await page.getByText(ledger("seals.latest")).waitFor();
      await page.getByText(ledger("closings.proven")).waitFor();
      expect(await faultsAt(page, "seals")).toEqual([]);
      await page.getByRole("button", { name: ledger("closings.close") }).click();
      await page.getByText(ledger("closings.means")).waitFor();
      expect(await faultsAt(page, "close-period")).toEqual([]);
      await page.getByRole("button", { name: ui("cancel") }).click();
    },
    CHAPTER,
  );

  it(
    "take in books that were kept elsewhere, after showing what they bring",
    async () => {
      await page.goto(inside("/import"));
      const content = page.getByLabel(ledger("import.content"));
      await content.fill("2026-01-01 Shop\n  expenses:food  12.50 EUR\n  asset\n");
      await page.getByRole("button", { name: ledger("import.preview") }).click();
      await page.getByText(says(ledger("import.seen"))).waitFor();
      expect(await faultsAt(page, "import")).toEqual([]);
      await content.fill("2026-10-01 Shop\n  expenses:food  12.50 EUR\n  assets:purse\n");
      await page.getByRole("button", { name: ledger("import.preview") }).click();
      await page.getByText(ledger("import.isNew")).first().waitFor();
      expect(await faultsAt(page, "import-seen")).toEqual([]);
    },
    CHAPTER,
  );

  it(
    "post once what is sent again after its answer, and the page, were lost",
    async () => {
      await page.goto(inside("/post"));
      await page.getByLabel(begins(ledger("transaction.description"))).fill("Lost on the way");
      await page.getByLabel(ledger("trial.account"), { exact: true }).nth(0).fill("bank/main");
      await page.getByLabel(ledger("trial.account"), { exact: true }).nth(1).fill("income/dues");
      const amounts = page.getByLabel(ledger("entries.amount"), { exact: true });
      await amounts.nth(0).fill("77");
      await amounts.nth(1).fill("77");
      await page.route("**/ledger/transactions", async (route) => {
        await route.fetch();
        await route.abort();
      });
      const complained = watch.complaints.length;
      await page.getByRole("button", { name: ledger("post.submit"), exact: true }).click();
      await page.getByText(ui("error.offline")).waitFor();
      await page.unroute("**/ledger/transactions");
      watch.complaints.length = complained;
      await page.reload();
      await page.getByText(ui("form.restored")).waitFor();
      await page.getByRole("button", { name: ledger("post.submit"), exact: true }).click();
      await page.getByRole("heading", { level: 1, name: ledger("transaction.title") }).waitFor();
      const list = must(await circle.owner.get(`${circle.path}/ledger/transactions`))["items"] as {
        description: string;
      }[];
      expect(list.filter(({ description }) => description === "Lost on the way")).toHaveLength(1);
    },
    CHAPTER,
  );

  it(
    "show what somebody else posts, without being asked",
    async () => {
      await page.goto(inside("/transactions"));
      await page.getByText("Lost on the way").first().waitFor();
      const line = { amount: 4_200, currency: circle.currency };
      const entries = [
        { ...line, account: "bank/main", entryType: "DEBIT" },
        { ...line, account: "members/baraka", entryType: "CREDIT" },
      ];
      const body = { entries, description: "From somewhere else" };
      must(await circle.owner.send("POST", `${circle.path}/ledger/transactions`, body));
      // Under load pages hear of postings once a second, and of the last one by its seal.
      await world.server.app.keeper.seal();
      await page.getByText("From somewhere else").first().waitFor();
    },
    CHAPTER,
  );

  it(
    "are opened branch by branch where the chart is long",
    async () => {
      for (let number = 1; number <= MANY; number++) {
        const account = { code: `savings/${number}`, type: "LIABILITY", currency: circle.currency };
        must(await circle.owner.send("POST", `${circle.path}/ledger/accounts`, account));
      }
      await page.goto(inside(""));
      await page.getByText(ledger("accounts.count", { count: MANY })).waitFor();
      expect(await page.getByText("Equity Bank").count()).toBe(0);
      await page.getByRole("button", { name: says(ledger("accounts.unfold", { name: "savings" })) }).click();
      await page.getByRole("link", { name: "117", exact: true }).first().waitFor();
    },
    CHAPTER,
  );

  it(
    "speak Hebrew, from right to left",
    async () => {
      await page.goto(`${world.origin}/app/me`);
      await page.getByRole("combobox", { name: ui("language") }).selectOption("he");
      await expect.poll(() => page.locator("html").getAttribute("dir")).toBe("rtl");
      const account = must(await circle.owner.get(`${circle.path}/ledger/accounts?limit=1`))["items"];
      const [{ id = "" } = {}] = account as { id?: string }[];
      const pages = { "": "title", "/trial-balance": "trial.title", "/seals": "seals.title", "/post": "post.title" };
      for (const [path, title] of Object.entries(pages)) {
        await page.goto(inside(path));
        await page.getByRole("heading", { level: 1, name: hebrew(title) }).waitFor();
        expect(await faultsAt(page, `he${path.replace("/", "-")}`)).toEqual([]);
      }
      await page.goto(inside(`/accounts/${id}`));
      await page.getByRole("img", { name: begins("הנמוכה") }).waitFor();
      expect(await faultsAt(page, "he-account")).toEqual([]);
      await page.setViewportSize(PHONE);
      await keep(page, "he-account-phone");
    },
    CHAPTER,
  );

  it("meet nothing in the way: no error, no call to strangers", () => {
    expect(watch.complaints).toEqual([]);
  });
});
