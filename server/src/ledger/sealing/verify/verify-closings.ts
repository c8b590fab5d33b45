import type { Db } from "../../../platform/db.ts";
import { listClosings } from "../../closing/closing-queries.ts";
import { balancesRoot, transactionsRoot } from "../../closing/roots.ts";
import type { Findings } from "./findings.ts";

const MOST = 10_000;

/** Makes the roots of the closed periods again, from the entries and not from the totals kept of them. Answers how many there are. */
export async function verifyClosings(db: Db, communityId: string, findings: Findings): Promise<number> {
  const closings = await listClosings(db, communityId, { limit: MOST });
  for (const closing of closings) {
    if (!closing.transactions_root || !closing.balances_root) continue;
    const transactions = await transactionsRoot(db, communityId, closing);
    const balances = await balancesRoot(db, communityId, closing, "entries");
    const details = [
      ...(transactions.root.equals(closing.transactions_root) ? [] : ["its transactions are not those of its root"]),
      ...(balances.root.equals(closing.balances_root) ? [] : ["its balances are not those of its root"]),
    ];
    if (details.length > 0) findings.add("closing", closing.through, ...details);
  }
  return closings.length;
}
