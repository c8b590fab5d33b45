import type { CommunityContext } from "../../platform/context.ts";
import { path } from "../../platform/html.ts";
import { allows } from "../../platform/permissions.ts";
import type { Goal } from "../goal.ts";
import type { Sankey } from "../sankey.ts";
import { FLOW_PLACES, type FlowPlace, type FlowView } from "./flow-view.ts";

/** The books' flow for the page. Whoever may read the books finds the way to the entries; for all others they are closed. */
export function flowOf(ctx: CommunityContext, goal: Goal, sankey: Sankey): FlowView {
  const mayOpen = ctx.access === "member" && allows(ctx.permissions, "ledger.view");
  return {
    currency: goal.currency,
    nodes: sankey.nodes.map(({ id, amount }) => {
      const place = placeOf(id);
      const entriesUrl = mayOpen ? path`/app/c/${ctx.communityId}/goals/${goal.id}/money?open=${id}` : null;
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
