import type { LedgerAccountNode } from "../lib/wire.ts";

/** Small branches stand open; a large one would push the others out of sight. */
const MOST_OPEN = 12;

/** How many accounts stand below a node, itself not counted. */
export function accountsBelow({ subtotals }: LedgerAccountNode): number {
  return subtotals.reduce((sum, { accounts, accountId }) => sum + accounts - (accountId === null ? 0 : 1), 0);
}

export function isOpenAtFirst(node: LedgerAccountNode, isWholeKnown: boolean): boolean {
  return isWholeKnown && accountsBelow(node) <= MOST_OPEN;
}

export function childrenOf(nodes: readonly LedgerAccountNode[], parent: string | null): LedgerAccountNode[] {
  return nodes.filter((node) => node.parent === parent);
}

export type Move = "next" | "previous" | "first" | "last" | "open" | "fold";

/** What a key does in the tree. Where writing runs from right to left, the arrow that opens points to the left. */
export function moveOf(key: string, isMirrored: boolean): Move | null {
  const moves: Readonly<Record<string, Move>> = {
    ArrowDown: "next",
    ArrowUp: "previous",
    Home: "first",
    End: "last",
    ArrowRight: isMirrored ? "fold" : "open",
    ArrowLeft: isMirrored ? "open" : "fold",
  };
  return moves[key] ?? null;
}
