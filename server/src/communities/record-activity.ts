import type { Context } from "../platform/context.ts";
import type { ActivityData } from "./activity.ts";
import { finishSubject, insertActivities, insertCommunityActivity } from "./activity-queries.ts";

export interface RecordActivity {
  communityId: string;
  /** Whose home shows it. */
  userIds: readonly string[];
  /** `<module>.<what_happened>`. */
  kind: string;
  data: ActivityData;
  /** Something that the users must do: it stays at the top of home until it is done. */
  waits?: boolean;
  /** What it is about, such as `proof/<id>`, so that `finishActivity` finds it for all. */
  subject?: string;
  /** Also a line in the community's own list, for all members. Default: unless it waits. */
  shared?: boolean;
}

/** Writes what happened where people look for it: on the homes of those it concerns, and in the community's list. */
export async function recordActivity(ctx: Context, input: RecordActivity): Promise<void> {
  const waits = input.waits ?? false;
  const activity = {
    communityId: input.communityId,
    kind: input.kind,
    data: input.data,
    subject: input.subject ?? null,
    waits,
    occurredAt: ctx.now,
  };
  const rows = [...new Set(input.userIds)].map((userId) => ({ userId, id: ctx.newId() }));
  await insertActivities(ctx.tx, activity, rows);
  const actorId = ctx.actor.kind === "user" ? ctx.actor.userId : null;
  if (input.shared ?? !waits) await insertCommunityActivity(ctx.tx, activity, ctx.newId(), actorId);
  if (rows.length > 0) {
    ctx.emit({ name: "communities.activity_recorded", payload: { communityId: input.communityId }, live: true });
  }
}

/**
 * What waited is done: for one user (a vote cast) or for all (the vote is closed). A member cannot reach into others'
 * lists, so for all it becomes a job of the system.
 */
export async function finishActivity(
  ctx: Context,
  input: { communityId: string; subject: string; userId?: string },
): Promise<void> {
  const isOwn = ctx.actor.kind === "user" && ctx.actor.userId === input.userId;
  if (ctx.access === "system" || isOwn) {
    return finishSubject(ctx.tx, input.communityId, input.subject, input.userId ?? null, ctx.now);
  }
  ctx.enqueue({ name: "communities.finish_activity", payload: { ...input } });
}
