import type { CommunityContext } from "../../../platform/context.ts";

export interface StandingAccount {
  code: string;
  currency: string;
  /** What a product opened is moved by that product's rules alone. */
  isProducts: boolean;
}

export async function standingAccounts(ctx: CommunityContext, codes: readonly string[]): Promise<StandingAccount[]> {
  if (codes.length === 0) return [];
  const rows = await ctx.tx
    .selectFrom("ledger.account")
    .select(["code", "currency", "by_product"])
    .where("community_id", "=", ctx.communityId)
    .where("code", "in", [...codes])
    .execute();
  return rows.map(({ code, currency, by_product }) => ({ code, currency, isProducts: by_product }));
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
