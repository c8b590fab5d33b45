import { hashSecret, isEmail, normalEmail } from "../identity/index.ts";
import { sendMail } from "../notifications/index.ts";
import type { CommunityContext } from "../platform/context.ts";
import { notFound, refuse } from "../platform/errors.ts";
import { requirePermission } from "../platform/permissions.ts";
import { type Invitation, newInvitationToken } from "./invitation.ts";
import { insertInvitation, revokeInvitationRow } from "./invitation-queries.ts";
import { findMembership, listRoles } from "./member-queries.ts";
import { requireGrantable } from "./policy.ts";
import { findCommunityRow } from "./queries.ts";

export interface Invite {
  roleIds?: readonly string[];
  note?: string;
  maxUses?: number;
  /** Days until the link dies. */
  days?: number;
  /** Mails the link, in this language or the community's. */
  email?: string;
  locale?: string;
}

const DAY = 86_400_000;

/** A link that makes whoever opens it a member. The token is shown this once; we keep its hash. */
export async function invite(ctx: CommunityContext, input: Invite): Promise<{ invitation: Invitation; token: string }> {
  requirePermission(ctx, "communities.invite");
  if (input.email !== undefined && !isEmail(normalEmail(input.email)))
    throw refuse("invalid_email", { pointer: "#/email" });
  const roles = await listRoles(ctx.tx, ctx.communityId);
  const usual = roles.filter((role) => role.origin === "member").map((role) => role.id);
  const roleIds = [...new Set(input.roleIds ?? usual)];
  requireGrantable(ctx, roles, roleIds, "#/roleIds");
  const token = newInvitationToken(ctx.communityId);
  const invitation = await insertInvitation(ctx.tx, {
    community_id: ctx.communityId,
    id: ctx.newId(),
    token_hash: hashSecret(token),
    role_ids: roleIds,
    note: input.note ?? "",
    max_uses: input.maxUses ?? 1,
    invited_by: ctx.actor.kind === "user" ? ctx.actor.userId : null,
    expires_at: new Date(ctx.now.getTime() + (input.days ?? 14) * DAY),
    created_at: ctx.now,
  });
  if (input.email !== undefined) await mailInvitation(ctx, token, input.email, input);
  return { invitation, token };
}

export function invitationPath(token: string): string {
  return `/app/invitations/${token}`;
}

async function mailInvitation(ctx: CommunityContext, token: string, to: string, input: Invite): Promise<void> {
  const community = await findCommunityRow(ctx.tx, ctx.communityId);
  if (!community) throw notFound();
  const inviter = ctx.actor.kind === "user" ? await findMembership(ctx.tx, ctx.communityId, ctx.actor.userId) : null;
  await sendMail(ctx, {
    to,
    locale: input.locale ?? community.locale,
    kind: "communities.invitation",
    data: { community: community.name, inviter: inviter?.displayName ?? community.name, count: input.days ?? 14 },
    action: invitationPath(token),
  });
}

export async function revokeInvitation(ctx: CommunityContext, invitationId: string): Promise<void> {
  requirePermission(ctx, "communities.invite");
  if (!(await revokeInvitationRow(ctx.tx, ctx.communityId, invitationId, ctx.now))) throw notFound();
}
