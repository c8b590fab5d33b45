import { findUser } from "../identity/index.ts";
import type { Job, JobPayload, Schedule, Subscription } from "../platform/module.ts";
import { finishSubject } from "./activity-queries.ts";
import { FORGET_ACTIVITY, forgetActivity } from "./forget-activity.ts";
import { updateMembership } from "./member-queries.ts";
import { listUserCommunities } from "./queries.ts";

export const jobs: readonly Job[] = [
  { name: FORGET_ACTIVITY, runGlobal: forgetActivity },
  {
    name: "communities.finish_activity",
    async run(ctx, payload) {
      const userId = payload["userId"] === undefined ? null : textOf(payload, "userId");
      await finishSubject(ctx.tx, ctx.communityId, textOf(payload, "subject"), userId, ctx.now);
    },
  },
  {
    // A user is one person in many communities: one job for each, since no transaction spans two.
    name: "communities.spread_name",
    async runGlobal(ctx, payload) {
      const userId = textOf(payload, "userId");
      for (const { community_id: communityId } of await listUserCommunities(ctx.tx, userId)) {
        ctx.enqueue({ name: "communities.rename_member", payload: { communityId, userId } });
      }
    },
  },
  {
    name: "communities.rename_member",
    async run(ctx, payload) {
      const user = await findUser(ctx, textOf(payload, "userId"));
      if (user) await updateMembership(ctx.tx, ctx.communityId, user.id, { displayName: user.displayName }, ctx.now);
    },
  },
];

export const subscriptions: readonly Subscription[] = [
  { event: "identity.user_renamed", job: "communities.spread_name" },
];

export const schedules: readonly Schedule[] = [{ job: FORGET_ACTIVITY, cron: "47 * * * *" }];

function textOf(payload: JobPayload, name: string): string {
  const value = payload[name];
  if (typeof value !== "string") throw new Error(`the job needs ${name}`);
  return value;
}
