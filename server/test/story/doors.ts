import type { Locator, Page } from "playwright-core";
import { expect } from "vitest";
import type { Somebody } from "./person.ts";
import { begins, says, wordsOf } from "./words.ts";
import type { World } from "./world.ts";

const identity = wordsOf("web", "identity");
const server = wordsOf("page", "identity");
const communities = wordsOf("web", "communities");

export const PASSWORD = "plum tractor velvet harbour";

export interface Name {
  given: string;
  family: string;
  email: string;
}

/** The text field with this label. */
export function field(place: Page | Locator, label: string): Locator {
  return place.getByRole("textbox", { name: begins(label) });
}

export function press(place: Page | Locator, name: string): Promise<void> {
  return place.getByRole("button", { name, exact: true }).click();
}

export function follow(place: Page | Locator, name: string): Promise<void> {
  return place.getByRole("link", { name, exact: true }).first().click();
}

/** The page says this as its heading. */
export function headed(page: Page, heading: string): Promise<void> {
  return page
    .getByRole("heading", { name: says(heading) })
    .first()
    .waitFor();
}

/** Opens the newest mail with this subject in the mailbox of the house, and follows the button in it. */
export async function openMail(
  world: World,
  who: Somebody,
  to: string,
  subject: string,
  action: string,
): Promise<Page> {
  const box = await who.context.newPage();
  const mail = box.getByRole("link", { name: says(subject) }).first();
  const look = async () => {
    await box.goto(`${world.origin}/dev/mailbox?to=${encodeURIComponent(to)}`);
    return mail.count();
  };
  await expect.poll(look, { timeout: 60_000, message: `a mail to ${to}: ${subject}` }).toBeGreaterThan(0);
  await mail.click();
  const button = box.frameLocator("iframe").getByRole("link", { name: action, exact: true });
  const [opened] = await Promise.all([who.context.waitForEvent("page"), button.click()]);
  await opened.waitForLoadState();
  await box.close();
  return opened;
}

/** From the first page to the first look inside: account, mail, confirmation, sign-in. */
export async function joinCommonpurse(
  world: World,
  who: Somebody,
  name: Name,
  look?: (page: Page, name: string) => Promise<void>,
): Promise<void> {
  const { page } = who;
  await fillAccount(page, name);
  await look?.(page, "sign-up");
  await press(page, identity("signUp.action"));
  await headed(page, identity("checkMail.title"));
  const mail = await openMail(
    world,
    who,
    name.email,
    server("mail.verify_email.subject"),
    server("mail.verify_email.action"),
  );
  await press(mail, server("page.verify.action"));
  await headed(mail, server("page.done.verified.title"));
  await mail.close();
  await follow(page, identity("checkMail.toSignIn"));
  await field(page, identity("field.email")).fill(name.email);
  await page.getByLabel(identity("field.password"), { exact: true }).fill(PASSWORD);
  await press(page, identity("signIn.action"));
}

async function fillAccount(page: Page, name: Name): Promise<void> {
  await headed(page, identity("signUp.title"));
  await field(page, identity("field.givenName")).fill(name.given);
  await field(page, identity("field.familyName")).fill(name.family);
  await field(page, identity("field.email")).fill(name.email);
  await page.getByLabel(identity("field.password"), { exact: true }).fill(PASSWORD);
}

/** A link that lets one person in, made in the app and read from its page. */
export async function inviteByLink(page: Page): Promise<string> {
  await follow(page, communities("members.title"));
  await follow(page, communities("invite.title"));
  await press(page, communities("invite.action"));
  await headed(page, communities("invite.ready"));
  return (await page.locator("code").first().textContent()) ?? "";
}
