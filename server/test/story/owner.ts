import type { Page } from "playwright-core";
import sharp from "sharp";
import { expect } from "vitest";
import { field, follow, headed, press } from "./doors.ts";
import { begins, says, wordsOf } from "./words.ts";
import { CURRENCY, FEE_BPS, type World } from "./world.ts";

const app = wordsOf("web", "app");
const communities = wordsOf("web", "communities");
const fundraising = wordsOf("web", "fundraising");
const payments = wordsOf("web", "payments");
const ui = wordsOf("web", "ui");

export interface Part {
  title: string;
  /** As one types it. */
  amount: string;
}

export interface Plan {
  title: string;
  story: string;
  target: string;
  parts: readonly Part[];
}

export async function createCommunity(page: Page, name: string): Promise<void> {
  await follow(page, communities("create.title"));
  await headed(page, communities("create.title"));
  await field(page, communities("create.name")).fill(name);
  await page.getByLabel(communities("create.currency")).selectOption(CURRENCY);
  await press(page, communities("create.action"));
  await headed(page, name);
}

/** Types the merchant's keys in, and takes the address for webhooks to the provider, as its help text asks. */
export async function connectProvider(world: World, page: Page, name: string): Promise<void> {
  await follow(page, app("places.payments"));
  await follow(page, payments("tab.providers"));
  await press(page, payments("providers.add"));
  const form = page.getByRole("dialog");
  await form.getByLabel(payments("providers.kind")).selectOption("sandbox");
  await field(form, payments("providers.name")).fill(name);
  await field(form, payments("providers.secretKey")).fill(world.merchant.secretKey);
  await field(form, payments("providers.webhookSecret")).fill(world.merchant.webhookSecret);
  await field(form, payments("providers.baseUrl")).fill(world.sandbox.url);
  // What such a provider usually takes stands there; this merchant agreed on another price.
  const share = field(form, payments("fees.percent"));
  await expect.poll(() => share.inputValue()).toBe("1.5");
  await share.fill(String(FEE_BPS / 100));
  await press(form, payments("providers.save"));
  const card = page.getByRole("region", { name });
  await card.getByText(payments("providers.active")).waitFor();
  await world.merchant.change({ webhookUrl: await card.locator("code").first().textContent() });
}

/** Story, plan, promise, last look: one step after the other, to a draft. */
export async function planGoal(
  page: Page,
  plan: Plan,
  look: (page: Page, name: string) => Promise<void>,
): Promise<void> {
  await follow(page, app("places.goals"));
  await follow(page, fundraising("goals.new"));
  await field(page, fundraising("field.title")).fill(plan.title);
  await field(page, fundraising("field.story")).fill(plan.story);
  await choosePhoto(page, fundraising("upload.photo"), "school.jpg");
  await look(page, "wizard-story");
  await press(page, fundraising("wizard.next"));
  await field(page, fundraising("field.target")).fill(plan.target);
  for (const [index, part] of plan.parts.entries()) {
    if (index > 0) await press(page, fundraising("wizard.addMilestone"));
    await field(page, fundraising("field.milestone")).nth(index).fill(part.title);
    await field(page, fundraising("field.amount")).nth(index).fill(part.amount);
  }
  await page.getByText(fundraising("wizard.sumRight")).waitFor();
  await look(page, "wizard-plan");
  await press(page, fundraising("wizard.next"));
  await page.getByLabel(fundraising("wizard.vote.window")).selectOption("1");
  await look(page, "wizard-promise");
  await press(page, fundraising("wizard.next"));
  await page.getByText(fundraising("terms.days", { count: 1 })).waitFor();
  await look(page, "wizard-last-look");
  await press(page, fundraising("wizard.save"));
  await headed(page, plan.title);
}

/** A picture from the phone, large as phones make them, by the button that opens the file chooser. */
async function choosePhoto(page: Page, button: string, name: string): Promise<void> {
  const buffer = await photo();
  const [chooser] = await Promise.all([
    page.waitForEvent("filechooser"),
    page.getByRole("button", { name: button, exact: true }).click(),
  ]);
  await chooser.setFiles({ name, mimeType: "image/jpeg", buffer });
  const thumb = page.getByRole("img", { name: fundraising("upload.picture", { number: 1 }) });
  await thumb.waitFor();
}

function photo(): Promise<Buffer> {
  const roof = `<svg xmlns="http://www.w3.org/2000/svg" width="1600" height="1200"><rect width="1600" height="1200" fill="#9fd0ea"/><rect y="800" width="1600" height="400" fill="#c79a5b"/><rect x="400" y="600" width="800" height="350" fill="#f2e3c6"/><path d="M330 620 800 330l470 290z" fill="#b4553a"/></svg>`;
  return sharp(Buffer.from(roof)).jpeg({ quality: 80 }).toBuffer();
}

/** A summary, a vow, and the button that does it. */
async function stepUp(page: Page, vow: string, confirm: RegExp): Promise<void> {
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("checkbox", { name: vow }).check();
  await dialog.getByRole("button", { name: confirm }).click();
  await dialog.waitFor({ state: "hidden" });
}

/** Publishes the draft on the page, and reads its public address. */
export async function publish(page: Page, look: (page: Page, name: string) => Promise<void>): Promise<string> {
  await press(page, fundraising("publish.open"));
  await page
    .getByRole("dialog")
    .getByText(fundraising("terms.days", { count: 1 }))
    .waitFor();
  await look(page, "publish");
  await stepUp(page, fundraising("publish.vow"), begins(fundraising("publish.action")));
  const link = page.getByRole("link", { name: fundraising("goal.publicPage") });
  return (await link.getAttribute("href")) ?? "";
}

export interface Shown {
  title: string;
  text: string;
  heading: string;
}

/** Shows the givers a proof with a photo. */
export async function showProof(page: Page, proof: Shown): Promise<void> {
  await follow(page, fundraising("proof.new"));
  await headed(page, proof.heading);
  await field(page, fundraising("proof.heading")).fill(proof.title);
  await field(page, fundraising("proof.description")).fill(proof.text);
  await choosePhoto(page, fundraising("upload.files"), "proof.jpg");
  await press(page, fundraising("proof.submit"));
  await headed(page, proof.title);
  await page.getByText(fundraising("proofStatus.voting"), { exact: true }).waitFor();
}

/** What the goal waits for now, as its card says. */
export function awaitStep(page: Page, step: string, values: Readonly<Record<string, string>> = {}): Promise<void> {
  const card = page.getByRole("region", { name: fundraising("step.title"), exact: true });
  return card
    .getByText(says(fundraising(`step.${step}.title`, values)))
    .first()
    .waitFor();
}

export async function release(page: Page, milestone: string): Promise<void> {
  await awaitStep(page, "release", { milestone });
  await press(page, fundraising("release.open"));
  await stepUp(page, fundraising("release.vow"), begins(fundraising("release.action")));
  await awaitStep(page, "pay_out", { milestone });
}

export interface Payee {
  name: string;
  account: string;
  bank: string;
}

/** Says where to, reads the whole of it once more, goes back for another look, vouches for it, and sends it. */
export async function payOut(
  page: Page,
  payee: Payee,
  look?: (page: Page, name: string) => Promise<void>,
): Promise<void> {
  await press(page, fundraising("payout.open"));
  const sheet = page.getByRole("dialog", { name: fundraising("payout.title") });
  const account = field(sheet, fundraising("payout.account"));
  await field(sheet, fundraising("payout.name")).fill(payee.name);
  await account.fill(` +${payee.account.slice(0, 3)} ${payee.account.slice(3)}`);
  await field(sheet, fundraising("payout.bank")).fill(payee.bank);
  await look?.(page, "payout-where-to");
  await press(sheet, fundraising("payout.next"));
  const summary = page.getByRole("dialog", { name: fundraising("payout.confirmTitle") });
  await press(summary, ui("cancel"));
  await expect.poll(() => account.inputValue()).toBe(payee.account);
  await press(sheet, fundraising("payout.next"));
  for (const line of [payee.name, payee.account, payee.bank]) await summary.getByText(line, { exact: true }).waitFor();
  await look?.(page, "payout-summary");
  await stepUp(page, fundraising("payout.vow"), begins(fundraising("payout.action", { amount: CURRENCY })));
}
