import { anywhere } from "../platform/like.ts";
import type { Search } from "../platform/module.ts";
import type { Names } from "../platform/names.ts";
import { allows } from "../platform/permissions.ts";
import { nameAccounts } from "./name-accounts.ts";

/** Accounts by part of their code or name, and the transaction of a reference. */
export function createSearch(names: Names): Search {
  return async (ctx, text, limit) => {
    if (!allows(ctx.permissions, "ledger.view")) return [];
    const rows = await ctx.tx
      .selectFrom("ledger.account")
      .select(["id", "code", "currency", "name", "entity_kind", "entity_id"])
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
    const accounts = (await nameAccounts(ctx, names, rows)).map(({ id, code, currency, name }) => ({
      kind: "account",
      id,
      title: name ?? code,
      detail: name === null ? currency : code,
    }));
    return [
      ...accounts,
      ...transactions.map((row) => ({
        kind: "transaction",
        id: row.transaction_id,
        title: row.reference,
        detail: null,
      })),
    ];
  };
}
