import { sql } from "kysely";
import type { Db } from "../../platform/db.ts";
import { publishedLine } from "./verify/published.ts";

/** The latest seal as a line to be published; null: nothing is sealed yet. */
export async function latestSealLine(db: Db, communityId: string): Promise<string | null> {
  const { rows } = await sql<{ n: bigint; hash: Buffer; sealed_at: Date }>`
    select n, hash, sealed_at from ledger.seal_head where community_id = ${communityId}`.execute(db);
  const [row] = rows;
  return row ? publishedLine({ n: row.n, hash: row.hash.toString("hex"), sealedAt: row.sealed_at, communityId }) : null;
}
