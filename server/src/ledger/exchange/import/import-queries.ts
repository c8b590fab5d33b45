import type { CommunityContext } from "../../../platform/context.ts";

/** Accounts that a product opened for things of its own: what they hold is moved by its rules alone. */
export async function productAccounts(ctx: CommunityContext, codes: readonly string[]): Promise<string[]> {
  if (codes.length === 0) return [];
  const rows = await ctx.tx
    .selectFrom("ledger.account")
    .select("code")
    .distinct()
    .where("community_id", "=", ctx.communityId)
    .where("code", "in", [...codes])
    .where("entity_id", "is not", null)
    .orderBy("code")
    .execute();
  return rows.map((row) => row.code);
}

export async function isPosted(ctx: CommunityContext, reference: string): Promise<boolean> {
  const row = await ctx.tx
    .selectFrom("ledger.reference")
    .select("reference")
    .where("community_id", "=", ctx.communityId)
    .where("reference", "=", reference)
    .executeTakeFirst();
  return row !== undefined;
}
