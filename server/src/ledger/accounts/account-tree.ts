import { sql } from "kysely";
import type { CommunityContext } from "../../platform/context.ts";
import type { Owned } from "../name-accounts.ts";
import { isUnder } from "../queries.ts";

/** One currency of a node: what stands on all accounts at and below its code, debits less credits. */
export interface SubtotalRow extends Owned {
  code: string;
  currency: string;
  balance: string;
  accounts: number;
  /** The account at this very code, if there is one. */
  account_id: string | null;
  account_type: string | null;
}

export interface TreeAsk {
  under?: string;
  /** Levels below `under`, or from the top. */
  depth?: number;
  /** The last code seen. */
  after?: string;
  /** Nodes at the most. */
  limit: number;
}

const ALL_LEVELS = 100;

/**
 * The chart of accounts as a tree, a parent before its children, level by level in the order of bytes: every part of a code
 * between slashes is a node, whether or not an account stands there. Rows of one node follow each other, by currency.
 */
export async function accountTree(ctx: CommunityContext, ask: TreeAsk): Promise<SubtotalRow[]> {
  const { under = null, depth = ALL_LEVELS, after = null } = ask;
  const top = under?.split("/").length ?? 0;
  const { rows } = await sql<SubtotalRow>`
    with account as (
      select (string_to_array(a.code, '/'))[1:${top + depth}::int] as path, a.currency, count(*) as accounts,
             sum(case when a.normal_side = 'debit' then b.posted else -b.posted end) as balance
        from ledger.account a join ledger.balance b on b.community_id = a.community_id and b.account_id = a.id
       where a.community_id = ${ctx.communityId} and (${under}::text is null or a.code = ${under} or ${isUnder(under ?? "")})
       group by 1, 2
    ), node as (
      select path[1:level] as path, currency, sum(balance) as balance, sum(accounts)::int as accounts
        from account cross join lateral generate_series(${Math.max(top, 1)}::int, cardinality(path)) level
       group by 1, 2
    ), page as (
      select path from node
       where ${after}::text is null or path > string_to_array(${after}, '/') collate "C"
       group by path order by path collate "C" limit ${ask.limit}
    )
    select a.code, node.currency, node.balance::text, node.accounts, own.id as account_id, own.type as account_type, own.name,
           own.entity_kind, own.entity_id
      from page join node using (path) cross join lateral (select array_to_string(path, '/') as code) a
      left join ledger.account own on own.community_id = ${ctx.communityId} and own.code = a.code and own.currency = node.currency
     order by path collate "C", node.currency`.execute(ctx.tx);
  return rows;
}
