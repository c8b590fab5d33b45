import { memberNames } from "../communities/index.ts";
import type { CommunityContext } from "../platform/context.ts";
import { idsOfKind, type Names, nameKey } from "../platform/names.ts";
import { may } from "./policy.ts";
import { giverNames, giversOfGifts, usersOfGivers } from "./queries/givers.ts";
import { goalTitles } from "./queries/goals.ts";

/**
 * Goals by their titles, givers by the names under which they gave, gifts by their givers. Who gave without a name is named only to those who may
 * see every gift: an account that holds his refund must not tell what the goal's page keeps to itself.
 */
export const names: Names = async (ctx, entities) => {
  const found = new Map<string, string>();
  const put = (kind: string, named: ReadonlyMap<string, string>) => {
    for (const [id, name] of named) found.set(nameKey({ kind, id }), name);
  };
  put("goal", await goalTitles(ctx, idsOfKind(entities, "goal")));
  const givers = idsOfKind(entities, "giver");
  const seesAll = may(ctx, "fundraising.view_gifts");
  put("giver", await giverNames(ctx, givers, seesAll));
  if (seesAll) put("giver", await namesOfUsers(ctx, givers));
  put("gift", await namesOfGifts(ctx, idsOfKind(entities, "gift"), seesAll));
  return found;
};

/** A gift is called by who gave it. */
async function namesOfGifts(
  ctx: CommunityContext,
  giftIds: readonly string[],
  all: boolean,
): Promise<ReadonlyMap<string, string>> {
  const gifts = await giversOfGifts(ctx, giftIds, all);
  const givers = [...new Set(gifts.map(({ giverId }) => giverId))];
  const users = all ? await namesOfUsers(ctx, givers) : new Map<string, string>();
  return new Map(
    gifts.flatMap(({ id, giverId, name }) => {
      const shown = users.get(giverId) ?? name;
      return shown === null ? [] : [[id, shown] as const];
    }),
  );
}

/** Givers who are members by the names that they have there. */
async function namesOfUsers(ctx: CommunityContext, giverIds: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const users = await usersOfGivers(ctx, giverIds);
  const names = await memberNames(ctx, [...users.values()]);
  const named = new Map<string, string>();
  for (const [giverId, userId] of users) {
    const name = names.get(userId);
    if (name !== undefined) named.set(giverId, name);
  }
  return named;
}
