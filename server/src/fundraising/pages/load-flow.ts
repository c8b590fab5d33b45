import type { CommunityContext } from "../../platform/context.ts";
import { path } from "../../platform/html.ts";
import { escrowCode, goalCode, receivableCode } from "../accounts.ts";
import type { Goal } from "../goal.ts";
import type { Sankey } from "../sankey.ts";
import { FLOW_PLACES, type FlowPlace, type FlowView } from "./flow-view.ts";

/** The account whose entries make a figure. */
const ACCOUNTS: Readonly<Record<FlowPlace, (goalId: string) => string>> = {
  givers: escrowCode,
  other_goals: escrowCode,
  platform_cover: escrowCode,
  escrow: escrowCode,
  provider_fees: escrowCode,
  platform_fees: escrowCode,
  refunded: escrowCode,
  moved_to_goals: escrowCode,
  disputed: escrowCode,
  in_escrow: escrowCode,
  owed: receivableCode,
  released: goalCode,
  awaiting_payout: goalCode,
  paid_out: goalCode,
  not_yet_proven: goalCode,
  proven: goalCode,
};

/** The books' flow for the page. Members find the way to the entries; for all others the books are closed. */
export function flowOf(ctx: CommunityContext, goal: Goal, sankey: Sankey): FlowView {
  const mayOpen = ctx.access === "member";
  return {
    currency: goal.currency,
    nodes: sankey.nodes.map(({ id, amount }) => {
      const place = placeOf(id);
      const code = ACCOUNTS[place](goal.id);
      const entriesUrl = mayOpen ? path`/app/c/${ctx.communityId}/ledger?code=${code}&currency=${goal.currency}` : null;
      return { place, amount, entriesUrl };
    }),
    links: sankey.links.map(({ from, to, amount }) => ({ from: placeOf(from), to: placeOf(to), amount })),
  };
}

function placeOf(id: string): FlowPlace {
  const place = FLOW_PLACES.find((known) => known === id);
  if (!place) throw new Error(`the flow has a place without words: ${id}`);
  return place;
}
