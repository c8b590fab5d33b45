import type { CommunityContext } from "../platform/context.ts";
import { refuse } from "../platform/errors.ts";
import type { Permission } from "../platform/module.ts";
import { allows, EVERYTHING } from "../platform/permissions.ts";
import { exceeding, type Overrides, type Role, unknownPermissions } from "./role.ts";

export const permissions: readonly Permission[] = [
  {
    name: "communities.update",
    description: "Change the community's name, address, products and time zone",
    roles: ["operator"],
  },
  { name: "communities.invite", description: "Invite people by a link", roles: ["treasurer", "operator"] },
  { name: "communities.manage_members", description: "Give and take roles, remove members", roles: ["operator"] },
  { name: "communities.manage_roles", description: "Make new roles", roles: ["operator"] },
];

/** The roles, if they exist and hold nothing that the actor lacks: nobody raises somebody above themselves. */
export function requireGrantable(
  ctx: CommunityContext,
  all: readonly Role[],
  roleIds: readonly string[],
  pointer: string,
): Role[] {
  return roleIds.map((id) => {
    const role = all.find((known) => known.id === id);
    if (!role) throw refuse("unknown_role", { pointer });
    requireNoMore(ctx, role.permissions, pointer);
    return role;
  });
}

export function requireNoMore(ctx: CommunityContext, wanted: readonly string[], pointer: string): void {
  if (ctx.actor.kind === "system") return;
  const excess = exceeding(ctx.permissions, wanted);
  if (excess) throw refuse("more_than_own", { status: 403, params: { permission: excess }, pointer });
}

export function requireKnown(wanted: readonly string[], pointer: string): void {
  const [unknown] = unknownPermissions(wanted);
  if (unknown !== undefined) throw refuse("unknown_permission", { params: { permission: unknown }, pointer });
}

/** Whoever lifts a denial gives what it denied: it must be theirs to give, and nobody lifts their own. */
export function requireSaneOverrides(ctx: CommunityContext, before: Overrides, overrides: Overrides): void {
  requireKnown(overrides.allow, "#/overrides/allow");
  requireKnown(overrides.deny, "#/overrides/deny");
  requireNoMore(ctx, overrides.allow, "#/overrides/allow");
  const lifted = before.deny.filter((permission) => !overrides.deny.includes(permission));
  requireNoMore(ctx, lifted, "#/overrides/deny");
}

/** Owners are changed by owners alone. */
export function requireOwnerForOwner(ctx: CommunityContext, isOwner: boolean): void {
  if (isOwner && ctx.actor.kind !== "system" && !allows(ctx.permissions, EVERYTHING)) {
    throw refuse("owner_only", { status: 403 });
  }
}
