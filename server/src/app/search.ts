import Type from "typebox";
import { defineModule, type Module, type Search } from "../platform/module.ts";
import { route } from "../platform/route.ts";

const HITS_OF_A_MODULE = 8;

const SearchHit = Type.Object(
  {
    kind: Type.String({ description: "goal, member, account or transaction: which page shows it" }),
    id: Type.String({ format: "uuid" }),
    title: Type.String(),
    detail: Type.Union([Type.String(), Type.Null()]),
  },
  { $id: "SearchHit" },
);

/** One search over what every module lets be found; the modules know nothing of each other. */
export function createSearchModule(modules: readonly Module[]): Module {
  const searches: Search[] = modules.flatMap((module) => module.search ?? []);
  const search = route({
    method: "GET",
    path: "/v1/communities/{communityId}/search",
    operationId: "searchCommunity",
    summary: "People, goals, accounts, transactions by part of their name or number",
    entry: "member",
    params: Type.Object({ communityId: Type.String({ format: "uuid" }) }),
    query: Type.Object({ q: Type.String({ minLength: 2, maxLength: 100 }) }),
    response: Type.Object({ items: Type.Array(SearchHit) }),
    async handle(ctx, { query }) {
      const items = [];
      // One after another: a transaction has one connection.
      for (const find of searches) items.push(...(await find(ctx, query.q.trim(), HITS_OF_A_MODULE)));
      return { items };
    },
  });
  return defineModule({ name: "search", routes: [search] });
}
