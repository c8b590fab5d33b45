import { latestSealLine } from "../../ledger/module.ts";
import { createDb, createPool } from "../../platform/db.ts";
import { findCommunity } from "./find-community.ts";
import { OPERATOR, OperateError } from "./open-to-operate.ts";

/** The latest seal of a community in one line, to be published where we cannot change it. */
export async function latestSeal(ownerUrl: string, community: string): Promise<{ communityId: string; line: string }> {
  const pool = createPool({ url: ownerUrl, max: 1, name: OPERATOR });
  try {
    const db = createDb(pool);
    const communityId = await findCommunity(db, community);
    const line = await latestSealLine(db, communityId);
    if (!line)
      throw new OperateError(`nothing of ${community} is sealed yet: it is, two seconds after its first posting`);
    return { communityId, line };
  } finally {
    await pool.end();
  }
}
