import type { Context } from "../platform/context.ts";
import { requireUnposted } from "./collect.ts";
import { heldAt } from "./held.ts";

export interface Balance {
  posted: bigint;
  /** By holds whose time is not over. */
  held: bigint;
  /** posted − held. */
  available: bigint;
}

export interface Turnover {
  debit: bigint;
  credit: bigint;
  entries: bigint;
}

/** The balance of an account by its code; zeros for one that was never posted to. Read before the command posts to it. */
export async function balanceOf(ctx: Context, code: string, currency: string): Promise<Balance> {
  requireUnposted(ctx, [code]);
  const row = await ctx.tx
    .selectFrom("ledger.account as a")
    .innerJoin("ledger.balance as b", (join) =>
      join.onRef("b.community_id", "=", "a.community_id").onRef("b.account_id", "=", "a.id"),
    )
    .select(["b.posted", heldAt(ctx.now).as("held")])
    .where("a.community_id", "=", communityOf(ctx))
    .where("a.code", "=", code)
    .where("a.currency", "=", currency)
    .executeTakeFirst();
  const posted = row?.posted ?? 0n;
  const held = row?.held ?? 0n;
  return { posted, held, available: posted - held };
}

/** Lifetime totals of an account by line label; empty for an account that keeps none. One look-up however long its history. */
export async function turnoverOf(ctx: Context, code: string, currency: string): Promise<ReadonlyMap<string, Turnover>> {
  return (await turnoversOf(ctx, [code], currency)).get(code) ?? new Map();
}

/** `turnoverOf` for many accounts in one statement; accounts without entries are absent. */
export async function turnoversOf(
  ctx: Context,
  codes: readonly string[],
  currency?: string,
): Promise<ReadonlyMap<string, ReadonlyMap<string, Turnover>>> {
  if (codes.length === 0) return new Map();
  requireUnposted(ctx, codes);
  let query = ctx.tx
    .selectFrom("ledger.account as a")
    .innerJoin("ledger.turnover as t", (join) =>
      join.onRef("t.community_id", "=", "a.community_id").onRef("t.account_id", "=", "a.id"),
    )
    .select(["a.code", "t.label", "t.debit", "t.credit", "t.entries"])
    .where("a.community_id", "=", communityOf(ctx))
    .where("a.code", "in", codes);
  if (currency) query = query.where("a.currency", "=", currency);
  const found = new Map<string, Map<string, Turnover>>();
  for (const { code, label, debit, credit, entries } of await query.execute()) {
    const labels = found.get(code) ?? new Map<string, Turnover>();
    found.set(code, labels.set(label, { debit, credit, entries }));
  }
  return found;
}

function communityOf(ctx: Context): string {
  if (!ctx.communityId) throw new Error("balances are read inside a community");
  return ctx.communityId;
}
