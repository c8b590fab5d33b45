import type { Figures } from "./figures.ts";

export interface SankeyNode {
  id: string;
  amount: bigint;
}

export interface SankeyLink {
  from: string;
  to: string;
  amount: bigint;
}

export interface Sankey {
  nodes: readonly SankeyNode[];
  links: readonly SankeyLink[];
}

/**
 * The flow from givers through fees and escrow to proven use. What flows into a node flows out of it or stays there, and
 * what stays is the balance of an account: `in_escrow` of escrow/goal, `awaiting_payout` of goal, `owed` of receivable/goal,
 * `platform_fees` the goal's part of revenue/platform-fees. `proven` is what approved proofs account for of `paid_out`.
 */
export function sankeyOf(figures: Figures, proven: bigint): Sankey {
  const links: SankeyLink[] = [
    { from: "givers", to: "escrow", amount: figures.given },
    { from: "other_goals", to: "escrow", amount: figures.movedIn },
    { from: "platform_cover", to: "escrow", amount: figures.providerFeesCovered },
    { from: "escrow", to: "provider_fees", amount: figures.providerFees },
    { from: "escrow", to: "platform_fees", amount: figures.platformFees },
    { from: "escrow", to: "refunded", amount: figures.refunded },
    { from: "escrow", to: "moved_to_goals", amount: figures.movedOut },
    { from: "escrow", to: "disputed", amount: figures.disputed - figures.owed },
    { from: "owed", to: "disputed", amount: figures.owed },
    { from: "escrow", to: "in_escrow", amount: figures.inEscrow },
    { from: "escrow", to: "released", amount: figures.released },
    { from: "released", to: "awaiting_payout", amount: figures.awaitingPayout },
    { from: "released", to: "paid_out", amount: figures.paidOut },
    { from: "paid_out", to: "proven", amount: proven },
    { from: "paid_out", to: "not_yet_proven", amount: figures.paidOut - proven },
  ].filter((link) => link.amount > 0n);
  const ids = [...new Set(links.flatMap(({ from, to }) => [from, to]))];
  return { nodes: ids.map((id) => ({ id, amount: through(links, id) })), links };
}

/** What flows in; for a source, what flows out. */
function through(links: readonly SankeyLink[], id: string): bigint {
  const sum = (side: "from" | "to") =>
    links.filter((link) => link[side] === id).reduce((total, { amount }) => total + amount, 0n);
  const inflow = sum("to");
  return inflow > 0n ? inflow : sum("from");
}
