import Type from "typebox";
import { refuse } from "../../platform/errors.ts";
import { type Route, route } from "../../platform/route.ts";
import { CommunityParams, Day } from "../schemas.ts";
import { amountOut } from "./amount-out.ts";
import { attribute, type Flow, largest, sumFlows } from "./cash-flow.ts";
import { type Moved, movedIn } from "./cash-flow-queries.ts";
import { AccountCode, CashFlow } from "./schemas.ts";

export const cashFlowRoute: Route = route({
  method: "GET",
  path: "/v1/communities/{communityId}/ledger/cash-flow",
  operationId: "getCashFlow",
  summary: "How much moved from which accounts to which in a period, for a picture",
  description:
    "From the credited to the debited, by the days that count, both included. `depth=1` takes accounts together by the first part of their " +
    "codes (`wallet/amina` and `wallet/baraka` as `wallet`); what moves inside of one is left out. Where a transaction has several entries on " +
    "both sides, each credit is divided over the debits in proportion, in exact minor units. The `top` largest of each currency are " +
    "listed, all smaller ones are `others`. `account=wallet/amina` shows what came from it or went to it alone, as `account=wallet` does of all " +
    "below it. A million entries are looked at, at the most.",
  entry: "member",
  permission: "ledger.view",
  params: CommunityParams,
  query: Type.Object({
    from: Day("The first day"),
    to: Day("The last day"),
    depth: Type.Optional(
      Type.Integer({ minimum: 1, maximum: 10, description: "Parts of the code; default: all of them" }),
    ),
    account: Type.Optional({
      ...AccountCode,
      description: "Only flows from or to this account; those below it count as it",
    }),
    top: Type.Optional(Type.Integer({ minimum: 1, maximum: 200, default: 30 })),
  }),
  response: CashFlow,
  async handle(ctx, { query }) {
    const { depth = null, account = null, top = 30, ...period } = query;
    if (period.from > period.to) throw refuse("period_ends_before_it_begins", { pointer: "#/to" });
    const flows = [...flowsOf(await movedIn(ctx, period, { depth, account }))].sort(([a], [b]) => (a < b ? -1 : 1));
    return {
      ...period,
      currencies: flows.map(([currency, all]) => {
        const { links, others } = largest(sumFlows(all), top);
        return {
          currency,
          links: links.map((link) => ({ ...link, amount: amountOut(link.amount) })),
          others: { links: others.links, amount: amountOut(others.amount) },
        };
      }),
    };
  },
});

function flowsOf({ plain, manifold }: Moved): Map<string, Flow[]> {
  const byCurrency = new Map<string, Flow[]>();
  const add = (currency: string, flow: Flow) => {
    const known = byCurrency.get(currency);
    if (known) known.push(flow);
    else byCurrency.set(currency, [flow]);
  };
  for (const { currency, ...flow } of plain) add(currency, flow);
  for (const { currency, lines } of manifold) for (const flow of attribute(lines)) add(currency, flow);
  return byCurrency;
}
