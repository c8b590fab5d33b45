import Type from "typebox";
import { decodeCursor, INSTANT_PART, pageOf, UUID_PART } from "../platform/cursor.ts";
import { type Route, route } from "../platform/route.ts";
import { createRole } from "./create-role.ts";
import { endMembership } from "./end-membership.ts";
import { listMemberships, listRoles } from "./member-queries.ts";
import { knownPermissions } from "./role.ts";
import {
  CommunityParams,
  CreateRole,
  MemberParams,
  Membership,
  membershipOut,
  Next,
  Page,
  Role,
  roleOut,
  UpdateMember,
} from "./schemas.ts";
import { updateMember } from "./update-member.ts";

const BASE = "/v1/communities/{communityId}";

const members = route({
  method: "GET",
  path: `${BASE}/members`,
  operationId: "listMembers",
  summary: "The active members, in the order in which they came",
  entry: "member",
  params: CommunityParams,
  query: Type.Object(Page),
  response: Type.Object({ items: Type.Array(Membership), next: Next }),
  async handle(ctx, { query }) {
    const limit = query.limit ?? 50;
    const [createdAt, userId] = decodeCursor(query.after, [INSTANT_PART, UUID_PART]) ?? [];
    const after = createdAt && userId ? { createdAt, userId } : null;
    const rows = await listMemberships(ctx.tx, ctx.communityId, { status: "active", after, limit: limit + 1 });
    const page = pageOf(rows, limit, (row) => [row.createdAt.toISOString(), row.userId]);
    return { items: page.rows.map(membershipOut), next: page.next };
  },
});

const update = route({
  method: "PATCH",
  path: `${BASE}/members/{userId}`,
  operationId: "updateMember",
  summary: "Give and take roles and single permissions",
  entry: "member",
  permission: "communities.manage_members",
  params: MemberParams,
  body: UpdateMember,
  response: Membership,
  async handle(ctx, { params, body }) {
    return membershipOut(await updateMember(ctx, { ...body, userId: params.userId }));
  },
});

const remove = route({
  method: "DELETE",
  path: `${BASE}/members/{userId}`,
  operationId: "removeMember",
  summary: "Leave a community, or remove a member",
  entry: "member",
  params: MemberParams,
  status: 204,
  response: Type.Null(),
  async handle(ctx, { params }) {
    await endMembership(ctx, params.userId);
    return null;
  },
});

const roles = route({
  method: "GET",
  path: `${BASE}/roles`,
  operationId: "listRoles",
  summary: "The roles of a community",
  entry: "member",
  params: CommunityParams,
  response: Type.Object({ items: Type.Array(Role), next: Type.Null() }),
  async handle(ctx) {
    return { items: (await listRoles(ctx.tx, ctx.communityId)).map(roleOut), next: null };
  },
});

const newRole = route({
  method: "POST",
  path: `${BASE}/roles`,
  operationId: "createRole",
  summary: "Make a role of the community's own",
  entry: "member",
  permission: "communities.manage_roles",
  params: CommunityParams,
  body: CreateRole,
  status: 201,
  response: Role,
  async handle(ctx, { body }) {
    return roleOut(await createRole(ctx, { ...body, description: body.description ?? "" }));
  },
});

const permissions = route({
  method: "GET",
  path: `${BASE}/permissions`,
  operationId: "listPermissions",
  summary: "What a role can hold, and what you may yourself",
  entry: "member",
  params: CommunityParams,
  response: Type.Object({
    items: Type.Array(Type.Object({ name: Type.String(), description: Type.String() })),
    own: Type.Array(Type.String(), { description: "`*` for owners" }),
  }),
  async handle(ctx) {
    const items = knownPermissions().map(({ name, description }) => ({ name, description }));
    return { items, own: [...ctx.permissions] };
  },
});

export const memberRoutes: readonly Route[] = [members, update, remove, roles, newRole, permissions];
