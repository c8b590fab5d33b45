import type { CommunityContext } from "../platform/context.ts";

/** In which modes, test or live, a product's thing has been paid for so far. Money of one mode is never paid out in the other. */
export async function modesOf(ctx: CommunityContext, subjectId: string): Promise<ReadonlySet<string>> {
  const rows = await ctx.tx
    .selectFrom("payments.payment as p")
    .innerJoin("payments.provider as r", (join) =>
      join.onRef("r.community_id", "=", "p.community_id").onRef("r.id", "=", "p.provider_id"),
    )
    .select("r.mode")
    .distinct()
    .where("p.community_id", "=", ctx.communityId)
    .where("p.subject_id", "=", subjectId)
    .where("p.paid_at", "is not", null)
    .execute();
  return new Set(rows.map((row) => row.mode));
}
