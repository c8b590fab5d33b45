import { sendMail } from "../notifications/index.ts";
import type { Context } from "../platform/context.ts";
import { endTokens, insertToken, lastTokenAt } from "./queries.ts";
import { hashSecret, newSecret } from "./secret.ts";
import { MAIL_PAUSE_MS, RESET_LIFE_MS, type TokenPurpose, VERIFY_LIFE_MS } from "./user.ts";

export interface TokenMail {
  purpose: TokenPurpose;
  /** The mail's texts, and the page that its button opens. */
  kind: string;
  page: string;
  user: Addressee;
}

export interface Addressee {
  id: string;
  email: string;
  locale: string;
  displayName: string;
  /** Where they were going when they had to sign up or in: an invitation, say. A path of the application. */
  next?: string | undefined;
}

/** Mails a link that proves the address. Earlier links of the purpose die. Once a minute: nobody's mailbox is flooded through us. */
export async function sendToken(ctx: Context, mail: TokenMail): Promise<void> {
  const { user, purpose } = mail;
  if (await wasJustMailed(ctx, user.id, purpose)) return;
  await endTokens(ctx.tx, user.id, purpose, ctx.now);
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
    action: `${mail.page}?t=${token}${user.next ? `&next=${encodeURIComponent(user.next)}` : ""}`,
  });
}

async function wasJustMailed(ctx: Context, userId: string, purpose: TokenPurpose): Promise<boolean> {
  const last = await lastTokenAt(ctx.tx, userId, purpose);
  return last !== null && last.getTime() + MAIL_PAUSE_MS > ctx.now.getTime();
}

export function sendVerification(ctx: Context, user: Addressee): Promise<void> {
  return sendToken(ctx, { purpose: "verify_email", kind: "identity.verify_email", page: "/verify", user });
}

/** For an address that several have claimed and nobody has proved: whoever opens the link chooses the password. */
export function sendChoice(ctx: Context, user: Addressee): Promise<void> {
  return sendToken(ctx, { purpose: "reset_password", kind: "identity.finish_sign_up", page: "/reset-password", user });
}

/** Whoever opens this link chooses the password; that proves the address too. */
export function sendReset(ctx: Context, user: Addressee): Promise<void> {
  return sendToken(ctx, { purpose: "reset_password", kind: "identity.reset_password", page: "/reset-password", user });
}
