import { type Insertable, type Selectable, sql } from "kysely";
import type { Database, Tx } from "../platform/db.ts";
import type { Session, TokenPurpose, User } from "./user.ts";

type UserRow = Selectable<Database["identity.user"]>;
type SessionRow = Selectable<Database["identity.session"]>;

export async function findUserByEmail(tx: Tx, emailNormal: string): Promise<UserRow | undefined> {
  return tx.selectFrom("identity.user").selectAll().where("email_normal", "=", emailNormal).executeTakeFirst();
}

export async function lockUserByEmail(tx: Tx, emailNormal: string): Promise<UserRow | undefined> {
  return tx
    .selectFrom("identity.user")
    .selectAll()
    .where("email_normal", "=", emailNormal)
    .forNoKeyUpdate()
    .executeTakeFirst();
}

export async function findUserRow(tx: Tx, id: string): Promise<UserRow | undefined> {
  return tx.selectFrom("identity.user").selectAll().where("id", "=", id).executeTakeFirst();
}

export async function lockUser(tx: Tx, id: string): Promise<UserRow | undefined> {
  return tx.selectFrom("identity.user").selectAll().where("id", "=", id).forNoKeyUpdate().executeTakeFirst();
}

/** Answers undefined when the address was taken in the meantime. */
export async function insertUser(tx: Tx, row: Insertable<Database["identity.user"]>): Promise<UserRow | undefined> {
  return tx
    .insertInto("identity.user")
    .values(row)
    .onConflict((conflict) => conflict.column("email_normal").doNothing())
    .returningAll()
    .executeTakeFirst();
}

export async function updateUser(
  tx: Tx,
  id: string,
  change: Partial<Insertable<Database["identity.user"]>>,
  now: Date,
): Promise<UserRow> {
  return tx
    .updateTable("identity.user")
    .set(change)
    .set((eb) => ({ version: eb("version", "+", 1), updated_at: now }))
    .where("id", "=", id)
    .returningAll()
    .executeTakeFirstOrThrow();
}

/** Two people who claim one name at once are asked one after another. */
export async function lockUsername(tx: Tx, usernameNormal: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`identity.username:${usernameNormal}`}, 0))`.execute(tx);
}

export async function isUsernameTaken(tx: Tx, usernameNormal: string, exceptUserId: string | null): Promise<boolean> {
  const { rows } = await sql<{ taken: boolean }>`
    select identity.is_username_taken(${usernameNormal}, ${exceptUserId}::uuid) as taken`.execute(tx);
  return rows[0]?.taken ?? false;
}

// Sessions

export async function insertSession(tx: Tx, row: Insertable<Database["identity.session"]>): Promise<void> {
  await tx.insertInto("identity.session").values(row).execute();
}

export async function listSessions(tx: Tx, userId: string, now: Date): Promise<Session[]> {
  const rows = await tx
    .selectFrom("identity.session")
    .selectAll()
    .where("user_id", "=", userId)
    .where("revoked_at", "is", null)
    .where("expires_at", ">", now)
    .orderBy("last_seen_at", "desc")
    .orderBy("id")
    .limit(200)
    .execute();
  return rows.map(sessionOf);
}

/** Ends the user's sessions, all or one; answers how many there were. */
export async function revokeSessions(tx: Tx, userId: string, now: Date, only?: { id: string }): Promise<number> {
  const result = await tx
    .updateTable("identity.session")
    .set({ revoked_at: now })
    .where("user_id", "=", userId)
    .where("revoked_at", "is", null)
    .$if(only !== undefined, (query) => query.where("id", "=", only?.id ?? ""))
    .executeTakeFirst();
  return Number(result.numUpdatedRows);
}

/** Answers whose session it was. */
export async function revokeSessionByHash(tx: Tx, tokenHash: Buffer, now: Date): Promise<string | null> {
  const row = await tx
    .updateTable("identity.session")
    .set({ revoked_at: now })
    .where("token_hash", "=", tokenHash)
    .where("revoked_at", "is", null)
    .returning("user_id")
    .executeTakeFirst();
  return row?.user_id ?? null;
}

// Tokens that prove an address

export async function insertToken(tx: Tx, row: Insertable<Database["identity.token"]>): Promise<void> {
  await tx.insertInto("identity.token").values(row).execute();
}

export async function findToken(tx: Tx, purpose: TokenPurpose, tokenHash: Buffer) {
  return tx
    .selectFrom("identity.token")
    .selectAll()
    .where("token_hash", "=", tokenHash)
    .where("purpose", "=", purpose)
    .executeTakeFirst();
}

/** Under the user's lock; false where the link was used, or a later one took its place. */
export async function useToken(tx: Tx, tokenHash: Buffer, now: Date): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable("identity.token")
    .set({ used_at: now })
    .where("token_hash", "=", tokenHash)
    .where("used_at", "is", null)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

/** The links of the purpose lead nowhere from now on. Their rows stay a while: they tell when the last mail went out. */
export async function endTokens(tx: Tx, userId: string, purpose: TokenPurpose, now: Date): Promise<void> {
  await tx
    .updateTable("identity.token")
    .set({ used_at: now })
    .where("user_id", "=", userId)
    .where("purpose", "=", purpose)
    .where("used_at", "is", null)
    .execute();
}

export async function lastTokenAt(tx: Tx, userId: string, purpose: TokenPurpose): Promise<Date | null> {
  const last = await tx
    .selectFrom("identity.token")
    .select("created_at")
    .where("user_id", "=", userId)
    .where("purpose", "=", purpose)
    .orderBy("created_at", "desc")
    .limit(1)
    .executeTakeFirst();
  return last?.created_at ?? null;
}

// Failed sign-ins

export async function findAttempt(tx: Tx, emailHash: Buffer) {
  return tx.selectFrom("identity.sign_in_attempt").selectAll().where("email_hash", "=", emailHash).executeTakeFirst();
}

export async function lockAttempt(tx: Tx, emailHash: Buffer) {
  return tx
    .selectFrom("identity.sign_in_attempt")
    .selectAll()
    .where("email_hash", "=", emailHash)
    .forUpdate()
    .executeTakeFirst();
}

export async function writeAttempt(tx: Tx, row: Insertable<Database["identity.sign_in_attempt"]>): Promise<void> {
  const { failures, last_failed_at, blocked_until } = row;
  await tx
    .insertInto("identity.sign_in_attempt")
    .values(row)
    .onConflict((conflict) =>
      conflict.column("email_hash").doUpdateSet({ failures, last_failed_at, blocked_until: blocked_until ?? null }),
    )
    .execute();
}

export async function forgetAttempts(tx: Tx, emailHash: Buffer): Promise<void> {
  await tx.deleteFrom("identity.sign_in_attempt").where("email_hash", "=", emailHash).execute();
}

export async function deleteExpired(tx: Tx, now: Date): Promise<void> {
  const daysAgo = (days: number) => new Date(now.getTime() - days * 86_400_000);
  await tx.deleteFrom("identity.token").where("expires_at", "<", daysAgo(7)).execute();
  await tx.deleteFrom("identity.session").where("expires_at", "<", daysAgo(30)).execute();
  await tx.deleteFrom("identity.sign_in_attempt").where("last_failed_at", "<", daysAgo(2)).execute();
}

export function userOf(row: UserRow): User {
  return {
    id: row.id,
    email: row.email,
    username: row.username,
    givenName: row.given_name,
    familyName: row.family_name,
    displayName: row.display_name,
    phone: row.phone,
    emailVerifiedAt: row.email_verified_at,
    phoneVerifiedAt: row.phone_verified_at,
    locale: row.locale,
    timeZone: row.time_zone,
    version: row.version,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  };
}

function sessionOf(row: SessionRow): Session {
  return {
    id: row.id,
    userId: row.user_id,
    metadata: deviceOf(row.metadata),
    expiresAt: row.expires_at,
    lastSeenAt: row.last_seen_at,
    createdAt: row.created_at,
  };
}

function deviceOf(metadata: unknown): Session["metadata"] {
  const device = typeof metadata === "object" && metadata !== null ? metadata : {};
  return {
    userAgent: "userAgent" in device && typeof device.userAgent === "string" ? device.userAgent : "",
    ip: "ip" in device && typeof device.ip === "string" ? device.ip : "",
  };
}
