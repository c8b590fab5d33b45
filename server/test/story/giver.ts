import type { Page } from "playwright-core";
import { field, follow, headed, press } from "./doors.ts";
import { begins, says, wordsOf } from "./words.ts";
import { CURRENCY, type World } from "./world.ts";

const pages = wordsOf("page", "fundraising/pages");
const sandbox = wordsOf("sandbox", "");

export interface Gift {
  /** As one types it. */
  amount: string;
  /** Whom a receipt goes to; nothing for somebody who is signed in. */
  email?: string;
  name: string;
}

/** On the public page: how much, the summary with the fee, the provider's page, the receipt. */
export async function give(
  world: World,
  page: Page,
  gift: Gift,
  look: (page: Page, name: string) => Promise<void>,
): Promise<void> {
  const form = page.locator("form#give");
  await form.getByLabel(pages("give.own"), { exact: true }).check();
  await form.getByLabel(pages("give.ownAmount", { currency: CURRENCY })).fill(gift.amount);
  if (gift.email) await form.getByLabel(pages("give.email")).fill(gift.email);
  await field(form, pages("give.name")).fill(gift.name);
  await press(form, pages("give.next"));
  await headed(page, pages("confirm.title"));
  await look(page, "give-summary");
  await page.getByRole("button", { name: begins(pages("confirm.pay", { total: CURRENCY })) }).click();
  await payAtProvider(world, page, look);
  await follow(page, pages("pay.toReceipt"));
  await headed(page, pages("receipt.thanks", { name: gift.name }));
  await look(page, "receipt");
}

/** The provider's hosted page: another host, where one pays and comes back. */
async function payAtProvider(
  world: World,
  page: Page,
  look: (page: Page, name: string) => Promise<void>,
): Promise<void> {
  await page.waitForURL((url) => url.origin === new URL(world.sandbox.url).origin);
  await headed(page, sandbox("heading"));
  await look(page, "checkout");
  await page.getByLabel(sandbox("mobile_money")).check();
  await page.getByRole("button", { name: begins(sandbox("pay", { amount: CURRENCY })) }).click();
  await page.waitForURL((url) => url.origin === world.origin && url.pathname.startsWith("/pay/"));
  await headed(page, pages("pay.succeeded"));
}

/** A guest's vote, on the page that the mail's link opened. */
export async function voteAsGuest(page: Page, proof: string): Promise<void> {
  await page.getByRole("heading", { name: proof }).waitFor();
  await page.getByLabel(pages("vote.yes")).check();
  await press(page, pages("vote.send"));
  await page.getByText(pages("vote.saved")).waitFor();
  await page.getByText(says(pages("vote.yours_yes"))).waitFor();
}
