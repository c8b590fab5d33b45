import type { Context } from "../platform/context.ts";
import { normalEmail } from "./normal-form.ts";
import { findUserByEmail, findUserRow, listSessions, userOf } from "./queries.ts";
import type { Session, User } from "./user.ts";

/** The user, as far as the transaction may see: oneself, and everybody for the system. */
export async function findUser(ctx: Context, userId: string): Promise<User | null> {
  const row = await findUserRow(ctx.tx, userId);
  return row ? userOf(row) : null;
}

/** Only an address that its owner has proved is somebody's. For the system. */
export async function findUserByProvedEmail(ctx: Context, email: string): Promise<User | null> {
  const row = await findUserByEmail(ctx.tx, normalEmail(email));
  return row?.email_verified_at ? userOf(row) : null;
}

/** Whether anybody has signed up yet. For the system. */
export async function hasUsers(ctx: Context): Promise<boolean> {
  return (await ctx.tx.selectFrom("identity.user").select("id").limit(1).executeTakeFirst()) !== undefined;
}

export async function ownSessions(ctx: Context): Promise<Session[]> {
  return ctx.actor.kind === "user" ? listSessions(ctx.tx, ctx.actor.userId, ctx.now) : [];
}
