import { idsOfKind, type Names, nameKey } from "../platform/names.ts";

/** Providers, as payers see them when they choose. */
export const names: Names = async (ctx, entities) => {
  const ids = idsOfKind(entities, "provider");
  if (ids.length === 0) return new Map();
  const rows = await ctx.tx
    .selectFrom("payments.provider")
    .select(["id", "name"])
    .where("community_id", "=", ctx.communityId)
    .where("id", "in", ids)
    .execute();
  return new Map(rows.map(({ id, name }) => [nameKey({ kind: "provider", id }), name]));
};
