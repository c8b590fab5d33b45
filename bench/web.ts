// What a visit costs on a cheap phone: `npm run bench:web` (`-- --json` for the last line alone as JSON, `-- --runs 3`).
// Chromium's own measures under slow 4G and a CPU four times slower, the median of five visits with an empty cache.
import { parseArgs } from "node:util";
import type { Browser, BrowserContext } from "playwright-core";
import { launchBrowser } from "../server/test/harness/browser.ts";
import { buildWeb } from "../tools/lib/web-build.mjs";
import { startDemoServer } from "./demo-server.ts";
import { type Metrics, measurePage } from "./page-metrics.ts";

/** The treasurer's home: what waits, what happened, three communities' worth of it. */
const PERSON = "ouma@example.org";

interface Visit {
  name: string;
  path: string;
  prepare?: (context: BrowserContext) => Promise<void>;
  /** What it must stay below: something to see in 2 s, and no more than 60 kB for a page that strangers open. */
  limits: Partial<Metrics>;
}

const UNITS: Readonly<Record<keyof Metrics, string>> = {
  fcp: "ms",
  lcp: "ms",
  cls: "",
  tbt: "ms",
  bytes: "B",
  requests: "",
};
const KEYS = ["fcp", "lcp", "cls", "tbt", "bytes", "requests"] as const satisfies readonly (keyof Metrics)[];

const { values } = parseArgs({
  options: { runs: { type: "string", default: "5" }, json: { type: "boolean", default: false } },
});
const runs = Number(values.runs);
if (!Number.isInteger(runs) || runs < 1) throw new Error("--runs wants a whole number from 1");

buildWeb();
const server = await startDemoServer();
const browser = await launchBrowser();
try {
  const visits: Visit[] = [
    {
      name: "public_goal",
      path: `/g/${server.goals[0]}`,
      limits: { fcp: 2_000, lcp: 2_500, cls: 0.1, tbt: 200, bytes: 60 * 1024 },
    },
    {
      name: "app_home",
      path: "/app/",
      prepare: signIn,
      limits: { fcp: 2_000, lcp: 4_000, cls: 0.05, tbt: 300, bytes: 250 * 1024, requests: 20 },
    },
  ];
  const figures: Record<string, number> = {};
  for (const visit of visits) {
    const median = await medianOf(browser, visit);
    for (const key of KEYS) figures[`${visit.name}_${key}`] = median[key];
    if (!values.json) tell(visit, median);
  }
  console.log(JSON.stringify({ figures }));
} finally {
  await browser.close();
  await server.stop();
}

async function signIn(context: BrowserContext): Promise<void> {
  const answer = await context.request.post(`${server.url}/v1/sessions`, {
    data: { email: PERSON, password: server.password },
  });
  if (!answer.ok()) throw new Error(`the demo's sign-in was refused: ${await answer.text()}`);
}

/** Each figure's own median: one slow visit does not count for all of them. */
async function medianOf(chromium: Browser, { path, prepare }: Visit): Promise<Metrics> {
  const visits: Metrics[] = [];
  for (let run = 0; run < runs; run++) visits.push(await measurePage(chromium, server.url + path, prepare));
  const middle = (key: keyof Metrics) => {
    const sorted = visits.map((visit) => visit[key]).sort((a, b) => a - b);
    const value = sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
    return key === "cls" ? Math.round(value * 1_000) / 1_000 : Math.round(value);
  };
  return {
    fcp: middle("fcp"),
    lcp: middle("lcp"),
    cls: middle("cls"),
    tbt: middle("tbt"),
    bytes: middle("bytes"),
    requests: middle("requests"),
  };
}

function tell({ name, path, limits }: Visit, median: Metrics): void {
  console.log(`${name}  ${path}  (slow 4G, CPU 4× slower, median of ${runs})`);
  for (const key of KEYS) {
    const limit = limits[key];
    const share = limit === undefined ? "" : `  ${(median[key] / limit).toFixed(2)} of ${limit} ${UNITS[key]}`;
    console.log(`  ${key.padEnd(8)} ${String(median[key]).padStart(8)} ${UNITS[key].padEnd(2)}${share.trimEnd()}`);
  }
}
