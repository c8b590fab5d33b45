import { sendMail } from "../notifications/index.ts";
import type { Context } from "../platform/context.ts";
import { refuse } from "../platform/errors.ts";
import { endSessions } from "./end-sessions.ts";
import { normalEmail } from "./normal-form.ts";
import {
  endTokens,
  findToken,
  forgetAttempts,
  lockUser,
  lockUserByEmail,
  updateUser,
  userOf,
  useToken,
} from "./queries.ts";
import { hashSecret } from "./secret.ts";
import { sendReset } from "./send-token.ts";
import type { User } from "./user.ts";
import { proveEmail } from "./verify-email.ts";

/** Mails a link to whoever has the address. The caller learns nothing from the answer. */
export async function requestPasswordReset(ctx: Context, input: { email: string; next?: string }): Promise<void> {
  const row = await lockUserByEmail(ctx.tx, normalEmail(input.email));
  if (row) await sendReset(ctx, { ...userOf(row), next: input.next });
}

/** A new password by the mailed link. All sessions end: whoever knew the old password is out. The link proves the address too. */
export async function resetPassword(ctx: Context, input: { token: string; passwordHash: string }): Promise<User> {
  const hash = hashSecret(input.token);
  const token = await findToken(ctx.tx, "reset_password", hash);
  if (!token || token.expires_at <= ctx.now) throw refuse("link_expired", { status: 410 });
  const row = await lockUser(ctx.tx, token.user_id);
  if (!row || !(await useToken(ctx.tx, hash, ctx.now))) throw refuse("link_expired", { status: 410 });
  await endTokens(ctx.tx, row.id, "reset_password", ctx.now);
  await endTokens(ctx.tx, row.id, "verify_email", ctx.now);
  const change = { password_hash: input.passwordHash };
  const user = row.email_verified_at
    ? userOf(await updateUser(ctx.tx, row.id, change, ctx.now))
    : await proveEmail(ctx, row, change);
  await endSessions(ctx, row.id);
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
