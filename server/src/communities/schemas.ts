import Type, { type Static } from "typebox";
import { NAME_PATTERN, OPTIONAL_NAME_PATTERN } from "../identity/index.ts";
import { LOCALES } from "../platform/i18n.ts";
import { type Community as CommunityRow, PRODUCTS, SLUG_PATTERN } from "./community.ts";
import { INVITATION_TOKEN_PATTERN, type Invitation as InvitationRow, stateOf } from "./invitation.ts";
import { MEMBERSHIP_STATUSES, type Membership as MembershipRow } from "./membership.ts";
import { ORIGINS, type Role as RoleRow } from "./role.ts";

export const Id = Type.String({ format: "uuid" });
export const Instant = Type.String({ format: "date-time" });
export const Next = Type.Union([Type.String(), Type.Null()]);

const Locale = Type.Enum([...LOCALES]);
const Name = Type.String({ minLength: 1, maxLength: 120, pattern: NAME_PATTERN });
const Slug = Type.String({ minLength: 2, maxLength: 60, pattern: SLUG_PATTERN, examples: ["paa-la-shule"] });
const Products = Type.Array(Type.Enum([...PRODUCTS]), {
  maxItems: PRODUCTS.length,
  description: "What it uses Commonpurse for; none: the ledger alone",
});
const TimeZone = Type.String({ minLength: 1, maxLength: 64, examples: ["Africa/Nairobi"] });
const PermissionName = Type.String({ maxLength: 80, pattern: "^[a-z]+\\.[a-z_]+$", examples: ["communities.invite"] });
const PermissionNames = Type.Array(PermissionName, { maxItems: 200 });
const RoleIds = Type.Array(Id, { maxItems: 20 });
const Version = Type.Integer({ minimum: 1 });
const Text = Type.String({ maxLength: 500, pattern: OPTIONAL_NAME_PATTERN });

export const CommunityParams = Type.Object({ communityId: Id });
export const MemberParams = Type.Object({ communityId: Id, userId: Id });
export const InvitationParams = Type.Object({ communityId: Id, invitationId: Id });
export const TokenParams = Type.Object({ token: Type.String({ pattern: INVITATION_TOKEN_PATTERN }) });
export const ActivityParams = Type.Object({ activityId: Id });
export const Page = {
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200, default: 50 })),
  after: Type.Optional(Type.String({ maxLength: 300 })),
};

export const Community = Type.Object(
  {
    id: Id,
    name: Type.String(),
    slug: Type.String(),
    products: Type.Array(Type.String()),
    currency: Type.String(),
    locale: Type.String(),
    timeZone: Type.String(),
    showsPublic: Type.Boolean({ description: "Whether strangers see something of it" }),
    version: Type.Integer(),
    createdAt: Instant,
    updatedAt: Instant,
  },
  { $id: "Community" },
);

/** A community as its member sees it in the list of their own. */
export const MyCommunity = Type.Object(
  {
    communityId: Id,
    name: Type.String(),
    slug: Type.String(),
    products: Type.Array(Type.String()),
    currency: Type.String(),
    roles: Type.Array(Type.String(), { description: "Names of the roles" }),
  },
  { $id: "MyCommunity" },
);

export const Role = Type.Object(
  {
    id: Id,
    name: Type.String(),
    origin: Type.Union([Type.Enum([...ORIGINS]), Type.Null()]),
    description: Type.String(),
    permissions: Type.Array(Type.String(), { description: "`<module>.<verb>`; `*` for owners" }),
    createdAt: Instant,
  },
  { $id: "Role" },
);

export const RoleGrant = Type.Object({ userId: Id, roleId: Id, assignedAt: Instant }, { $id: "RoleGrant" });
const Overrides = Type.Object({ allow: PermissionNames, deny: PermissionNames });

export const Membership = Type.Object(
  {
    communityId: Id,
    userId: Id,
    displayName: Type.String(),
    status: Type.Enum([...MEMBERSHIP_STATUSES]),
    roles: Type.Array(RoleGrant),
    overrides: Type.Object({ allow: Type.Array(Type.String()), deny: Type.Array(Type.String()) }),
    joinedAt: Type.Union([Instant, Type.Null()]),
    version: Type.Integer(),
    createdAt: Instant,
    updatedAt: Instant,
  },
  { $id: "Membership" },
);

const state = Type.Enum(["open", "expired", "used_up", "revoked"]);
const invitation = {
  id: Id,
  roleIds: Type.Array(Id),
  note: Type.String(),
  maxUses: Type.Integer(),
  usedCount: Type.Integer(),
  state,
  expiresAt: Instant,
  createdAt: Instant,
};
export const Invitation = Type.Object(invitation, { $id: "Invitation" });
export const NewInvitation = Type.Object(
  { ...invitation, token: Type.String({ description: "Shown this once" }), url: Type.String() },
  { $id: "NewInvitation" },
);
/** The invitation as whoever has the link sees it. */
export const InvitationOffer = Type.Object(
  {
    communityId: Id,
    communityName: Type.String(),
    products: Type.Array(Type.String()),
    roles: Type.Array(Type.String()),
    note: Type.String(),
    state,
    expiresAt: Instant,
  },
  { $id: "InvitationOffer" },
);

export const CreateCommunity = Type.Object({
  name: Name,
  slug: Type.Optional(Slug),
  products: Products,
  currency: Type.String({ pattern: "^[A-Z]{3}$", examples: ["KES"] }),
  locale: Type.Optional(Locale),
  timeZone: Type.Optional(TimeZone),
});
export const UpdateCommunity = Type.Object({
  version: Version,
  name: Type.Optional(Name),
  slug: Type.Optional(Slug),
  products: Type.Optional(Products),
  locale: Type.Optional(Locale),
  timeZone: Type.Optional(TimeZone),
});
export const UpdateMember = Type.Object({
  version: Version,
  roleIds: Type.Optional(RoleIds),
  overrides: Type.Optional(Overrides),
});
export const CreateRole = Type.Object({
  name: Type.String({ minLength: 1, maxLength: 60, pattern: NAME_PATTERN }),
  description: Type.Optional(Text),
  permissions: PermissionNames,
});
export const Invite = Type.Object({
  roleIds: Type.Optional(RoleIds),
  note: Type.Optional(Text),
  maxUses: Type.Optional(Type.Integer({ minimum: 1, maximum: 1000 })),
  days: Type.Optional(Type.Integer({ minimum: 1, maximum: 90 })),
  email: Type.Optional(Type.String({ minLength: 3, maxLength: 254 })),
  locale: Type.Optional(Locale),
});

export function communityOut(community: CommunityRow): Static<typeof Community> {
  const { createdAt, updatedAt, products, ...rest } = community;
  return { ...rest, products: [...products], createdAt: createdAt.toISOString(), updatedAt: updatedAt.toISOString() };
}

export function roleOut(role: RoleRow): Static<typeof Role> {
  const { id, name, origin, description, permissions, createdAt } = role;
  return { id, name, origin, description, permissions: [...permissions], createdAt: createdAt.toISOString() };
}

export function membershipOut(membership: MembershipRow): Static<typeof Membership> {
  const { grants, overrides, joinedAt, createdAt, updatedAt, ...rest } = membership;
  return {
    ...rest,
    roles: grants.map((grant) => ({ ...grant, assignedAt: grant.assignedAt.toISOString() })),
    overrides: { allow: [...overrides.allow], deny: [...overrides.deny] },
    joinedAt: joinedAt?.toISOString() ?? null,
    createdAt: createdAt.toISOString(),
    updatedAt: updatedAt.toISOString(),
  };
}

export function invitationOut(row: InvitationRow, now: Date): Static<typeof Invitation> {
  const { revokedAt: _revokedAt, roleIds, expiresAt, createdAt, ...rest } = row;
  return {
    ...rest,
    roleIds: [...roleIds],
    state: stateOf(row, now),
    expiresAt: expiresAt.toISOString(),
    createdAt: createdAt.toISOString(),
  };
}
