import { type Insertable, type Selectable, sql } from "kysely";
import type { Database, Tx } from "../platform/db.ts";
import { type Membership, type MembershipStatus, statusOf } from "./membership.ts";
import { ORIGINS, type Overrides, type Role, type RoleGrant } from "./role.ts";

type MembershipRow = Selectable<Database["communities.membership"]>;
type RoleRow = Selectable<Database["communities.role"]>;

export async function insertRole(
  tx: Tx,
  row: Omit<Insertable<Database["communities.role"]>, "permissions"> & { permissions: readonly string[] },
): Promise<Role> {
  const values = { ...row, permissions: JSON.stringify(row.permissions) };
  return roleOf(await tx.insertInto("communities.role").values(values).returningAll().executeTakeFirstOrThrow());
}

export async function listRoles(tx: Tx, communityId: string): Promise<Role[]> {
  const rows = await tx
    .selectFrom("communities.role")
    .selectAll()
    .where("community_id", "=", communityId)
    .orderBy("created_at")
    .orderBy("name")
    .execute();
  return rows.map(roleOf);
}

export async function lockMembership(tx: Tx, communityId: string, userId: string): Promise<Membership | null> {
  const row = await tx
    .selectFrom("communities.membership")
    .selectAll()
    .where("community_id", "=", communityId)
    .where("user_id", "=", userId)
    .forNoKeyUpdate()
    .executeTakeFirst();
  return row ? membershipOf(row, await grantsOf(tx, communityId, [userId])) : null;
}

export async function findMembership(tx: Tx, communityId: string, userId: string): Promise<Membership | null> {
  const row = await tx
    .selectFrom("communities.membership")
    .selectAll()
    .where("community_id", "=", communityId)
    .where("user_id", "=", userId)
    .executeTakeFirst();
  return row ? membershipOf(row, await grantsOf(tx, communityId, [userId])) : null;
}

/** Members in the order in which they came. */
export async function listMemberships(
  tx: Tx,
  communityId: string,
  filter: { status: MembershipStatus; after: { createdAt: string; userId: string } | null; limit: number },
): Promise<Membership[]> {
  const { status, after, limit } = filter;
  const rows = await tx
    .selectFrom("communities.membership")
    .selectAll()
    .where("community_id", "=", communityId)
    .where("status", "=", status)
    .$if(after !== null, (query) =>
      query.where(sql<boolean>`(created_at, user_id) > (${after?.createdAt}::timestamptz, ${after?.userId}::uuid)`),
    )
    .orderBy("created_at")
    .orderBy("user_id")
    .limit(limit)
    .execute();
  const grants = await grantsOf(
    tx,
    communityId,
    rows.map((row) => row.user_id),
  );
  return rows.map((row) => membershipOf(row, grants));
}

export async function writeMembership(
  tx: Tx,
  row: { communityId: string; userId: string; status: MembershipStatus; displayName: string; now: Date },
): Promise<void> {
  const { now, status } = row;
  const isActive = status === "active";
  await tx
    .insertInto("communities.membership")
    .values({
      community_id: row.communityId,
      user_id: row.userId,
      status,
      display_name: row.displayName,
      joined_at: isActive ? now : null,
      created_at: now,
      updated_at: now,
    })
    .onConflict((conflict) =>
      conflict.columns(["community_id", "user_id"]).doUpdateSet((eb) => ({
        status,
        display_name: row.displayName,
        // Coming back is joining again; an override of the time before does not come back with the member.
        joined_at: isActive ? now : eb.ref("communities.membership.joined_at"),
        overrides: isActive ? sql`'{}'::jsonb` : eb.ref("communities.membership.overrides"),
        ended_at: isActive ? null : now,
        version: eb("communities.membership.version", "+", 1),
        updated_at: now,
      })),
    )
    .execute();
}

export async function endedAt(tx: Tx, communityId: string, userId: string): Promise<Date | null> {
  const row = await tx
    .selectFrom("communities.membership")
    .select("ended_at")
    .where("community_id", "=", communityId)
    .where("user_id", "=", userId)
    .executeTakeFirst();
  return row?.ended_at ?? null;
}

export async function updateMembership(
  tx: Tx,
  communityId: string,
  userId: string,
  change: { displayName?: string; overrides?: Overrides },
  now: Date,
): Promise<void> {
  await tx
    .updateTable("communities.membership")
    .set({
      ...(change.displayName === undefined ? {} : { display_name: change.displayName }),
      ...(change.overrides === undefined ? {} : { overrides: JSON.stringify(change.overrides) }),
    })
    .set((eb) => ({ version: eb("version", "+", 1), updated_at: now }))
    .where("community_id", "=", communityId)
    .where("user_id", "=", userId)
    .execute();
}

/** Exactly these roles, no others. Those that stay keep their day. */
export async function setGrants(
  tx: Tx,
  communityId: string,
  userId: string,
  roleIds: readonly string[],
  now: Date,
): Promise<void> {
  await tx
    .deleteFrom("communities.membership_role")
    .where("community_id", "=", communityId)
    .where("user_id", "=", userId)
    .$if(roleIds.length > 0, (query) => query.where("role_id", "not in", [...roleIds]))
    .execute();
  if (roleIds.length === 0) return;
  await tx
    .insertInto("communities.membership_role")
    .values(
      roleIds.map((roleId) => ({ community_id: communityId, user_id: userId, role_id: roleId, assigned_at: now })),
    )
    .onConflict((conflict) => conflict.columns(["community_id", "user_id", "role_id"]).doNothing())
    .execute();
}

/** Active members with the born role, such as owners. */
export async function usersWithOrigin(tx: Tx, communityId: string, origin: string): Promise<string[]> {
  const rows = await tx
    .selectFrom("communities.membership_role as g")
    .innerJoin("communities.role as r", (join) =>
      join.onRef("r.community_id", "=", "g.community_id").onRef("r.id", "=", "g.role_id"),
    )
    .innerJoin("communities.membership as m", (join) =>
      join.onRef("m.community_id", "=", "g.community_id").onRef("m.user_id", "=", "g.user_id"),
    )
    .select("g.user_id")
    .where("g.community_id", "=", communityId)
    .where("r.origin", "=", origin)
    .where("m.status", "=", "active")
    .execute();
  return rows.map((row) => row.user_id);
}

/** Active members and what they may, by the same rule as the door's. */
export async function permissionsOfMembers(
  tx: Tx,
  communityId: string,
): Promise<{ userId: string; permissions: string[] }[]> {
  const { rows } = await sql<{ user_id: string; permissions: string[] }>`
    select m.user_id, communities.permissions_of(m.community_id, m.user_id, m.overrides) as permissions
      from communities.membership m
     where m.community_id = ${communityId}::uuid and m.status = 'active'`.execute(tx);
  return rows.map((row) => ({ userId: row.user_id, permissions: row.permissions }));
}

export async function displayNames(
  tx: Tx,
  communityId: string,
  userIds: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (userIds.length === 0) return new Map();
  const rows = await tx
    .selectFrom("communities.membership")
    .select(["user_id", "display_name"])
    .where("community_id", "=", communityId)
    .where("user_id", "in", [...userIds])
    .execute();
  return new Map(rows.map((row) => [row.user_id, row.display_name]));
}

async function grantsOf(tx: Tx, communityId: string, userIds: readonly string[]): Promise<RoleGrant[]> {
  if (userIds.length === 0) return [];
  const rows = await tx
    .selectFrom("communities.membership_role")
    .selectAll()
    .where("community_id", "=", communityId)
    .where("user_id", "in", [...userIds])
    .orderBy("assigned_at")
    .orderBy("role_id")
    .execute();
  return rows.map((row) => ({ userId: row.user_id, roleId: row.role_id, assignedAt: row.assigned_at }));
}

function membershipOf(row: MembershipRow, grants: readonly RoleGrant[]): Membership {
  return {
    communityId: row.community_id,
    userId: row.user_id,
    status: statusOf(row.status),
    displayName: row.display_name,
    overrides: overridesOf(row.overrides),
    grants: grants.filter((grant) => grant.userId === row.user_id),
    joinedAt: row.joined_at,
    version: row.version,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  };
}

function roleOf(row: RoleRow): Role {
  return {
    id: row.id,
    name: row.name,
    origin: ORIGINS.find((origin) => origin === row.origin) ?? null,
    description: row.description,
    permissions: textsOf(row.permissions),
    version: row.version,
    createdAt: row.created_at,
  };
}

function overridesOf(json: unknown): Overrides {
  const object = typeof json === "object" && json !== null ? json : {};
  return {
    allow: "allow" in object ? textsOf(object.allow) : [],
    deny: "deny" in object ? textsOf(object.deny) : [],
  };
}

function textsOf(json: unknown): string[] {
  return Array.isArray(json) ? json.filter((item) => typeof item === "string") : [];
}
