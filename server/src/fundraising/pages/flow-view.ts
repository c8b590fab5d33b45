import type { Currency } from "../../platform/money.ts";

/** Places where a goal's money can be, in the order of the table; the texts name them. */
export const FLOW_PLACES = [
  "given",
  "added",
  "provider_fees",
  "platform_fees",
  "escrow",
  "refunded",
  "moved",
  "disputed",
  "in_escrow",
  "released",
  "to_pay_out",
  "paid_out",
  "proven",
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
