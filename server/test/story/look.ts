import { mkdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { PHONE } from "./person.ts";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
/** With this set, what the browser saw is kept there to be looked at. */
const LOOK_DIR = process.env["LOOK_DIR"];
const DESK = { width: 1280, height: 900 } as const;

const VIEWS = [
  { size: DESK, scheme: "light", isChecked: true },
  { size: PHONE, scheme: "dark", isChecked: true },
  { size: PHONE, scheme: "light", isChecked: false },
  { size: DESK, scheme: "dark", isChecked: false },
] as const;

/** The page on a desk and on a phone, in light and dark: accessible, not wider than the screen, and every text translated. */
export async function faultsAt(page: Page, name: string): Promise<string[]> {
  const before = page.viewportSize() ?? DESK;
  const isDark = (await ask(page, DARK)) === true;
  await settled(page);
  const faults = await untranslated(page);
  for (const { size, scheme, isChecked } of VIEWS) {
    if (!isChecked && !LOOK_DIR) continue;
    await page.setViewportSize(size);
    await paint(page, scheme);
    await keep(page, `${name}-${size.width}-${scheme}`);
    if (isChecked) faults.push(...(await lastingFaults(page)), ...(await overflow(page, size.width)));
  }
  await page.setViewportSize(before);
  await paint(page, isDark ? "dark" : "light");
  return [...new Set(faults)];
}

const DARK = 'matchMedia("(prefers-color-scheme: dark)").matches';

/** Nothing is loading any more. */
function settled(page: Page): Promise<void> {
  return page.locator("[aria-busy=true]").first().waitFor({ state: "detached" });
}

/** Changes the colours and waits until the application has followed; the server's pages need no script for it. */
async function paint(page: Page, scheme: "light" | "dark"): Promise<void> {
  await page.emulateMedia({ colorScheme: scheme });
  const painted = `html:not([data-mantine-color-scheme]), html[data-mantine-color-scheme="${scheme}"]`;
  await page.locator(painted).waitFor({ state: "attached" });
}

/** A picture of the page as it is; only where somebody wants to look. */
export async function keep(page: Page, name: string, folder = LOOK_DIR): Promise<void> {
  if (!folder) return;
  mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: join(folder, `${name}.png`), fullPage: true, animations: "disabled", timeout: 15_000 });
}

interface Violation {
  id: string;
  html: string[];
}

/** A message that is fading away is pale for a moment: only what stays is a fault. */
async function lastingFaults(page: Page): Promise<string[]> {
  const found = await seriousFaults(page);
  if (found.length === 0) return found;
  await page.locator(".mantine-Notification-root").first().waitFor({ state: "detached" });
  return seriousFaults(page);
}

async function seriousFaults(page: Page): Promise<string[]> {
  const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
  await ask(page, AXE);
  const found = await ask(
    page,
    `axe.run(document, { runOnly: ${JSON.stringify(tags)}, resultTypes: ["violations"] }).then(({ violations }) =>
      violations.filter(({ impact }) => impact === "serious" || impact === "critical")
        .map(({ id, nodes }) => ({ id, html: nodes.map(({ html }) => html) })))`,
  );
  if (!Array.isArray(found)) throw new Error("axe did not answer");
  return (found as Violation[]).map(
    ({ id, html }) => `${id}: ${html[0]?.replaceAll(/ (id|for|aria-\w+)="[^"]*"/g, "") ?? ""}`,
  );
}

async function overflow(page: Page, width: number): Promise<string[]> {
  const wide = Number(await ask(page, "document.documentElement.scrollWidth"));
  return wide > width ? [`${wide} pixels wide on a screen of ${width}`] : [];
}

/** Keys where texts should be, and places in texts that nobody filled. */
async function untranslated(page: Page): Promise<string[]> {
  const texts = await ask(
    page,
    `["aria-label", "alt", "placeholder", "title"]
      .flatMap((name) => [...document.querySelectorAll("[" + name + "]")].map((element) => element.getAttribute(name)))
      .concat(document.body.innerText.split("\\n"))`,
  );
  if (!Array.isArray(texts)) throw new Error("the page has no text");
  return texts
    .map((text) => String(text).trim())
    .filter((text) => /^[a-z]\w*(:\w+)?(\.\w+)+$/.test(text) || text.includes("{{"))
    .map((text) => `untranslated: ${text}`);
}

/** By the debugger's door, which the page's own policy does not bar: it stays in force while the story is told. */
async function ask(page: Page, expression: string): Promise<unknown> {
  const door = await page.context().newCDPSession(page);
  const answer = await door.send("Runtime.evaluate", { expression, awaitPromise: true, returnByValue: true });
  await door.detach();
  if (answer.exceptionDetails)
    throw new Error(answer.exceptionDetails.exception?.description ?? answer.exceptionDetails.text);
  return answer.result.value;
}
