import type { Db } from "../../platform/db.ts";
import { leafOf } from "../leaf.ts";
import { readTransactions } from "../sealing/verify/books-queries.ts";
import { balanceLeaf, balanceText, saltOf } from "./balance-leaf.ts";
import { type ClosingRow, leavesOf, totalsOf } from "./closing-queries.ts";
import { leafHash, MerkleTree } from "./merkle.ts";

type Period = Pick<ClosingRow, "through" | "opened_after" | "secret">;

export interface Root {
  size: number;
  root: Buffer;
}

/** The root over the leaves of the transactions that are effective in the period, in the order of their ids. */
export async function transactionsRoot(db: Db, communityId: string, period: Period): Promise<Root> {
  const tree = new MerkleTree();
  for await (const { id, leaf } of leavesOf(db, communityId, period)) {
    tree.add(leafHash(leaf ?? (await leafMadeNow(db, communityId, id))));
  }
  return { size: tree.size, root: tree.end().root };
}

/** A transaction of before the leaves has one all the same, of the text as it stands. */
async function leafMadeNow(db: Db, communityId: string, id: string): Promise<Buffer> {
  const booked = (await readTransactions(db, communityId, [id], null)).get(id);
  if (!booked) throw new Error(`transaction ${id} is gone while its period is proven`);
  return Buffer.from(leafOf(booked, booked.recordedAt.toISOString()), "hex");
}

/** The root over what every account had up to the period's last day, in the order of the accounts' ids. */
export async function balancesRoot(
  db: Db,
  communityId: string,
  period: Period,
  source: "entries" | "totals",
): Promise<Root> {
  const tree = new MerkleTree();
  for await (const totals of totalsOf(db, communityId, period.through, source)) {
    tree.add(balanceLeaf(balanceText(communityId, period.through, totals), saltOf(period.secret, totals.accountId)));
  }
  return { size: tree.size, root: tree.end().root };
}
