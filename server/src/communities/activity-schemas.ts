import Type, { type Static } from "typebox";
import type { CommunityActivityItem as CommunityItem, ActivityItem as Item } from "./activity.ts";
import { Id, Instant } from "./schemas.ts";

const data = Type.Record(Type.String(), Type.Unknown(), {
  description: "Ids, names and figures for the words of the kind",
});
const kind = Type.String({ examples: ["fundraising.goal_funded"] });

export const ActivityItem = Type.Object(
  {
    id: Id,
    communityId: Id,
    kind,
    data,
    subject: Type.Union([Type.String(), Type.Null()]),
    waits: Type.Boolean({ description: "Something that you are asked to do" }),
    doneAt: Type.Union([Instant, Type.Null()]),
    occurredAt: Instant,
  },
  { $id: "ActivityItem" },
);

export const CommunityActivityItem = Type.Object(
  { id: Id, communityId: Id, kind, actorId: Type.Union([Id, Type.Null()]), data, occurredAt: Instant },
  { $id: "CommunityActivityItem" },
);

export function activityOut(item: Item): Static<typeof ActivityItem> {
  return {
    ...item,
    data: { ...item.data },
    doneAt: item.doneAt?.toISOString() ?? null,
    occurredAt: item.occurredAt.toISOString(),
  };
}

export function communityActivityOut(item: CommunityItem): Static<typeof CommunityActivityItem> {
  return { ...item, data: { ...item.data }, occurredAt: item.occurredAt.toISOString() };
}
