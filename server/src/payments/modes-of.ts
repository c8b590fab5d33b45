import type { CommunityContext } from "../platform/context.ts";

/** The mode, test or live, of each provider that the community ever had. Money of one mode is never paid out in the other. */
export async function modesOf(ctx: CommunityContext): Promise<ReadonlyMap<string, string>> {
  const rows = await ctx.tx
    .selectFrom("payments.provider")
    .select(["id", "mode"])
    .where("community_id", "=", ctx.communityId)
    .execute();
  return new Map(rows.map((row) => [row.id, row.mode]));
}
