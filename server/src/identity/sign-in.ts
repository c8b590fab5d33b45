import type { Context } from "../platform/context.ts";
import { refuse } from "../platform/errors.ts";
import { delayAfter, FORGIVEN_AFTER_MS } from "./attempts.ts";
import { tellSessionEnded } from "./end-sessions.ts";
import { normalEmail } from "./normal-form.ts";
import {
  findUserRow,
  forgetAttempts,
  insertSession,
  lockAttempt,
  revokeSessionByHash,
  writeAttempt,
} from "./queries.ts";
import { hashSecret, newSecret } from "./secret.ts";
import { SESSION_LIFE_MS, type Session } from "./user.ts";

/** Whose password it was, and which one. */
export interface RightPassword {
  userId: string;
  passwordHash: string;
}

export interface SignInInput {
  email: string;
  /** Found out before the transaction began (`checkPassword`); null: nobody's password. */
  right: RightPassword | null;
  device: { userAgent: string; ip: string };
  /** The session that the caller already had: it ends, and its token is never used again. */
  earlierToken: string | null;
}

export interface NewSession {
  session: Session;
  /** Known to the caller alone. */
  token: string;
}

/** Always a new token: one that was there before the sign-in is never made a session. */
export async function signIn(ctx: Context, input: SignInInput): Promise<NewSession> {
  const emailHash = hashSecret(normalEmail(input.email));
  const attempt = await lockAttempt(ctx.tx, emailHash);
  const wait = secondsUntil(attempt?.blocked_until ?? null, ctx.now);
  if (wait > 0) throw refuse("sign_in_delayed", { status: 429, params: { count: wait }, retryAfter: wait });
  const row = input.right ? await findUserRow(ctx.tx, input.right.userId) : undefined;
  // The password may have been replaced since it was looked at: by a reset, or by a later sign-up that was then proved.
  if (!row || row.password_hash !== input.right?.passwordHash) {
    throw refuse("wrong_credentials", { status: 401, trace: () => countFailure(ctx, emailHash) });
  }
  if (!row.email_verified_at) throw refuse("email_not_verified", { status: 403 });
  if (attempt) await forgetAttempts(ctx.tx, emailHash);
  const left = input.earlierToken && (await revokeSessionByHash(ctx.tx, hashSecret(input.earlierToken), ctx.now));
  if (left) tellSessionEnded(ctx, left);
  const { session, token } = await openSession(ctx, row.id, input.device);
  ctx.emit({ name: "identity.signed_in", payload: { userId: row.id, sessionId: session.id } });
  return { session, token };
}

async function openSession(
  ctx: Context,
  userId: string,
  device: Session["metadata"],
): Promise<{ session: Session; token: string }> {
  const token = newSecret();
  const session: Session = {
    id: ctx.newId(),
    userId,
    metadata: { userAgent: device.userAgent.slice(0, 300), ip: device.ip.slice(0, 64) },
    expiresAt: new Date(ctx.now.getTime() + SESSION_LIFE_MS),
    lastSeenAt: ctx.now,
    createdAt: ctx.now,
  };
  await insertSession(ctx.tx, {
    token_hash: hashSecret(token),
    id: session.id,
    user_id: userId,
    metadata: JSON.stringify(session.metadata),
    expires_at: session.expiresAt,
    last_seen_at: ctx.now,
    created_at: ctx.now,
  });
  return { session, token };
}

/** Kept although the sign-in was refused, for every address alike. */
async function countFailure(ctx: Context, emailHash: Buffer): Promise<void> {
  const earlier = await lockAttempt(ctx.tx, emailHash);
  const isRecent = earlier && ctx.now.getTime() - earlier.last_failed_at.getTime() < FORGIVEN_AFTER_MS;
  const failures = (isRecent ? earlier.failures : 0) + 1;
  const delay = delayAfter(failures);
  await writeAttempt(ctx.tx, {
    email_hash: emailHash,
    failures,
    last_failed_at: ctx.now,
    blocked_until: delay > 0 ? new Date(ctx.now.getTime() + delay * 1000) : null,
  });
}

export function secondsUntil(instant: Date | null, now: Date): number {
  return instant ? Math.max(0, Math.ceil((instant.getTime() - now.getTime()) / 1000)) : 0;
}
