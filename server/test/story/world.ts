import { createServer } from "node:net";
import { setTimeout as pause } from "node:timers/promises";
import type { Browser } from "playwright-core";
import { launchBrowser } from "../harness/browser.ts";
import { passDays } from "../harness/goals.ts";
import { type Merchant, type Sandbox, startSandbox } from "../harness/sandbox.ts";
import { createTestServer, type TestServer } from "../harness/server.ts";
import { requireWebBuild } from "./words.ts";

/** A running server, a provider and a browser, and time that passes for all of them together. */
export interface World {
  origin: string;
  server: TestServer;
  sandbox: Sandbox;
  /** The merchant's account at the provider, made there before anybody here knows of it. */
  merchant: Merchant;
  browser: Browser;
  passDays(days: number): Promise<void>;
  stop(): Promise<void>;
}

export const CURRENCY = "KES";
export const FEE_BPS = 290;

export async function openWorld(): Promise<World> {
  requireWebBuild();
  const port = await freePort();
  const origin = `http://127.0.0.1:${port}`;
  const [sandbox, browser] = await Promise.all([startSandbox(), launchBrowser()]);
  // As `npm start` has it: the server knows where the sandbox stands beside it.
  const sandboxPort = Number(new URL(sandbox.url).port);
  const server = await createTestServer({ publicUrl: origin, sandbox: true, sandboxPort });
  await server.app.api.listen({ host: "127.0.0.1", port });
  const merchant = await sandbox.createMerchant({ currencies: [CURRENCY], feeBps: FEE_BPS });
  let stopJobs = keepWorking(server, merchant);
  return {
    origin,
    server,
    sandbox,
    merchant,
    browser,
    async passDays(days) {
      await stopJobs();
      await passDays(server, { merchant }, days);
      stopJobs = keepWorking(server, merchant);
    },
    async stop() {
      await browser.close();
      await stopJobs();
      await server.stop();
      await sandbox.stop();
    },
  };
}

const POLL_MS = 25;

/** As the worker of a running server: whatever is due is done, and the provider's webhooks come. It polls, as workers do. */
function keepWorking(server: TestServer, merchant: Merchant): () => Promise<void> {
  let isOver = false;
  const loop = (async () => {
    while (!isOver) {
      await server.runJobs();
      await merchant.flush();
      await pause(POLL_MS);
    }
  })();
  return async () => {
    isOver = true;
    await loop;
  };
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, "127.0.0.1");
  await new Promise((resolve) => probe.once("listening", resolve));
  const address = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  return address && typeof address === "object" ? address.port : 0;
}
