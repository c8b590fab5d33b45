import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { type BenchDatabase, type BooksUrls, withDatabase } from "./database.ts";
import { type Load, runLoad, runSingle } from "./load.ts";
import { loadEntries } from "./loader.ts";
import type { Meter } from "./meter.ts";
import type { Options, Part } from "./options.ts";
import { findPgbench, PGLEDGER_SCRIPT, type Pgbench, preparePgledger } from "./pgbench.ts";
import type { WorldFiles } from "./plan.ts";
import type { Row } from "./report.ts";
import { type BenchServer, startBenchServer } from "./server.ts";
import { beginProof, checkBooks, type Proof } from "./truths.ts";
import { createWorld, type Shape, type World } from "./world.ts";

const ACCOUNTS = 100_000;
const COMMUNITIES = { count: 1_000, accounts: 100 };
/** The least first, on accounts that the server has not seen; what is compared last, when it knows most of them. */
const CONNECTIONS = [64, 1_000, 256];
const USUAL = 256;
const WORKERS = 16;
/** What is set against pgbench, the median of three itself, is the median of as many windows. */
const WINDOWS = 3;
const BULK = { connections: 4, linesPerRequest: 5_000 };

export interface Run {
  options: Options;
  database: BenchDatabase;
  meter: Meter;
  /** Tells a row as soon as it is measured. */
  tell(row: Row): void;
  /** Tells what is being done. */
  note(text: string): void;
  /** Tells what whoever reads the table must know. */
  warn(text: string): void;
}

/** Everything that was asked for, in the order that makes what is compared stand side by side. */
export async function runParts(run: Run): Promise<Row[]> {
  const { parts, quick } = run.options;
  const rows: Row[] = [];
  const add = (row: Row) => {
    rows.push(row);
    run.tell(row);
  };
  const wants = (...some: Part[]) => some.some((part) => parts.has(part));
  const pgbench = wants("a", "b") ? findPgbench() : null;
  if (wants("a", "b") && !pgbench)
    run.warn("pgbench is missing (Debian: postgresql-contrib): nothing can be compared with it");
  const tpcb = wants("a") && pgbench ? await openTpcb(run, pgbench) : null;
  if (wants("c", "d", "e", "f", "g", "latency")) {
    const shape: Shape = { accounts: ACCOUNTS, communities: wants("g") ? COMMUNITIES : null };
    await withBooks(run, "bench_books", shape, async (books) => {
      if (tpcb) add(await tpcb("before"));
      if (wants("d")) for (const count of CONNECTIONS) add(await spread(books, count));
      if (tpcb) add(await tpcb("after"));
      if (wants("e")) for (const count of quick ? [USUAL] : CONNECTIONS) add(await hot(books, count));
      if (wants("f")) add(await bulk(books));
      if (wants("g")) add(await manyCommunities(books));
      if (wants("latency")) add(await halfPeak(books, rows));
      if (wants("c")) add(await single(books));
    });
  } else if (tpcb) add(await tpcb("before"));
  if (wants("b") && pgbench && run.options.pgledger.length > 0) add(await pgledger(run, pgbench));
  if (wants("growth")) await growth(run, add);
  return rows;
}

async function openTpcb({ options, database, meter, note }: Run, pgbench: Pgbench) {
  note("preparing pgbench");
  const url = await database.create("bench_pgbench");
  await pgbench.initialise(url);
  return async (when: "before" | "after"): Promise<Row> => {
    note(`pgbench, ${when} (d)`);
    const measured = await pgbench.measure(url, options.seconds, meter);
    return { key: `a-${when}`, name: `(a) pgbench TPC-B-like, ${when} (d)`, ...measured };
  };
}

async function pgledger({ options, database, meter, note }: Run, pgbench: Pgbench): Promise<Row> {
  note("preparing pgledger");
  const url = await database.create("bench_pgledger");
  await preparePgledger(url, options.pgledger);
  const script = join(database.dataDir, "pgledger.sql");
  writeFileSync(script, PGLEDGER_SCRIPT);
  return { key: "b", name: "(b) pgledger by pgbench", ...(await pgbench.measure(url, options.seconds, meter, script)) };
}

/** Books with a server in front, and the proof that what it acknowledged is in them. */
interface Books {
  run: Run;
  urls: BooksUrls;
  server: BenchServer;
  world: World;
  proof: Proof;
}

async function withBooks(run: Run, name: string, shape: Shape, work: (books: Books) => Promise<void>): Promise<void> {
  run.note(`preparing ${shape.accounts} accounts`);
  const urls = await run.database.createBooks(name);
  const world = await createWorld(urls, run.database.dataDir, name, shape);
  const server = await startBenchServer(urls, run.database.dataDir);
  const books = { run, urls, server, world, proof: await beginProof(urls.owner) };
  run.meter.watch(server.pid);
  try {
    await work(books);
    run.note("checking the books");
    await checkBooks(urls.owner);
  } finally {
    run.meter.watch(null);
    await books.server.stop();
  }
}

/** A server that knows nothing of what was done to the books beside the one before it. */
async function restart(books: Books): Promise<void> {
  await books.server.stop();
  books.server = await startBenchServer(books.urls, books.run.database.dataDir);
  books.run.meter.watch(books.server.pid);
  books.proof = await beginProof(books.urls.owner);
}

/** What all loads over HTTP are told. */
function httpPlan({ run, server }: Books, world: WorldFiles, connections: number) {
  const { seconds, warmUpSeconds } = run.options;
  return { port: server.port, connections, world, seconds, warmUpSeconds };
}

async function proved(
  books: Books,
  { key, name, windows = 1 }: { key: string; name: string; windows?: number },
  load: () => Promise<Load>,
): Promise<Row> {
  books.run.note(name);
  const rows: Row[] = [];
  while (rows.length < windows) {
    const { result, cost } = await load();
    await books.proof.check(name, result);
    const { posted, seconds, latency, others } = result;
    rows.push({ key, name, perSecond: posted / seconds, cost, latency, others });
  }
  const median = rows.sort((a, b) => a.perSecond - b.perSecond)[Math.floor(windows / 2)];
  if (!median) throw new Error("nothing was measured");
  return median;
}

function spread(books: Books, connections: number, key = `d-${connections}`, name = "(d) HTTP"): Promise<Row> {
  const plan = { kind: "closed", hot: false, ...httpPlan(books, books.world.large, connections) } as const;
  const windows = connections === USUAL ? WINDOWS : 1;
  const what = { key, name: `${name}, ${connections} connections`, windows };
  return proved(books, what, () => runLoad(plan, books.run.meter));
}

function hot(books: Books, connections: number): Promise<Row> {
  const plan = { kind: "closed", hot: true, ...httpPlan(books, books.world.large, connections) } as const;
  const name = `(e) HTTP, one hot account, ${connections} connections`;
  const windows = connections === USUAL ? WINDOWS : 1;
  return proved(books, { key: `e-${connections}`, name, windows }, () => runLoad(plan, books.run.meter));
}

function bulk(books: Books): Promise<Row> {
  const { connections, linesPerRequest } = BULK;
  const plan = { kind: "bulk", linesPerRequest, ...httpPlan(books, books.world.large, connections) } as const;
  const name = `(f) bulk, ${connections} connections of ${linesPerRequest}`;
  return proved(books, { key: "f", name, windows: WINDOWS }, () => runLoad(plan, books.run.meter));
}

function manyCommunities(books: Books): Promise<Row> {
  const { small } = books.world;
  if (!small) throw new Error("the small communities were not made");
  const plan = { kind: "closed", hot: false, ...httpPlan(books, small, USUAL) } as const;
  const name = `(g) HTTP, ${COMMUNITIES.count} communities, ${USUAL} connections`;
  return proved(books, { key: "g", name, windows: WINDOWS }, () => runLoad(plan, books.run.meter));
}

/** Open loop at half of the most that was measured; measured now, where it was not. */
async function halfPeak(books: Books, rows: readonly Row[]): Promise<Row> {
  const known = rows.filter(({ key }) => key.startsWith("d-"));
  const peak = Math.max(...(known.length > 0 ? known : [await spread(books, USUAL)]).map((row) => row.perSecond));
  const connections = Math.max(...CONNECTIONS);
  const rate = Math.round(peak / 2);
  const plan = { kind: "open", rate, ...httpPlan(books, books.world.large, connections) } as const;
  const name = `HTTP, open loop at ${rate}/s, ${connections} connections`;
  return proved(books, { key: "latency", name }, () => runLoad(plan, books.run.meter));
}

function single(books: Books): Promise<Row> {
  const { run, urls, world } = books;
  const { seconds, warmUpSeconds } = run.options;
  const { communityId, accounts } = world.large;
  const places = { databaseUrl: urls.app, dataDir: run.database.dataDir, communityId, accounts };
  const plan = { seconds, warmUpSeconds, workers: WORKERS, ...places };
  const name = `(c) one transaction per transfer, ${WORKERS} at once`;
  return proved(books, { key: "c", name }, () => runSingle(plan, run.meter));
}

/** Books of their own: as many entries as accounts, then as many as a large community has in years. */
async function growth(run: Run, add: (row: Row) => void): Promise<void> {
  await withBooks(run, "bench_growth", { accounts: ACCOUNTS, communities: null }, async (books) => {
    const measure = async (key: string, entries: number) => {
      await withDatabase(run.database.superuserUrl, (client) => client.ask("checkpoint"));
      add(await spread(books, USUAL, key, `growth: HTTP at ${entries} entries`));
    };
    await measure("growth-small", ACCOUNTS);
    run.note(`loading ${run.options.entries} entries`);
    await loadEntries(books.urls.owner, books.world.large.communityId, run.options.entries);
    await restart(books);
    await measure("growth-large", run.options.entries);
  });
}
