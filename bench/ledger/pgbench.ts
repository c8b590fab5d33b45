import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, globSync } from "node:fs";
import { delimiter, join } from "node:path";
import { withDatabase } from "./database.ts";
import type { Cost, Meter } from "./meter.ts";
import { cpuOfEnded } from "./processes.ts";

const SCALE = 50;
const RUNS = 3;
const LOAD = ["-M", "prepared", "-c", "16", "-j", "2"];
const RATE = /^tps = ([\d.]+)/m;

/** PostgreSQL's own load generator, driving one database over TCP. */
export interface Pgbench {
  /** The TPC-B-like tables, fifty branches of them. */
  initialise(url: string): Promise<void>;
  /** Median transactions a second of three runs; with `script`, of that file instead of TPC-B-like. */
  measure(url: string, seconds: number, meter: Meter, script?: string): Promise<{ perSecond: number; cost: Cost }>;
}

/** Debian keeps it beside the server of each version, and one of them in the path. */
export function findPgbench(): Pgbench | null {
  const folders = (process.env["PATH"] ?? "").split(delimiter).filter(Boolean);
  const beside = globSync("/usr/lib/postgresql/*/bin").sort().reverse();
  const program = [...folders, ...beside].map((folder) => join(folder, "pgbench")).find(existsSync);
  if (!program) return null;
  return {
    initialise: async (url) => void (await run(program, ["-i", "-q", "-s", String(SCALE)], url)),
    async measure(url, seconds, meter, script) {
      const what = script ? ["-n", "-f", script] : [];
      const rates: number[] = [];
      const finish = meter.start(() => cpuOfEnded(process.pid));
      for (let count = 0; count < RUNS; count++) {
        const said = await run(program, [...LOAD, "-T", String(seconds), ...what], url);
        rates.push(Number(RATE.exec(said)?.[1]));
      }
      return { perSecond: rates.sort((a, b) => a - b)[Math.floor(RUNS / 2)] ?? Number.NaN, cost: finish() };
    },
  };
}

async function run(program: string, args: readonly string[], url: string): Promise<string> {
  const { hostname, port, username, password, pathname } = new URL(url);
  const env = {
    PATH: process.env["PATH"] ?? "",
    PGHOST: hostname,
    PGPORT: port,
    PGUSER: username,
    PGPASSWORD: password,
    PGDATABASE: pathname.slice(1),
  };
  const child = spawn(program, args, { env, stdio: ["ignore", "pipe", "pipe"] });
  const said: Buffer[] = [];
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (bytes: Buffer) => void said.push(bytes));
  const [code] = await once(child, "close");
  const text = Buffer.concat(said).toString("utf8");
  if (code !== 0) throw new Error(`pgbench ended with ${code}: ${text}`);
  return text;
}

const PGLEDGER_ACCOUNTS = 100_000;

/** What pgbench runs against pgledger: a transfer between two random accounts, one call. */
export const PGLEDGER_SCRIPT = `\\set debit random(0, ${PGLEDGER_ACCOUNTS - 1})
\\set credit (:debit + random(1, ${PGLEDGER_ACCOUNTS - 1})) % ${PGLEDGER_ACCOUNTS}
select from pgledger_create_transfer((select id from bench_account where n = :debit),
                                     (select id from bench_account where n = :credit), 1);
`;

/** pgledger's own files, in the order in which they were given, and accounts to transfer between. */
export async function preparePgledger(url: string, sources: readonly string[]): Promise<void> {
  await withDatabase(url, async (client) => {
    for (const source of sources) await client.ask(source);
    await client.ask(`create table bench_account as
      select n, a.id from generate_series(0, ${PGLEDGER_ACCOUNTS - 1}) n
       cross join lateral pgledger_create_account('account ' || n, 'KES') a`);
    await client.ask("alter table bench_account add primary key (n)");
    await client.ask("vacuum (analyze)");
  });
}
