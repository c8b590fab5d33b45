import type { Context } from "../platform/context.ts";
import { refuse } from "../platform/errors.ts";
import { normalEmail } from "./normal-form.ts";
import {
  findToken,
  isUsernameTaken,
  lockUser,
  lockUserByEmail,
  lockUsername,
  updateUser,
  userOf,
  useToken,
} from "./queries.ts";
import { hashSecret } from "./secret.ts";
import { sendChoice, sendVerification } from "./send-token.ts";
import type { User } from "./user.ts";

/**
 * Proves the address by the link that was mailed to it, and makes the sign-up that mailed it an account: a later sign-up
 * has ended the link. A link followed twice is no mistake.
 */
export async function verifyEmail(ctx: Context, input: { token: string }): Promise<User> {
  const hash = hashSecret(input.token);
  const token = await findToken(ctx.tx, "verify_email", hash);
  if (!token || token.expires_at <= ctx.now) throw refuse("link_expired", { status: 410 });
  const user = await lockUser(ctx.tx, token.user_id);
  if (!user) throw refuse("link_expired", { status: 410 });
  if (user.email_verified_at) return userOf(user);
  if (!(await useToken(ctx.tx, hash, ctx.now))) throw refuse("link_expired", { status: 410 });
  return proveEmail(ctx, user);
}

/** From now on the account can be entered, and its name is its own. A name that somebody else proved first is given up. */
export async function proveEmail(
  ctx: Context,
  user: { id: string; username_normal: string | null },
  alongside: { password_hash?: string } = {},
): Promise<User> {
  const name = user.username_normal;
  if (name) await lockUsername(ctx.tx, name);
  const isNameGone = name !== null && (await isUsernameTaken(ctx.tx, name, user.id));
  const change = {
    ...alongside,
    email_verified_at: ctx.now,
    ...(isNameGone ? { username: null, username_normal: null } : {}),
  };
  const proved = await updateUser(ctx.tx, user.id, change, ctx.now);
  ctx.emit({ name: "identity.email_verified", payload: { userId: user.id } });
  return userOf(proved);
}

/**
 * Mails the link once more. Says nothing about whether there is such an account. Where several have claimed the address, who
 * asks need not be the last of them, so this link makes nobody's password count: its opener chooses one.
 */
export async function requestVerification(ctx: Context, input: { email: string; next?: string }): Promise<void> {
  const row = await lockUserByEmail(ctx.tx, normalEmail(input.email));
  if (!row || row.email_verified_at) return;
  // Before the address is proved, nothing but another sign-up changes the row.
  const isContested = row.version > 1;
  const user = { ...userOf(row), next: input.next };
  await (isContested ? sendChoice(ctx, user) : sendVerification(ctx, user));
}
