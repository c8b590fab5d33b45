import type { Browser, BrowserContext, Page } from "playwright-core";

/** What one visit of a page cost, as the browser itself measured it. Times in ms since the visit began. */
export interface Metrics {
  /** First Contentful Paint. */
  fcp: number;
  /** Largest Contentful Paint. */
  lcp: number;
  /** Cumulative Layout Shift: the worst window of shifts. */
  cls: number;
  /** Total Blocking Time: what tasks took above 50 ms each, after the first paint. */
  tbt: number;
  /** What came over the wire, heads and compression included. */
  bytes: number;
  requests: number;
}

/**
 * A cheap phone on slow 4G: 150 ms there and back, 1.6 Mbit/s down, 750 kbit/s up. The browser's own throttle delays requests
 * and not packets, so that its figures are the ones which come out the same: 3.75 round trips, 90 % of the rate.
 */
const SLOW_4G = {
  offline: false,
  latency: 150 * 3.75,
  downloadThroughput: (1_638.4 * 0.9 * 1024) / 8,
  uploadThroughput: (750 * 0.9 * 1024) / 8,
};
const CPU_SLOWDOWN = 4;
const PHONE = { viewport: { width: 412, height: 823 }, deviceScaleFactor: 1.75, isMobile: true, hasTouch: true };
/** Nothing came and nothing ran for so long: the page is done. */
const QUIET_MS = 2_000;

/** Visits the page with an empty cache. `prepare` runs before the throttle, such as signing in. */
export async function measurePage(
  browser: Browser,
  url: string,
  prepare: (context: BrowserContext) => Promise<void> = async () => undefined,
): Promise<Metrics> {
  const context = await browser.newContext({ ...PHONE, serviceWorkers: "block" });
  try {
    await prepare(context);
    await context.addInitScript(observe);
    const page = await context.newPage();
    const wire = await throttle(context, page);
    await page.goto(url, { waitUntil: "load", timeout: 60_000 });
    await untilQuiet(page, wire);
    return { ...(await page.evaluate(read)), bytes: wire.bytes, requests: wire.requests };
  } finally {
    await context.close();
  }
}

interface Wire {
  bytes: number;
  requests: number;
  lastAt: number;
}

async function throttle(context: BrowserContext, page: Page): Promise<Wire> {
  const wire: Wire = { bytes: 0, requests: 0, lastAt: performance.now() };
  const session = await context.newCDPSession(page);
  await session.send("Network.enable");
  await session.send("Network.emulateNetworkConditions", SLOW_4G);
  await session.send("Emulation.setCPUThrottlingRate", { rate: CPU_SLOWDOWN });
  session.on("Network.requestWillBeSent", () => {
    wire.requests += 1;
    wire.lastAt = performance.now();
  });
  session.on("Network.loadingFinished", ({ encodedDataLength }) => {
    wire.bytes += encodedDataLength;
    wire.lastAt = performance.now();
  });
  return wire;
}

async function untilQuiet(page: Page, wire: Wire): Promise<void> {
  for (;;) {
    const busyAt = Math.max(wire.lastAt, performance.now() - (await page.evaluate(sinceLastTask)));
    const rest = busyAt + QUIET_MS - performance.now();
    if (rest <= 0) return;
    await new Promise((resolve) => setTimeout(resolve, rest));
  }
}

/** What `observe` writes down in the page. */
interface Seen {
  lcp: number;
  shifts: { at: number; value: number }[];
  tasks: { at: number; ms: number }[];
}

declare global {
  var benchSeen: Seen;
}

function observe(): void {
  const seen: Seen = { lcp: 0, shifts: [], tasks: [] };
  globalThis.benchSeen = seen;
  const follow = (type: string, take: (entry: PerformanceEntry) => void) =>
    new PerformanceObserver((list) => list.getEntries().forEach(take)).observe({ type, buffered: true });
  follow("largest-contentful-paint", (entry) => {
    seen.lcp = entry.startTime;
  });
  follow("longtask", (entry) => seen.tasks.push({ at: entry.startTime, ms: entry.duration }));
  follow("layout-shift", (entry) => {
    const [value, isOwn] = [Reflect.get(entry, "value"), Reflect.get(entry, "hadRecentInput")];
    if (isOwn === false && typeof value === "number") seen.shifts.push({ at: entry.startTime, value });
  });
}

function sinceLastTask(): number {
  const last = globalThis.benchSeen.tasks.at(-1);
  return last ? performance.now() - last.at - last.ms : performance.now();
}

function read(): Pick<Metrics, "fcp" | "lcp" | "cls" | "tbt"> {
  const { lcp, shifts, tasks } = globalThis.benchSeen;
  const fcp = performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? Number.NaN;
  const blocking = tasks.filter(({ at, ms }) => at + ms > fcp).map(({ ms }) => Math.max(0, ms - 50));
  // Windows of shifts: less than a second between two, five at the most; the worst of them counts.
  let [worst, sum, first, last] = [0, 0, 0, Number.NEGATIVE_INFINITY];
  for (const { at, value } of shifts) {
    const isNew = at - last > 1_000 || at - first > 5_000;
    [sum, first, last] = [isNew ? value : sum + value, isNew ? at : first, at];
    worst = Math.max(worst, sum);
  }
  return { fcp, lcp, cls: worst, tbt: blocking.reduce((total, ms) => total + ms, 0) };
}
