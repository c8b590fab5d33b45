import type { CommunityContext } from "../../platform/context.ts";
import { notFound, refuse } from "../../platform/errors.ts";
import { balanceLeaf, balanceText, saltOf } from "./balance-leaf.ts";
import { findClosing, totalsOf } from "./closing-queries.ts";
import { MerkleTree } from "./merkle.ts";

/** What proves one account's totals under a closing's root. */
export interface BalanceProof {
  leaf: string;
  salt: Buffer;
  index: number;
  size: number;
  path: readonly Buffer[];
  root: Buffer;
}

/** The way from one account's balance up to the closing's root. Of the others it shows salted hashes alone. */
export async function proveBalance(
  ctx: CommunityContext,
  { through, accountId }: { through: string; accountId: string },
): Promise<BalanceProof> {
  const { communityId, tx } = ctx;
  const closing = await findClosing(tx, communityId, through);
  if (!closing) throw notFound();
  if (!closing.balances_root) throw refuse("closing_not_proven", { status: 409 });
  const tree = new MerkleTree();
  let found: { leaf: string; index: number } | null = null;
  for await (const totals of totalsOf(tx, communityId, through, "totals")) {
    const leaf = balanceText(communityId, through, totals);
    const isAsked = totals.accountId === accountId;
    if (isAsked) found = { leaf, index: tree.size };
    tree.add(balanceLeaf(leaf, saltOf(closing.secret, totals.accountId)), isAsked);
  }
  if (!found) throw notFound();
  const { root, path } = tree.end();
  if (!root.equals(closing.balances_root))
    throw new Error(`the balances through ${through} are not those of its proof`);
  return { ...found, salt: saltOf(closing.secret, accountId), size: tree.size, path, root };
}
