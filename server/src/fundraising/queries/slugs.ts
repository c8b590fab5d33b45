import type { CommunityContext, Context } from "../../platform/context.ts";

/** Where a public address leads. Outside of any community (`run({ as: "nobody" })`). */
export async function findSlug(ctx: Context, slug: string): Promise<{ communityId: string; goalId: string } | null> {
  const row = await ctx.tx
    .selectFrom("fundraising.slug")
    .select(["community_id", "goal_id"])
    .where("slug", "=", slug)
    .executeTakeFirst();
  return row ? { communityId: row.community_id, goalId: row.goal_id } : null;
}

/** Takes an address for a goal, over all communities; false where another goal has it. */
export async function takeSlug(ctx: CommunityContext, slug: string, goalId: string): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await ctx.tx
    .insertInto("fundraising.slug")
    .values({ slug, community_id: ctx.communityId, goal_id: goalId, created_at: ctx.now })
    .onConflict((oc) => oc.column("slug").doNothing())
    .executeTakeFirstOrThrow();
  return numInsertedOrUpdatedRows === 1n;
}
