import { amountOut } from "../reading/amount-out.ts";
import type { SubtotalRow } from "./account-tree.ts";
import type { LedgerAccountNodeOut } from "./schemas.ts";

/** Rows that follow each other are of one node. */
export function nodesOut(rows: readonly SubtotalRow[]): LedgerAccountNodeOut[] {
  const nodes: LedgerAccountNodeOut[] = [];
  for (const row of rows) {
    let node = nodes.at(-1);
    if (node?.code !== row.code) {
      node = nodeOf(row.code);
      nodes.push(node);
    }
    node.subtotals.push({
      currency: row.currency,
      balance: amountOut(BigInt(row.balance)),
      accounts: row.accounts,
      accountId: row.account_id,
      accountType: row.account_type,
      name: row.name,
    });
  }
  return nodes;
}

function nodeOf(code: string): LedgerAccountNodeOut {
  const path = code.split("/");
  return { code, parent: path.length > 1 ? path.slice(0, -1).join("/") : null, level: path.length, subtotals: [] };
}
