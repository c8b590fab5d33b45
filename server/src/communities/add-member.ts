import { findUser } from "../identity/index.ts";
import type { CommunityContext } from "../platform/context.ts";
import { notFound } from "../platform/errors.ts";
import { listRoles, setGrants, writeMembership } from "./member-queries.ts";
import { mirrorMembership } from "./queries.ts";
import type { RoleOrigin } from "./role.ts";

/** Makes a user a member without an invitation: for demo data and tests, as the system. No door of the API leads here. */
export async function addMember(
  ctx: CommunityContext,
  input: { userId: string; roles: readonly RoleOrigin[] },
): Promise<void> {
  const user = await findUser(ctx, input.userId);
  if (!user) throw notFound();
  const roles = await listRoles(ctx.tx, ctx.communityId);
  const roleIds = roles
    .filter((role) => role.origin !== null && input.roles.includes(role.origin))
    .map((role) => role.id);
  const { communityId, now } = ctx;
  await writeMembership(ctx.tx, { communityId, userId: user.id, status: "active", displayName: user.displayName, now });
  await setGrants(ctx.tx, communityId, user.id, roleIds, now);
  await mirrorMembership(ctx.tx, communityId, user.id, now);
}
