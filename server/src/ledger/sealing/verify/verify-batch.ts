import type { Db } from "../../../platform/db.ts";
import { LEAF_FORMAT, leafOf } from "../../leaf.ts";
import { type BatchRow, type BookedTransaction, readTransactions } from "./books-queries.ts";
import { cluesOf } from "./clues.ts";
import type { Findings } from "./findings.ts";

/** So many transactions are in memory at once. */
const PAGE = 1_000;

interface Listed {
  id: string;
  leaf: string;
  batch: BatchRow;
}

/** Makes the leaf of each listed transaction again, from the rows as they are now. Answers how many there are. */
export async function verifyBatches(
  db: Db,
  communityId: string,
  batches: readonly BatchRow[],
  findings: Findings,
): Promise<number> {
  const listed = batches.flatMap(listedIn);
  for (let at = 0; at < listed.length; at += PAGE) {
    const page = listed.slice(at, at + PAGE);
    const ids = page.map(({ id }) => id);
    const recorded = [...new Set(page.map(({ batch }) => batch.recorded_at.getTime()))].map((ms) => new Date(ms));
    const booked = await readTransactions(db, communityId, ids, recorded);
    for (const each of page) await verifyLeaf(db, communityId, each, booked.get(each.id), findings);
  }
  return listed.length;
}

function listedIn(batch: BatchRow): Listed[] {
  const { leaves } = batch;
  return batch.transaction_ids.map((id, index) => ({
    id,
    leaf: leaves.toString("hex", 32 * index, 32 * index + 32),
    batch,
  }));
}

async function verifyLeaf(
  db: Db,
  communityId: string,
  { id, leaf, batch }: Listed,
  booked: BookedTransaction | undefined,
  findings: Findings,
): Promise<void> {
  if (!booked) {
    findings.add("missing", id, `listed in batch ${batch.id}, recorded ${batch.recorded_at.toISOString()}`);
    return;
  }
  if (batch.format !== LEAF_FORMAT) {
    findings.add("altered", id, `batch ${batch.id} names the format ${batch.format} of leaves, which there is not`);
    return;
  }
  if (leafOf(booked, booked.recordedAt.toISOString()) !== leaf) {
    if (findings.isFull) findings.add("altered", id);
    else findings.add("altered", id, ...(await whatDiffers(db, communityId, { id, leaf, batch })));
    return;
  }
  // The day stands in the entries again, for the figures; the leaf holds the transaction's.
  for (const entry of booked.entries) {
    if (entry.effectiveDate === booked.posting.effectiveDate) continue;
    const what = `entry ${entry.accountId}-${entry.seq} counts on ${entry.effectiveDate}`;
    findings.add("altered", id, `${what}, its transaction on ${booked.posting.effectiveDate}`);
  }
}

/** Looks once more, for entries at any time: where the batch's own time was changed, they were looked for in a wrong one. */
async function whatDiffers(db: Db, communityId: string, { id, leaf, batch }: Listed): Promise<string[]> {
  const booked = (await readTransactions(db, communityId, [id], null)).get(id);
  if (!booked) throw new Error(`transaction ${id} is there and is not, in one snapshot`);
  const isWhole = leafOf(booked, booked.recordedAt.toISOString()) === leaf;
  return isWhole
    ? [`its batch ${batch.id} names another time than it was recorded at`]
    : cluesOf(db, communityId, booked);
}
