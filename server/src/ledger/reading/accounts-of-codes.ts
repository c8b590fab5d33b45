import type { CommunityContext } from "../../platform/context.ts";

/** The accounts of these codes, in whatever currency. */
export async function accountsOfCodes(
  ctx: CommunityContext,
  codes: readonly string[],
): Promise<{ id: string; code: string }[]> {
  if (codes.length === 0) return [];
  return ctx.tx
    .selectFrom("ledger.account")
    .select(["id", "code"])
    .where("community_id", "=", ctx.communityId)
    .where("code", "in", codes)
    .execute();
}
