import { anywhere } from "../platform/like.ts";
import type { Search } from "../platform/module.ts";
import { allows } from "../platform/permissions.ts";

/** Accounts by part of their code or name, and the transaction of a reference. */
export const search: Search = async (ctx, text, limit) => {
  if (!allows(ctx.permissions, "ledger.view")) return [];
  const accounts = await ctx.tx
    .selectFrom("ledger.account")
    .select(["id", "code", "currency"])
    .where("community_id", "=", ctx.communityId)
    .where((where) => where.or([where("code", "ilike", anywhere(text)), where("name", "ilike", anywhere(text))]))
    .orderBy("code")
    .limit(limit)
    .execute();
  const transactions = await ctx.tx
    .selectFrom("ledger.reference")
    .select(["transaction_id", "reference"])
    .where("community_id", "=", ctx.communityId)
    .where("reference", "=", text)
    .execute();
  return [
    ...accounts.map((row) => ({ kind: "account", id: row.id, title: row.code, detail: row.currency })),
    ...transactions.map((row) => ({ kind: "transaction", id: row.transaction_id, title: row.reference, detail: null })),
  ];
};
