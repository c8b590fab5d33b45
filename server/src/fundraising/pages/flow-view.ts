import type { Currency } from "../../platform/money.ts";

/**
 * Places where a goal's money can be (the ids of `sankey.ts`), in the order of the table and, within a column,
 * of the picture: what goes furthest stands first, so that its ribbons run straight. */
export const FLOW_PLACES = [
  "givers",
  "other_goals",
  "platform_cover",
  "escrow",
  "owed",
  "released",
  "in_escrow",
  "refunded",
  "moved_to_goals",
  "disputed",
  "platform_fees",
  "provider_fees",
  "paid_out",
  "awaiting_payout",
  "proven",
  "not_yet_proven",
] as const;
export type FlowPlace = (typeof FLOW_PLACES)[number];

/** "Where the money is", as the books say it. Nothing here is computed by the page: it draws. */
export interface FlowView {
  currency: Currency;
  nodes: readonly FlowNode[];
  links: readonly FlowLink[];
}

export interface FlowNode {
  place: FlowPlace;
  amount: bigint;
  /** The ledger entries behind the figure, for a reader who may see them. */
  entriesUrl: string | null;
}

export interface FlowLink {
  from: FlowPlace;
  to: FlowPlace;
  amount: bigint;
}
