import type { Db } from "../../platform/db.ts";
import { isUuid } from "../../platform/ids.ts";
import { OperateError } from "./open-to-operate.ts";

/** A community's id, from it or from its short name. */
export async function findCommunity(db: Db, community: string): Promise<string> {
  const row = await db
    .selectFrom("communities.community")
    .select("id")
    .where(isUuid(community) ? "id" : "slug", "=", community)
    .executeTakeFirst();
  if (!row) throw new OperateError(`there is no community "${community}": name it by its id or its short name`);
  return row.id;
}
