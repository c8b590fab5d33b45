import Type from "typebox";
import { findUser } from "../identity/index.ts";
import { notFound } from "../platform/errors.ts";
import { bestLocale } from "../platform/i18n.ts";
import { type Route, route } from "../platform/route.ts";
import { activityRoutes } from "./activity-routes.ts";
import { createCommunity } from "./create-community.ts";
import { findCommunity } from "./find-community.ts";
import { invitationRoutes } from "./invitation-routes.ts";
import { memberRoutes } from "./member-routes.ts";
import { listUserCommunities } from "./queries.ts";
import { Community, CommunityParams, CreateCommunity, communityOut, MyCommunity, UpdateCommunity } from "./schemas.ts";
import { updateCommunity } from "./update-community.ts";

const create = route({
  method: "POST",
  path: "/v1/communities",
  operationId: "createCommunity",
  summary: "Found a community; you own it",
  entry: "self",
  body: CreateCommunity,
  status: 201,
  response: Community,
  async handle(ctx, { body }, { facts }) {
    const founder = ctx.actor.kind === "user" ? await findUser(ctx, ctx.actor.userId) : null;
    const locale = body.locale ?? founder?.locale ?? bestLocale(facts.languages);
    return communityOut(
      await createCommunity(ctx, { ...body, locale, timeZone: body.timeZone ?? founder?.timeZone ?? "UTC" }),
    );
  },
});

const mine = route({
  method: "GET",
  path: "/v1/me/communities",
  operationId: "listMyCommunities",
  summary: "Your communities, by name",
  entry: "self",
  response: Type.Object({ items: Type.Array(MyCommunity), next: Type.Null() }),
  async handle(ctx) {
    const rows = ctx.actor.kind === "user" ? await listUserCommunities(ctx.tx, ctx.actor.userId) : [];
    const items = rows.map(({ community_id, name, slug, products, currency, roles }) => ({
      communityId: community_id,
      name,
      slug,
      products,
      currency,
      roles,
    }));
    return { items, next: null };
  },
});

const get = route({
  method: "GET",
  path: "/v1/communities/{communityId}",
  operationId: "getCommunity",
  summary: "A community: yours, or one that shows something to the public",
  entry: "visitor",
  params: CommunityParams,
  response: Community,
  async handle(ctx) {
    const community = await findCommunity(ctx);
    if (!community) throw notFound();
    return communityOut(community);
  },
});

const update = route({
  method: "PATCH",
  path: "/v1/communities/{communityId}",
  operationId: "updateCommunity",
  summary: "Change a community",
  entry: "member",
  permission: "communities.update",
  params: CommunityParams,
  body: UpdateCommunity,
  response: Community,
  async handle(ctx, { body }) {
    return communityOut(await updateCommunity(ctx, body));
  },
});

export const routes: readonly Route[] = [
  create,
  mine,
  get,
  update,
  ...memberRoutes,
  ...invitationRoutes,
  ...activityRoutes,
];
