import { type Selectable, sql } from "kysely";
import type { Database, Tx } from "../platform/db.ts";
import type { ActivityData, ActivityItem, CommunityActivityItem } from "./activity.ts";

export interface NewActivity {
  communityId: string;
  kind: string;
  data: ActivityData;
  subject: string | null;
  waits: boolean;
  occurredAt: Date;
}

/** No `returning`: a member may write another's line and not read it. */
export async function insertActivities(
  tx: Tx,
  activity: NewActivity,
  rows: readonly { id: string; userId: string }[],
): Promise<void> {
  if (rows.length === 0) return;
  const data = JSON.stringify(activity.data);
  await sql`
    insert into communities.activity (user_id, id, community_id, kind, data, subject, waits, occurred_at)
    select user_id, id, ${activity.communityId}::uuid, ${activity.kind}, ${data}::jsonb, ${activity.subject}, ${activity.waits}, ${activity.occurredAt}
      from unnest(${rows.map((row) => row.userId)}::uuid[], ${rows.map((row) => row.id)}::uuid[]) as n (user_id, id)`.execute(
    tx,
  );
}

export async function insertCommunityActivity(
  tx: Tx,
  activity: NewActivity,
  id: string,
  actorId: string | null,
): Promise<void> {
  await tx
    .insertInto("communities.community_activity")
    .values({
      community_id: activity.communityId,
      id,
      kind: activity.kind,
      actor_id: actorId,
      data: JSON.stringify(activity.data),
      occurred_at: activity.occurredAt,
    })
    .execute();
}

export interface ActivityFilter {
  waiting?: boolean;
  before: { occurredAt: string; id: string } | null;
  limit: number;
}

/** Newest first. */
export async function listActivities(tx: Tx, userId: string, filter: ActivityFilter): Promise<ActivityItem[]> {
  const { before, limit, waiting } = filter;
  const rows = await tx
    .selectFrom("communities.activity")
    .selectAll()
    .where("user_id", "=", userId)
    .$if(waiting === true, (query) => query.where("waits", "=", true).where("done_at", "is", null))
    .$if(waiting === false, (query) =>
      query.where((eb) => eb.or([eb("waits", "=", false), eb("done_at", "is not", null)])),
    )
    .$if(before !== null, (query) =>
      query.where(sql<boolean>`(occurred_at, id) < (${before?.occurredAt}::timestamptz, ${before?.id}::uuid)`),
    )
    .orderBy("occurred_at", "desc")
    .orderBy("id", "desc")
    .limit(limit)
    .execute();
  return rows.map(activityOf);
}

export async function listCommunityActivities(
  tx: Tx,
  communityId: string,
  filter: Omit<ActivityFilter, "waiting">,
): Promise<CommunityActivityItem[]> {
  const { before, limit } = filter;
  const rows = await tx
    .selectFrom("communities.community_activity")
    .selectAll()
    .where("community_id", "=", communityId)
    .$if(before !== null, (query) =>
      query.where(sql<boolean>`(occurred_at, id) < (${before?.occurredAt}::timestamptz, ${before?.id}::uuid)`),
    )
    .orderBy("occurred_at", "desc")
    .orderBy("id", "desc")
    .limit(limit)
    .execute();
  return rows.map((row) => ({
    id: row.id,
    communityId: row.community_id,
    kind: row.kind,
    actorId: row.actor_id,
    data: recordOf(row.data),
    occurredAt: row.occurred_at,
  }));
}

/** Done twice is done. Undefined: not the user's. */
export async function finishActivityRow(
  tx: Tx,
  userId: string,
  id: string,
  now: Date,
): Promise<ActivityItem | undefined> {
  const row = await tx
    .updateTable("communities.activity")
    .set((eb) => ({ done_at: eb.fn.coalesce("done_at", eb.val(now)) }))
    .where("user_id", "=", userId)
    .where("id", "=", id)
    .returningAll()
    .executeTakeFirst();
  return row ? activityOf(row) : undefined;
}

export async function finishSubject(
  tx: Tx,
  communityId: string,
  subject: string,
  userId: string | null,
  now: Date,
): Promise<void> {
  await tx
    .updateTable("communities.activity")
    .set({ done_at: now })
    .where("community_id", "=", communityId)
    .where("subject", "=", subject)
    .where("waits", "=", true)
    .where("done_at", "is", null)
    .$if(userId !== null, (query) => query.where("user_id", "=", userId))
    .execute();
}

/** At most so many of each list. Answers how many are gone. */
export async function forgetActivities(tx: Tx, before: Date, most: number): Promise<number> {
  const { rows } = await sql<{ gone: number }>`
    select communities.forget_activity(${before}, ${most}) as gone`.execute(tx);
  return rows[0]?.gone ?? 0;
}

/** For whom something of the kind waits; with `subject`, that very thing. */
export async function waitingUsers(
  tx: Tx,
  communityId: string,
  filter: { kind: string; subject?: string },
): Promise<ReadonlySet<string>> {
  let query = tx
    .selectFrom("communities.activity")
    .select("user_id")
    .distinct()
    .where("community_id", "=", communityId)
    .where("waits", "=", true)
    .where("done_at", "is", null)
    .where("kind", "=", filter.kind);
  if (filter.subject) query = query.where("subject", "=", filter.subject);
  return new Set((await query.execute()).map((row) => row.user_id));
}

function activityOf(row: Selectable<Database["communities.activity"]>): ActivityItem {
  return {
    id: row.id,
    communityId: row.community_id,
    kind: row.kind,
    data: recordOf(row.data),
    subject: row.subject,
    waits: row.waits,
    doneAt: row.done_at,
    occurredAt: row.occurred_at,
  };
}

function recordOf(json: unknown): Record<string, unknown> {
  return typeof json === "object" && json !== null && !Array.isArray(json) ? { ...json } : {};
}
