import type { BrowserContext, BrowserContextOptions, Page } from "playwright-core";
import type { World } from "./world.ts";

/** Somebody with a browser of their own, and what was wrong in it. */
export interface Somebody {
  context: BrowserContext;
  page: Page;
}

const PATIENCE_MS = 60_000;

/** What no visitor should meet: errors in the console or from the server, scripts that fail, calls to strangers. */
export class Watch {
  readonly complaints: string[] = [];
  readonly #known: ReadonlySet<string>;

  constructor(world: World) {
    this.#known = new Set([world.origin, new URL(world.sandbox.url).origin]);
  }

  over(context: BrowserContext): void {
    context.on("console", (message) => {
      // The first question of a visitor is who they are; "nobody" is a good answer, which the browser reports all the same.
      const isStranger = message.location().url.endsWith("/v1/me") && message.text().includes("401");
      if (message.type() !== "error" || isStranger) return;
      this.complaints.push(`console: ${message.text()} (${message.location().url})`);
    });
    context.on("weberror", (error) => void this.complaints.push(`script: ${error.error().message}`));
    context.on("request", (request) => {
      const url = new URL(request.url());
      if (url.protocol.startsWith("http") && !this.#known.has(url.origin))
        this.complaints.push(`another host: ${request.url()}`);
    });
    context.on("response", (response) => {
      if (response.status() >= 500) this.complaints.push(`${response.status()}: ${response.url()}`);
    });
  }
}

/** A browser of Nairobi, on a desk unless said otherwise. What the app keeps for trains without a network stays out of the way. */
export async function arrive(world: World, watch: Watch, options: BrowserContextOptions = {}): Promise<Somebody> {
  const context = await world.browser.newContext({
    viewport: { width: 1280, height: 900 },
    locale: "en",
    timezoneId: "Africa/Nairobi",
    colorScheme: "light",
    reducedMotion: "reduce",
    serviceWorkers: "block",
    ...options,
  });
  context.setDefaultTimeout(PATIENCE_MS);
  watch.over(context);
  return { context, page: await context.newPage() };
}

export const PHONE = { width: 390, height: 844 } as const;
