// What it costs the database to read long books: `npm run bench:ledger-reading` (`-- --help`).
import { loadavg } from "node:os";
import { parseArgs } from "node:util";
import { createApp } from "../server/src/app/create-app.ts";
import { parseConfig } from "../server/src/platform/config.ts";
import type { CommunityContext } from "../server/src/platform/context.ts";
import { newId } from "../server/src/platform/ids.ts";
import { type BenchDatabase, startBenchDatabase } from "./ledger/database.ts";
import { type History, loadHistory } from "./ledger-reading/history.ts";
import { type Measured, measure } from "./ledger-reading/measure.ts";
import { QUESTIONS, type Question } from "./ledger-reading/questions.ts";

const HELP = `npm run bench:ledger-reading -- [--json] [--entries N]

Loads N entries (10 million) over fourteen months, a tenth of them on one account, and measures on one connection what statements,
balances at a time and trial balances take.

  --json       the figures as JSON on the last line
  --entries N  smaller books`;

const { values } = parseArgs({
  options: {
    json: { type: "boolean", default: false },
    entries: { type: "string", default: "10000000" },
    help: { type: "boolean", default: false },
  },
});

if (values.help) console.log(HELP);
else await bench(Number(values.entries));

async function bench(entries: number): Promise<void> {
  if (!Number.isInteger(entries) || entries < 1_000) throw new Error("--entries wants a whole number from 1000");
  const database = await startBenchDatabase();
  // PostgreSQL is in a session of its own: whoever stops us must not leave it behind.
  for (const signal of ["SIGINT", "SIGTERM"] as const)
    process.once(signal, () => void database.stop().finally(() => process.exit(130)));
  try {
    const figures = await measureAll(database, entries);
    if (values.json) console.log(JSON.stringify({ figures }));
  } finally {
    await database.stop();
  }
}

async function measureAll(database: BenchDatabase, entries: number): Promise<Record<string, number>> {
  const urls = await database.createBooks("reading");
  const begun = performance.now();
  const history = await loadHistory(urls.owner, newId(), entries);
  const seconds = Math.round((performance.now() - begun) / 1_000);
  console.log(
    `${history.entries} entries, ${history.hotEntries} of them on one account; loaded in ${seconds} s; load average ${loadavg()[0]?.toFixed(1)}`,
  );
  const config = parseConfig({ DATA_DIR: database.dataDir, SANDBOX: "0", DEMO: "0" });
  const app = await createApp({ config, databaseUrl: urls.app });
  const figures: Record<string, number> = { entries: history.entries };
  try {
    console.log("question                                    p50 ms    p95 ms");
    for (const question of QUESTIONS) {
      const actor = { kind: "system", job: "bench" } as const;
      const entry = { as: "system", communityId: history.communityId, actor } as const;
      const taken = await app.services.inCommunity(entry, (ctx) => asked(ctx, history, question));
      console.log(lineOf(question, taken));
      figures[`${question.key}_p50_ms`] = rounded(taken.p50);
      figures[`${question.key}_p95_ms`] = rounded(taken.p95);
    }
  } finally {
    await app.stop();
  }
  return figures;
}

function asked(ctx: CommunityContext, history: History, question: Question): Promise<Measured> {
  return measure(question.times, () => question.ask(ctx, history));
}

function lineOf({ name, most }: Question, { p50, p95 }: Measured): string {
  const verdict = most === undefined ? "" : `  ${p95 < most ? "under" : "OVER"} ${most}`;
  return `${name.padEnd(40)} ${p50.toFixed(1).padStart(9)} ${p95.toFixed(1).padStart(9)}${verdict}`;
}

function rounded(ms: number): number {
  return Math.round(ms * 100) / 100;
}
