import type { CommunityContext } from "../platform/context.ts";
import { notFound, refuse, staleVersion } from "../platform/errors.ts";
import { requirePermission } from "../platform/permissions.ts";
import {
  findMembership,
  listRoles,
  lockMembership,
  setGrants,
  updateMembership,
  usersWithOrigin,
} from "./member-queries.ts";
import type { Membership } from "./membership.ts";
import { requireGrantable, requireOwnerForOwner, requireSaneOverrides } from "./policy.ts";
import { lockCommunity, mirrorMembership } from "./queries.ts";
import { recordActivity } from "./record-activity.ts";
import type { Overrides, Role } from "./role.ts";

export interface UpdateMember {
  userId: string;
  version: number;
  roleIds?: readonly string[];
  overrides?: Overrides;
}

/** Gives and takes roles. Nobody hands out more than they have, and somebody always owns the community. */
export async function updateMember(ctx: CommunityContext, input: UpdateMember): Promise<Membership> {
  requirePermission(ctx, "communities.manage_members");
  const { userId } = input;
  await lockCommunity(ctx.tx, ctx.communityId);
  const member = await lockMembership(ctx.tx, ctx.communityId, userId);
  if (member?.status !== "active") throw notFound();
  if (member.version !== input.version) throw staleVersion();
  const owners = await usersWithOrigin(ctx.tx, ctx.communityId, "owner");
  requireOwnerForOwner(ctx, owners.includes(userId));
  const roleIds = input.roleIds && [...new Set(input.roleIds)];
  if (roleIds) await changeRoles(ctx, member, roleIds, owners);
  if (input.overrides !== undefined) requireSaneOverrides(ctx, member.overrides, input.overrides);
  const change = input.overrides === undefined ? {} : { overrides: input.overrides };
  await updateMembership(ctx.tx, ctx.communityId, userId, change, ctx.now);
  await mirrorMembership(ctx.tx, ctx.communityId, userId, ctx.now);
  ctx.emit({ name: "communities.member_updated", payload: { communityId: ctx.communityId, userId }, live: true });
  const changed = await findMembership(ctx.tx, ctx.communityId, userId);
  if (!changed) throw notFound();
  return changed;
}

async function changeRoles(
  ctx: CommunityContext,
  member: Membership,
  roleIds: string[],
  owners: readonly string[],
): Promise<void> {
  const roles = await listRoles(ctx.tx, ctx.communityId);
  const held = new Set(member.grants.map((grant) => grant.roleId));
  // What the member has already may stay; only what is new must be the giver's to give.
  requireGrantable(
    ctx,
    roles,
    roleIds.filter((id) => !held.has(id)),
    "#/roleIds",
  );
  const staysOwner = roles.some((role) => role.origin === "owner" && roleIds.includes(role.id));
  if (!staysOwner) requireAnotherOwner(owners, member.userId);
  if (roleIds.length === held.size && roleIds.every((id) => held.has(id))) return;
  await setGrants(ctx.tx, ctx.communityId, member.userId, roleIds, ctx.now);
  await noteRoles(
    ctx,
    member,
    roles.filter(({ id }) => roleIds.includes(id)),
  );
}

/** Who may do what is everybody's business: it stands in the community's list, with who changed it. */
async function noteRoles(ctx: CommunityContext, member: Membership, roles: readonly Role[]): Promise<void> {
  await recordActivity(ctx, {
    communityId: ctx.communityId,
    userIds: [member.userId],
    kind: `communities.${roles.length > 0 ? "member_roles_changed" : "member_roles_taken"}`,
    data: { userId: member.userId, name: member.displayName, roles: roles.map(({ name }) => name).join(", ") },
    shared: true,
  });
}

/** Called under the community's lock: two last owners cannot leave at once. */
export function requireAnotherOwner(owners: readonly string[], userId: string): void {
  if (owners.includes(userId) && owners.length === 1) throw refuse("last_owner", { status: 409 });
}
