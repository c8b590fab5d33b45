import pg from "pg";
import { modules } from "../../../src/app/modules.ts";
import { silentReporter } from "../../../src/app/operate/reporter.ts";
import { runChecks } from "../../../src/app/operate/run-checks.ts";
import { verifyLedger } from "../../../src/app/operate/verify-ledger.ts";
import type { PublishedSeal } from "../../../src/ledger/module.ts";
import { until } from "../until.ts";
import type { Books } from "./books.ts";
import type { Asked, Load } from "./load.ts";

/**
 * What is wrong in the books after a load; empty when every acknowledged transaction is there once, none that was refused is, each of
 * the others once or not at all, every truth of the books holds, and the seals prove that nothing was changed since `published`.
 */
export async function audit(
  ownerUrl: string,
  books: Books,
  { seed, asked }: Pick<Load, "seed" | "asked">,
  published: readonly PublishedSeal[] = [],
): Promise<string[]> {
  await withDatabase(ownerUrl, (db) => until("the seal of all batches", () => isSealed(db)));
  const ledger = modules.filter(({ name }) => name === "ledger");
  const checks = await runChecks(ownerUrl, silentReporter, ledger);
  const verified = await verifyLedger(ownerUrl, { published }, silentReporter);
  return [
    ...(await withDatabase(ownerUrl, (db) => transactionFaults(db, books, seed, asked))),
    ...(await withDatabase(ownerUrl, sumFaults)),
    ...checks.filter(({ whole }) => !whole).map(({ name, faults }) => `${name}: ${faults.join("; ")}`),
    ...verified.flatMap(({ findings }) => findings.map((finding) => `seals: ${JSON.stringify(finding)}`)),
  ];
}

/** The newest seal of the community, as somebody would publish it. */
export async function latestSeal(ownerUrl: string, { communityId }: Books): Promise<PublishedSeal[]> {
  return withDatabase(ownerUrl, async (db) => {
    const { rows } = await db.query<{ n: string; hash: string }>(
      "select n, encode(hash, 'hex') as hash from ledger.seal_head where community_id = $1",
      [communityId],
    );
    return rows.map(({ n, hash }) => ({ n: BigInt(n), hash, communityId }));
  });
}

async function isSealed(db: pg.Client): Promise<boolean> {
  return (await db.query("select from ledger.unsealed limit 1")).rowCount === 0;
}

async function transactionFaults(
  db: pg.Client,
  { communityId }: Books,
  seed: number,
  asked: readonly Asked[],
): Promise<string[]> {
  const { rows } = await db.query<{ name: string; ids: string[] }>(
    `select description as name, array_agg(id::text) as ids from ledger.transaction
      where community_id = $1 and description like $2 || '-%' group by description`,
    [communityId, seed],
  );
  const found = new Map(rows.map(({ name, ids }) => [name, ids]));
  const faults = asked.flatMap(({ name, outcome }) => {
    const ids = found.get(name) ?? [];
    found.delete(name);
    const told = JSON.stringify(outcome);
    if (outcome === "unknown") return ids.length > 1 ? [`${name} is there ${ids.length} times`] : [];
    const wanted = "id" in outcome ? [outcome.id] : [];
    return ids.join() === wanted.join() ? [] : [`${name} was answered ${told}, the books have [${ids.join()}]`];
  });
  return [...faults, ...[...found.keys()].map((name) => `${name} is in the books and nobody asked for it`)];
}

async function sumFaults(db: pg.Client): Promise<string[]> {
  const { rows } = await db.query<{ fault: string }>(
    `select 'the entries in ' || currency || ' sum to ' || sum(case when is_debit then amount else -amount end) as fault
       from ledger.entry group by community_id, currency having sum(case when is_debit then amount else -amount end) <> 0`,
  );
  return rows.map(({ fault }) => fault);
}

async function withDatabase<T>(url: string, work: (db: pg.Client) => Promise<T>): Promise<T> {
  const db = new pg.Client({ connectionString: url });
  await db.connect();
  try {
    return await work(db);
  } finally {
    await db.end();
  }
}
