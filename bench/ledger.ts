// How fast the books are over HTTP, beside PostgreSQL's own debit-credit benchmark: `npm run bench:ledger` (`-- --help`).
import { startBenchDatabase } from "./ledger/database.ts";
import { createMeter } from "./ledger/meter.ts";
import { HELP, type Options, readOptions } from "./ledger/options.ts";
import { figuresOf, machineLine, rowLine, summary, titleLine } from "./ledger/report.ts";
import { runParts } from "./ledger/run-parts.ts";

const options = readOptions(process.argv.slice(2));
if (options) await bench(options);
else console.log(HELP);

async function bench(asked: Options): Promise<void> {
  const database = await startBenchDatabase();
  const meter = createMeter(database.postmasterPid);
  // PostgreSQL is in a session of its own: whoever stops us must not leave it behind.
  for (const signal of ["SIGINT", "SIGTERM"] as const)
    process.once(signal, () => void database.stop().finally(() => process.exit(130)));
  try {
    console.log(machineLine(database.settings));
    console.log(titleLine());
    const rows = await runParts({
      options: asked,
      database,
      meter,
      tell: (row) => console.log(rowLine(row)),
      note: (text) => console.error(`… ${text}`),
      warn: (text) => console.log(text),
    });
    const figures = figuresOf(rows);
    console.log(summary(figures, meter.peakMb));
    if (asked.json) console.log(JSON.stringify({ figures }));
  } finally {
    meter.stop();
    await database.stop();
  }
}
