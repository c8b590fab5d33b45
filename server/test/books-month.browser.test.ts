import { readFileSync } from "node:fs";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { checkProof } from "../src/ledger/closing/check-proof.ts";
import { type Circle, must } from "./harness/goals.ts";
import { faultsAt } from "./story/look.ts";
import { openTreasurer } from "./story/treasurer.ts";
import { begins, says, wordsOf } from "./story/words.ts";
import type { World } from "./story/world.ts";

// What a treasurer does at the end of a month: brings in the bank's table, closes, proves a balance to a member.

const ledger = wordsOf("web", "ledger");
const CHAPTER = 120_000;
const BANK = "Tarehe;Maelezo;Kiasi;Akaunti\n01/03/2024;Mchango;1500,00;members:amina\n02/03/2024;Chai;-120,00;tea\n";
const CODES = { description: "Maelezo", account: "Akaunti", counterAccount: "bank:mpesa", currency: "KES" };
const COLUMNS = { date: "Tarehe", dateFormat: "DD/MM/YYYY", amount: "Kiasi", ...CODES };
const TYPES = "bank = ASSET\nmembers = LIABILITY\ntea = EXPENSE";

let world: World;
let circle: Circle;
let page: Page;

beforeAll(async () => {
  ({ world, circle, page } = await openTreasurer());
}, CHAPTER);
afterAll(() => world?.stop(), CHAPTER);

const inside = (path: string) => `${world.origin}/app/c/${circle.communityId}/books${path}`;
const listed = async <T>(what: string) => must(await circle.owner.get(`${circle.path}/ledger/${what}`))["items"] as T[];
const choose = (name: string, content: string | Buffer) =>
  page.locator("input[type=file]").setInputFiles({ name, mimeType: "text/plain", buffer: Buffer.from(content) });
const tellColumns = async () => {
  for (const [name, value] of Object.entries(COLUMNS)) await page.locator(`input[name=${name}]`).fill(value);
};
const preview = () => page.getByRole("button", { name: ledger("import.preview") }).click();

describe("at the end of the month", () => {
  it("a file that does not fit is refused by its letters, its length, or the line where it goes wrong", {
    timeout: CHAPTER,
  }, async () => {
    await page.goto(inside("/import"));
    await choose("Bank.csv", Buffer.from("Gebühr;12,00\n", "latin1"));
    await page.getByText(ledger("import.notText")).waitFor();
    await page.getByLabel(begins(ledger("import.content"))).focus();
    expect(await page.evaluate("getComputedStyle(document.activeElement).outlineStyle")).toBe("solid");
    await choose("long.journal", "x".repeat(1_000_000));
    await page.getByText(ledger("import.tooLong")).waitFor();
    await choose("uneven.journal", "2024-03-01 Chai\n  expenses:tea  KES 12.00\n  assets:purse  KES -11.00\n");
    await preview();
    await page.getByText(says(ledger("import.problems", { count: 1 }))).waitFor();
    await page.getByText(begins(ledger("import.line", { line: 1 }))).waitFor();
    expect(await page.getByText(says(ledger("import.submit", { count: 1 }))).count()).toBe(0);
  });

  it("the bank’s table comes in by its columns once, and not a second time", { timeout: CHAPTER }, async () => {
    await page.goto(inside("/import"));
    await choose("Bank.csv", BANK);
    await tellColumns();
    await preview();
    // Which account is what, the file does not say: the place to say it opens by itself.
    await page.getByLabel(begins(ledger("import.types"))).fill(TYPES);
    await preview();
    // What is changed after it was looked at is not imported unseen.
    const submit = page.getByRole("button", { name: ledger("import.submit", { count: 2 }) });
    await submit.waitFor();
    const content = page.getByLabel(begins(ledger("import.content")));
    await content.fill(`${BANK}x`);
    await page.getByText(ledger("import.changed")).waitFor();
    expect(await submit.count()).toBe(0);
    await content.fill(BANK);
    await submit.click();
    const step = page.getByRole("dialog", { name: ledger("import.title") });
    await step.getByLabel(ledger("import.vow")).check();
    expect(await faultsAt(page, "import-step")).toEqual([]);
    await step.getByRole("button", { name: ledger("import.submit", { count: 2 }) }).click();
    await page.getByText("Mchango").first().waitFor();
    await page.goto(inside("/import"));
    await choose("Bank.csv", BANK);
    await tellColumns();
    await preview();
    await page.getByText(ledger("import.before")).waitFor();
  });

  it("a closed period takes nothing more, and proves a balance by its root", { timeout: CHAPTER }, async () => {
    await page.goto(inside("/seals"));
    await page.getByRole("button", { name: ledger("closings.close") }).click();
    const step = page.getByRole("dialog", { name: ledger("closings.close") });
    await step.getByLabel(ledger("closings.day")).fill("2024-03-31");
    const close = step.getByRole("button", { name: ledger("closings.close") });
    expect(await close.isDisabled()).toBe(true);
    await step.getByLabel(ledger("closings.vow")).check();
    await close.click();
    await page.getByText(ledger("closings.proven"), { exact: true }).waitFor();
    const [closing] = await listed<{ balancesRoot: string }>("closings");
    await page.getByRole("button", { name: ledger("proof.open") }).click();
    const sheet = page.getByRole("dialog", { name: ledger("proof.title") });
    await sheet.getByLabel(ledger("accounts.find")).fill("amina");
    const coming = page.waitForEvent("download");
    await sheet.getByRole("listitem").filter({ hasText: "members/amina" }).getByRole("button").click();
    const proven = checkProof(JSON.parse(readFileSync(await (await coming).path(), "utf8")));
    expect(proven).toMatchObject({ code: "members/amina", credit: 0n, debit: 150_000n, root: closing?.balancesRoot });
    await page.goto(inside("/post"));
    await page.getByLabel(ledger("transaction.date")).fill("2024-03-31");
    const codes = page.getByLabel(ledger("trial.account"), { exact: true });
    const amounts = page.getByLabel(ledger("entries.amount"), { exact: true });
    for (const [at, code] of ["bank/mpesa", "tea"].entries()) await codes.nth(at).fill(code);
    for (const at of [0, 1]) await amounts.nth(at).fill("5");
    await page.getByRole("button", { name: ledger("post.submit"), exact: true }).click();
    await page.getByText(wordsOf("page", "ledger")("problem.period_closed")).waitFor();
  });
  it("an account that is not there leads back to the books", { timeout: CHAPTER }, async () => {
    await page.goto(inside("/accounts/none"));
    await page
      .getByRole("main")
      .getByRole("link", { name: ledger("title") })
      .click();
    await page.getByRole("list", { name: ledger("accounts.title") }).waitFor();
  });
});
