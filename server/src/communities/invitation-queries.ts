import type { Insertable, Selectable } from "kysely";
import type { Database, Tx } from "../platform/db.ts";
import type { Invitation } from "./invitation.ts";

type InvitationRow = Selectable<Database["communities.invitation"]>;

export async function insertInvitation(
  tx: Tx,
  row: Insertable<Database["communities.invitation"]>,
): Promise<Invitation> {
  return invitationOf(
    await tx.insertInto("communities.invitation").values(row).returningAll().executeTakeFirstOrThrow(),
  );
}

export async function findInvitation(tx: Tx, communityId: string, tokenHash: Buffer): Promise<Invitation | null> {
  const row = await tx
    .selectFrom("communities.invitation")
    .selectAll()
    .where("community_id", "=", communityId)
    .where("token_hash", "=", tokenHash)
    .executeTakeFirst();
  return row ? invitationOf(row) : null;
}

/** Two who take the last use at once take it one after another. */
export async function lockInvitation(tx: Tx, communityId: string, tokenHash: Buffer): Promise<Invitation | null> {
  const row = await tx
    .selectFrom("communities.invitation")
    .selectAll()
    .where("community_id", "=", communityId)
    .where("token_hash", "=", tokenHash)
    .forNoKeyUpdate()
    .executeTakeFirst();
  return row ? invitationOf(row) : null;
}

export async function countUse(tx: Tx, communityId: string, id: string): Promise<void> {
  await tx
    .updateTable("communities.invitation")
    .set((eb) => ({ used_count: eb("used_count", "+", 1) }))
    .where("community_id", "=", communityId)
    .where("id", "=", id)
    .execute();
}

/** The latest first. */
export async function listInvitations(tx: Tx, communityId: string): Promise<Invitation[]> {
  const rows = await tx
    .selectFrom("communities.invitation")
    .selectAll()
    .where("community_id", "=", communityId)
    .orderBy("created_at", "desc")
    .orderBy("id", "desc")
    .limit(200)
    .execute();
  return rows.map(invitationOf);
}

export async function revokeInvitationRow(tx: Tx, communityId: string, id: string, now: Date): Promise<boolean> {
  const result = await tx
    .updateTable("communities.invitation")
    .set({ revoked_at: now })
    .where("community_id", "=", communityId)
    .where("id", "=", id)
    .where("revoked_at", "is", null)
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
}

function invitationOf(row: InvitationRow): Invitation {
  return {
    id: row.id,
    roleIds: row.role_ids,
    note: row.note,
    maxUses: row.max_uses,
    usedCount: row.used_count,
    expiresAt: row.expires_at,
    revokedAt: row.revoked_at,
    createdAt: row.created_at,
  };
}
