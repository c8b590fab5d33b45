/** What happened to a user, or waits for them: a line of home. Its words stand in the web's catalogue under `kind`. */
export interface ActivityItem {
  id: string;
  communityId: string;
  kind: string;
  data: Readonly<Record<string, unknown>>;
  subject: string | null;
  waits: boolean;
  doneAt: Date | null;
  occurredAt: Date;
}

/** What happened in a community, for all its members. */
export interface CommunityActivityItem {
  id: string;
  communityId: string;
  kind: string;
  actorId: string | null;
  data: Readonly<Record<string, unknown>>;
  occurredAt: Date;
}

/** Ids, names and figures; amounts as `{ amount, currency }` with the amount as a number of minor units. */
export type ActivityData = Readonly<
  Record<string, string | number | boolean | null | { amount: number; currency: string }>
>;
