import type { CommunityContext } from "../../platform/context.ts";
import { figuresAt } from "../reading/figures.ts";
import type { Position } from "./revalue.ts";

/** The positions that are not nothing, by currency: now, or as effective at the end of a day. */
export async function positionsAt(ctx: CommunityContext, effectiveOn?: string): Promise<Position[]> {
  const accounts = await ctx.tx
    .selectFrom("ledger.account")
    .select("id")
    .where("community_id", "=", ctx.communityId)
    .where("type", "=", "POSITION")
    .execute();
  const ids = accounts.map(({ id }) => id);
  const sums = new Map<string, bigint>();
  for (const { currency, balance } of await figuresAt(ctx, ids, effectiveOn ? { effectiveOn } : {})) {
    sums.set(currency, (sums.get(currency) ?? 0n) + balance);
  }
  return [...sums]
    .filter(([, amount]) => amount !== 0n)
    .map(([currency, amount]) => ({ currency, amount }))
    .toSorted((a, b) => (a.currency < b.currency ? -1 : 1));
}
