import { cleanName } from "../identity/index.ts";
import type { CommunityContext } from "../platform/context.ts";
import { refuse } from "../platform/errors.ts";
import { requirePermission } from "../platform/permissions.ts";
import { insertRole, listRoles } from "./member-queries.ts";
import { requireKnown, requireNoMore } from "./policy.ts";
import { lockCommunity } from "./queries.ts";
import type { Role } from "./role.ts";

/** A role of the community's own. It holds nothing that its maker lacks, and never `*`. */
export async function createRole(
  ctx: CommunityContext,
  input: { name: string; description: string; permissions: readonly string[] },
): Promise<Role> {
  requirePermission(ctx, "communities.manage_roles");
  requireKnown(input.permissions, "#/permissions");
  requireNoMore(ctx, input.permissions, "#/permissions");
  await lockCommunity(ctx.tx, ctx.communityId);
  const name = cleanName(input.name);
  const roles = await listRoles(ctx.tx, ctx.communityId);
  if (roles.some((role) => role.name.toLowerCase() === name.toLowerCase())) {
    throw refuse("role_name_taken", { status: 409, pointer: "#/name" });
  }
  return insertRole(ctx.tx, {
    community_id: ctx.communityId,
    id: ctx.newId(),
    name,
    description: input.description,
    permissions: [...new Set(input.permissions)].sort(),
    created_at: ctx.now,
    updated_at: ctx.now,
  });
}
