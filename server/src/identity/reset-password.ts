import { sendMail } from "../notifications/index.ts";
import type { Context } from "../platform/context.ts";
import { refuse } from "../platform/errors.ts";
import { normalEmail } from "./normal-form.ts";
import {
  findToken,
  findUserByEmail,
  forgetAttempts,
  forgetTokens,
  lockUser,
  revokeSessions,
  updateUser,
  userOf,
  useToken,
} from "./queries.ts";
import { hashSecret } from "./secret.ts";
import { sendToken } from "./send-token.ts";
import type { User } from "./user.ts";
import { proveEmail } from "./verify-email.ts";

/** Mails a link to whoever has the address. The caller learns nothing from the answer. */
export async function requestPasswordReset(ctx: Context, input: { email: string }): Promise<void> {
  const row = await findUserByEmail(ctx.tx, normalEmail(input.email));
  if (!row) return;
  await sendToken(ctx, {
    purpose: "reset_password",
    kind: "identity.reset_password",
    page: "/reset-password",
    user: userOf(row),
  });
}

/** A new password by the mailed link. All sessions end: whoever knew the old password is out. The link proves the address too. */
export async function resetPassword(ctx: Context, input: { token: string; passwordHash: string }): Promise<User> {
  const hash = hashSecret(input.token);
  const token = await findToken(ctx.tx, "reset_password", hash);
  if (!token || token.used_at || token.expires_at <= ctx.now) throw refuse("link_expired", { status: 410 });
  const row = await lockUser(ctx.tx, token.user_id);
  if (!row) throw refuse("link_expired", { status: 410 });
  await useToken(ctx.tx, hash, ctx.now);
  await forgetTokens(ctx.tx, row.id, "reset_password");
  await forgetTokens(ctx.tx, row.id, "verify_email");
  const change = { password_hash: input.passwordHash };
  const user = row.email_verified_at
    ? userOf(await updateUser(ctx.tx, row.id, change, ctx.now))
    : await proveEmail(ctx, row, change);
  await revokeSessions(ctx.tx, row.id, ctx.now);
  await forgetAttempts(ctx.tx, hashSecret(row.email_normal));
  await sendMail(ctx, {
    to: row.email,
    locale: row.locale,
    userId: row.id,
    kind: "identity.password_changed",
    data: { name: row.display_name },
    action: "/reset-password",
  });
  return user;
}
