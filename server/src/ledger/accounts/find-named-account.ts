import type { CommunityContext } from "../../platform/context.ts";
import { refuse } from "../../platform/errors.ts";
import { isCurrency } from "../../platform/money.ts";
import type { Side } from "../posting.ts";

/** An account as a body names it: by its id or by its code, and always with the currency of the amount beside it. */
export interface AccountName {
  accountId?: string;
  account?: string;
  currency: string;
}

export interface NamedAccount {
  id: string;
  code: string;
  currency: string;
  normalSide: Side;
}

/** An account that is moved by hand. `at`: where the name stands in the body. */
export async function findNamedAccount(ctx: CommunityContext, name: AccountName, at: string): Promise<NamedAccount> {
  const { accountId, account, currency } = name;
  if (!isCurrency(currency)) throw refuse("unknown_currency", { pointer: `${at}/currency` });
  if ((accountId === undefined) === (account === undefined)) throw refuse("name_one_account", { pointer: at });
  const query = ctx.tx
    .selectFrom("ledger.account")
    .select(["id", "code", "currency", "normal_side", "by_product"])
    .where("community_id", "=", ctx.communityId);
  const named =
    accountId === undefined
      ? query.where("code", "=", account ?? "").where("currency", "=", currency)
      : query.where("id", "=", accountId);
  const row = await named.executeTakeFirst();
  if (!row) throw refuse("unknown_account", { pointer: `${at}/${accountId === undefined ? "account" : "accountId"}` });
  if (row.currency !== currency) throw refuse("currency_mismatch", { pointer: `${at}/currency` });
  if (row.by_product) throw refuse("account_is_products", { status: 409, pointer: at });
  return { id: row.id, code: row.code, currency, normalSide: row.normal_side === "debit" ? "debit" : "credit" };
}
