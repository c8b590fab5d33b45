import { sendMail } from "../notifications/index.ts";
import type { Context } from "../platform/context.ts";
import { forgetTokens, hasTokenSince, insertToken } from "./queries.ts";
import { hashSecret, newSecret } from "./secret.ts";
import { MAIL_PAUSE_MS, RESET_LIFE_MS, type TokenPurpose, VERIFY_LIFE_MS } from "./user.ts";

export interface TokenMail {
  purpose: TokenPurpose;
  /** The mail's texts, and the page that its button opens. */
  kind: string;
  page: string;
  user: { id: string; email: string; locale: string; displayName: string };
}

/** Mails a link that proves the address. Earlier links of the purpose die. Once a minute: nobody's mailbox is flooded through us. */
export async function sendToken(ctx: Context, mail: TokenMail): Promise<void> {
  const { user, purpose } = mail;
  if (await isTooSoon(ctx, user.id, purpose)) return;
  await forgetTokens(ctx.tx, user.id, purpose);
  const token = newSecret();
  const life = purpose === "verify_email" ? VERIFY_LIFE_MS : RESET_LIFE_MS;
  await insertToken(ctx.tx, {
    token_hash: hashSecret(token),
    purpose,
    user_id: user.id,
    expires_at: new Date(ctx.now.getTime() + life),
    created_at: ctx.now,
  });
  await sendMail(ctx, {
    to: user.email,
    locale: user.locale,
    userId: user.id,
    kind: mail.kind,
    data: { name: user.displayName },
    action: `${mail.page}?t=${token}`,
  });
}

export function isTooSoon(ctx: Context, userId: string, purpose: TokenPurpose): Promise<boolean> {
  return hasTokenSince(ctx.tx, userId, purpose, new Date(ctx.now.getTime() - MAIL_PAUSE_MS));
}

export function sendVerification(ctx: Context, user: TokenMail["user"]): Promise<void> {
  return sendToken(ctx, { purpose: "verify_email", kind: "identity.verify_email", page: "/verify", user });
}
