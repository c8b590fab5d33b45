import { findUser, hashSecret } from "../identity/index.ts";
import type { CommunityContext } from "../platform/context.ts";
import { notFound, refuse } from "../platform/errors.ts";
import { type Invitation, type InvitationState, stateOf } from "./invitation.ts";
import { countUse, findInvitation, lockInvitation } from "./invitation-queries.ts";
import { endedAt, findMembership, listRoles, lockMembership, setGrants, writeMembership } from "./member-queries.ts";
import { type Membership, mayBecome } from "./membership.ts";
import { findCommunityRow, lockCommunity, mirrorMembership } from "./queries.ts";
import { recordActivity } from "./record-activity.ts";

export interface InvitationView {
  invitation: Invitation;
  state: InvitationState;
  community: { id: string; name: string; products: readonly string[] };
  roleNames: readonly string[];
}

/** What the link offers, for whoever has it. Runs as the system in the token's community. */
export async function viewInvitation(ctx: CommunityContext, token: string): Promise<InvitationView> {
  const invitation = await findInvitation(ctx.tx, ctx.communityId, hashSecret(token));
  const community = await findCommunityRow(ctx.tx, ctx.communityId);
  if (!invitation || !community) throw notFound();
  const roles = await listRoles(ctx.tx, ctx.communityId);
  return {
    invitation,
    state: stateOf(invitation, ctx.now),
    community: { id: community.id, name: community.name, products: community.products },
    roleNames: roles.filter((role) => invitation.roleIds.includes(role.id)).map((role) => role.name),
  };
}

/** The signed-in user becomes a member. Following the link again changes nothing and uses nothing up. */
export async function acceptInvitation(ctx: CommunityContext, token: string): Promise<Membership> {
  if (ctx.actor.kind !== "user") throw refuse("sign_in_required", { status: 401 });
  const { userId } = ctx.actor;
  if (!(await lockCommunity(ctx.tx, ctx.communityId))) throw notFound();
  const invitation = await lockInvitation(ctx.tx, ctx.communityId, hashSecret(token));
  if (!invitation) throw notFound();
  const existing = await lockMembership(ctx.tx, ctx.communityId, userId);
  if (existing?.status === "active") return existing;
  const state = stateOf(invitation, ctx.now);
  if (state !== "open") throw refuse(`invitation_${state}`, { status: 410 });
  if (existing && !mayBecome(existing.status, "active")) throw notFound();
  if (existing) await requireFreshInvitation(ctx, existing, invitation);
  const user = await findUser(ctx, userId);
  if (!user) throw notFound();
  await writeMembership(ctx.tx, {
    communityId: ctx.communityId,
    userId,
    status: "active",
    displayName: user.displayName,
    now: ctx.now,
  });
  const roles = await listRoles(ctx.tx, ctx.communityId);
  const roleIds = invitation.roleIds.filter((id) => roles.some((role) => role.id === id));
  await setGrants(ctx.tx, ctx.communityId, userId, roleIds, ctx.now);
  await countUse(ctx.tx, ctx.communityId, invitation.id);
  await mirrorMembership(ctx.tx, ctx.communityId, userId, ctx.now);
  await recordActivity(ctx, {
    communityId: ctx.communityId,
    userIds: [userId],
    kind: "communities.member_joined",
    data: { userId, name: user.displayName },
    shared: true,
  });
  ctx.emit({ name: "communities.member_joined", payload: { communityId: ctx.communityId, userId }, live: true });
  return requireMembership(ctx, userId);
}

/** An old link does not bring back somebody who was removed after it was made. */
async function requireFreshInvitation(
  ctx: CommunityContext,
  existing: Membership,
  invitation: Invitation,
): Promise<void> {
  if (existing.status !== "removed") return;
  const ended = await endedAt(ctx.tx, ctx.communityId, existing.userId);
  if (ended && invitation.createdAt <= ended) throw refuse("invitation_too_old", { status: 403 });
}

async function requireMembership(ctx: CommunityContext, userId: string): Promise<Membership> {
  const membership = await findMembership(ctx.tx, ctx.communityId, userId);
  if (!membership) throw notFound();
  return membership;
}
