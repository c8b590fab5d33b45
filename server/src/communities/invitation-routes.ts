import Type from "typebox";
import { requirePermission } from "../platform/permissions.ts";
import { type Route, route } from "../platform/route.ts";
import { acceptInvitation, viewInvitation } from "./accept-invitation.ts";
import { communityOfToken } from "./invitation.ts";
import { listInvitations } from "./invitation-queries.ts";
import { invitationPath, invite, revokeInvitation } from "./invite.ts";
import {
  CommunityParams,
  Invitation,
  InvitationOffer,
  InvitationParams,
  Invite,
  invitationOut,
  Membership,
  membershipOut,
  NewInvitation,
  TokenParams,
} from "./schemas.ts";

const BASE = "/v1/communities/{communityId}/invitations";
const permission = "communities.invite";

const list = route({
  method: "GET",
  path: BASE,
  operationId: "listInvitations",
  summary: "The invitations of a community, the latest first",
  entry: "member",
  permission,
  params: CommunityParams,
  response: Type.Object({ items: Type.Array(Invitation), next: Type.Null() }),
  async handle(ctx) {
    requirePermission(ctx, permission);
    return {
      items: (await listInvitations(ctx.tx, ctx.communityId)).map((row) => invitationOut(row, ctx.now)),
      next: null,
    };
  },
});

const create = route({
  method: "POST",
  path: BASE,
  operationId: "createInvitation",
  summary: "Invite people by a link, which is shown this once",
  entry: "member",
  permission,
  params: CommunityParams,
  body: Invite,
  confidential: true,
  status: 201,
  response: NewInvitation,
  async handle(ctx, { body }) {
    const { invitation, token } = await invite(ctx, body);
    return { ...invitationOut(invitation, ctx.now), token, url: `${ctx.publicUrl}${invitationPath(token)}` };
  },
});

const revoke = route({
  method: "DELETE",
  path: `${BASE}/{invitationId}`,
  operationId: "revokeInvitation",
  summary: "Take an invitation back",
  entry: "member",
  permission,
  params: InvitationParams,
  status: 204,
  response: Type.Null(),
  async handle(ctx, { params }) {
    await revokeInvitation(ctx, params.invitationId);
    return null;
  },
});

const offer = route({
  method: "GET",
  path: "/v1/invitations/{token}",
  operationId: "getInvitation",
  summary: "What an invitation offers, for whoever has its link",
  entry: "guest",
  community: ({ token }) => communityOfToken(token),
  params: TokenParams,
  response: InvitationOffer,
  rateLimit: 60,
  async handle(ctx, { params }) {
    const { invitation, community, roleNames, state } = await viewInvitation(ctx, params.token);
    return {
      communityId: community.id,
      communityName: community.name,
      products: [...community.products],
      roles: [...roleNames],
      note: invitation.note,
      state,
      expiresAt: invitation.expiresAt.toISOString(),
    };
  },
});

const accept = route({
  method: "POST",
  path: "/v1/invitations/{token}/acceptance",
  operationId: "acceptInvitation",
  summary: "Become a member",
  entry: "guest",
  community: ({ token }) => communityOfToken(token),
  params: TokenParams,
  status: 201,
  response: Membership,
  async handle(ctx, { params }) {
    return membershipOut(await acceptInvitation(ctx, params.token));
  },
});

export const invitationRoutes: readonly Route[] = [list, create, revoke, offer, accept];
