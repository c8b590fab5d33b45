import { anywhere } from "../platform/like.ts";
import type { Search } from "../platform/module.ts";

/** Members by part of their name. */
export const search: Search = async (ctx, text, limit) => {
  const rows = await ctx.tx
    .selectFrom("communities.membership")
    .select(["user_id", "display_name"])
    .where("community_id", "=", ctx.communityId)
    .where("status", "=", "active")
    .where("display_name", "ilike", anywhere(text))
    .orderBy("display_name")
    .limit(limit)
    .execute();
  return rows.map((row) => ({ kind: "member", id: row.user_id, title: row.display_name, detail: null }));
};
