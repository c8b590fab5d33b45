import type { CommunityContext } from "../platform/context.ts";
import { notFound } from "../platform/errors.ts";
import { requirePermission } from "../platform/permissions.ts";
import { lockMembership, setGrants, usersWithOrigin, writeMembership } from "./member-queries.ts";
import { mayBecome } from "./membership.ts";
import { requireOwnerForOwner } from "./policy.ts";
import { lockCommunity, mirrorMembership } from "./queries.ts";
import { recordActivity } from "./record-activity.ts";
import { requireAnotherOwner } from "./update-member.ts";

/** Leaving is everybody's right; removing somebody else needs the permission. What they did in the books stays. */
export async function endMembership(ctx: CommunityContext, userId: string): Promise<void> {
  const isOwn = ctx.actor.kind === "user" && ctx.actor.userId === userId;
  if (!isOwn) requirePermission(ctx, "communities.manage_members");
  await lockCommunity(ctx.tx, ctx.communityId);
  const member = await lockMembership(ctx.tx, ctx.communityId, userId);
  const status = isOwn ? "left" : "removed";
  if (!member || !mayBecome(member.status, status)) throw notFound();
  const owners = await usersWithOrigin(ctx.tx, ctx.communityId, "owner");
  requireOwnerForOwner(ctx, !isOwn && owners.includes(userId));
  requireAnotherOwner(owners, userId);
  await setGrants(ctx.tx, ctx.communityId, userId, [], ctx.now);
  await writeMembership(ctx.tx, {
    communityId: ctx.communityId,
    userId,
    status,
    displayName: member.displayName,
    now: ctx.now,
  });
  await mirrorMembership(ctx.tx, ctx.communityId, userId, ctx.now);
  const data = { userId, name: member.displayName };
  await recordActivity(ctx, {
    communityId: ctx.communityId,
    userIds: [userId],
    kind: `communities.member_${status}`,
    data,
    shared: true,
  });
  ctx.emit({ name: `communities.member_${status}`, payload: { communityId: ctx.communityId, userId }, live: true });
}
