import Type from "typebox";
import { decodeCursor, INSTANT_PART, pageOf, UUID_PART } from "../platform/cursor.ts";
import { notFound } from "../platform/errors.ts";
import { type Route, route } from "../platform/route.ts";
import { finishActivityRow, listActivities, listCommunityActivities } from "./activity-queries.ts";
import { ActivityItem, activityOut, CommunityActivityItem, communityActivityOut } from "./activity-schemas.ts";
import { ActivityParams, CommunityParams, Next, Page } from "./schemas.ts";

const cursorParts = [INSTANT_PART, UUID_PART];

function placeOf(after: string | undefined): { occurredAt: string; id: string } | null {
  const [occurredAt, id] = decodeCursor(after, cursorParts) ?? [];
  return occurredAt && id ? { occurredAt, id } : null;
}

const mine = route({
  method: "GET",
  path: "/v1/me/activity",
  operationId: "listMyActivity",
  summary: "What happened to you and what waits for you, over all communities, the latest first",
  entry: "self",
  query: Type.Object({
    ...Page,
    waiting: Type.Optional(Type.Boolean({ description: "true: only what waits for you; false: only the rest" })),
  }),
  response: Type.Object({ items: Type.Array(ActivityItem), next: Next }),
  async handle(ctx, { query }) {
    if (ctx.actor.kind !== "user") throw notFound();
    const limit = query.limit ?? 50;
    const waiting = query.waiting === undefined ? {} : { waiting: query.waiting };
    const rows = await listActivities(ctx.tx, ctx.actor.userId, {
      ...waiting,
      before: placeOf(query.after),
      limit: limit + 1,
    });
    const page = pageOf(rows, limit, (row) => [row.occurredAt.toISOString(), row.id]);
    return { items: page.rows.map(activityOut), next: page.next };
  },
});

const finish = route({
  method: "POST",
  path: "/v1/me/activity/{activityId}/completion",
  operationId: "finishActivity",
  summary: "Mark as done",
  entry: "self",
  params: ActivityParams,
  response: ActivityItem,
  async handle(ctx, { params }) {
    const done =
      ctx.actor.kind === "user"
        ? await finishActivityRow(ctx.tx, ctx.actor.userId, params.activityId, ctx.now)
        : undefined;
    if (!done) throw notFound();
    return activityOut(done);
  },
});

const ofCommunity = route({
  method: "GET",
  path: "/v1/communities/{communityId}/activity",
  operationId: "listCommunityActivity",
  summary: "What happened in a community, the latest first",
  entry: "member",
  params: CommunityParams,
  query: Type.Object(Page),
  response: Type.Object({ items: Type.Array(CommunityActivityItem), next: Next }),
  async handle(ctx, { query }) {
    const limit = query.limit ?? 50;
    const rows = await listCommunityActivities(ctx.tx, ctx.communityId, {
      before: placeOf(query.after),
      limit: limit + 1,
    });
    const page = pageOf(rows, limit, (row) => [row.occurredAt.toISOString(), row.id]);
    return { items: page.rows.map(communityActivityOut), next: page.next };
  },
});

export const activityRoutes: readonly Route[] = [mine, finish, ofCommunity];
