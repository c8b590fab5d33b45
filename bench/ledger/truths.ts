import { modules } from "../../server/src/app/modules.ts";
import { silentReporter } from "../../server/src/app/operate/reporter.ts";
import { runChecks } from "../../server/src/app/operate/run-checks.ts";
import { withDatabase } from "./database.ts";
import type { LoadResult } from "./plan.ts";

/** Proves that a load did what it was told that it did; throws what is wrong. */
export interface Proof {
  check(name: string, result: LoadResult): Promise<void>;
}

/** Begins with what the books hold now. */
export async function beginProof(ownerUrl: string): Promise<Proof> {
  let known = await countTransactions(ownerUrl);
  return {
    async check(name, { postedInAll, broken }) {
      const now = await countTransactions(ownerUrl);
      const fresh = now - known;
      known = now;
      // A request whose connection broke may have been posted or not; every one that was acknowledged was.
      if (fresh < postedInAll || fresh > postedInAll + broken)
        throw new Error(`${name}: ${postedInAll} transfers were acknowledged, the books have ${fresh}`);
      const [off] = await imbalances(ownerUrl);
      if (off) throw new Error(`${name}: the entries do not sum to zero: ${off}`);
    },
  };
}

async function countTransactions(ownerUrl: string): Promise<number> {
  return withDatabase(ownerUrl, async (client) => {
    const rows = await client.ask<{ count: bigint }>("select count(*) from ledger.transaction");
    return Number(rows[0]?.count);
  });
}

async function imbalances(ownerUrl: string): Promise<string[]> {
  return withDatabase(ownerUrl, async (client) => {
    const rows = await client.ask<{ off: string }>(
      `select currency || ' ' || sum(case when is_debit then amount else -amount end) as off from ledger.entry
        group by community_id, currency having sum(case when is_debit then amount else -amount end) <> 0`,
    );
    return rows.map(({ off }) => off);
  });
}

/** The ledger's part of `commonpurse check`. */
export async function checkBooks(ownerUrl: string): Promise<void> {
  const ledger = modules.filter(({ name }) => name === "ledger");
  const results = await runChecks(ownerUrl, silentReporter, ledger);
  const broken = results.filter(({ whole }) => !whole);
  if (broken.length > 0)
    throw new Error(broken.map(({ name, faults }) => `${name}: ${faults.slice(0, 3).join("; ")}`).join("\n"));
}
