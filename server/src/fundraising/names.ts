import { memberNames } from "../communities/index.ts";
import type { CommunityContext } from "../platform/context.ts";
import { idsOfKind, type Names, nameKey } from "../platform/names.ts";
import { may } from "./policy.ts";
import { giverNames } from "./queries/givers.ts";
import { goalTitles } from "./queries/goals.ts";

/**
 * Goals by their titles, givers by the names under which they gave. Who gave without a name is named only to those who may
 * see every gift: an account that holds his refund must not tell what the goal's page keeps to itself.
 */
export const names: Names = async (ctx, entities) => {
  const found = new Map<string, string>();
  const put = (kind: string, named: ReadonlyMap<string, string>) => {
    for (const [id, name] of named) found.set(nameKey({ kind, id }), name);
  };
  put("goal", await goalTitles(ctx, idsOfKind(entities, "goal")));
  put("giver", await giverNames(ctx, "giver_id", idsOfKind(entities, "giver"), seesAll(ctx)));
  const users = idsOfKind(entities, "user");
  put("user", await giverNames(ctx, "user_id", users, seesAll(ctx)));
  if (seesAll(ctx)) put("user", await memberNames(ctx, users));
  return found;
};

function seesAll(ctx: CommunityContext): boolean {
  return may(ctx, "fundraising.view_gifts");
}
