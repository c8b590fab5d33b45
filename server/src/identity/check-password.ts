import type { Actor } from "../platform/context.ts";
import type { Services } from "../platform/services.ts";
import { normalEmail } from "./normal-form.ts";
import { verifyPassword } from "./password.ts";
import { findAttempt, findUserByEmail } from "./queries.ts";
import { hashSecret } from "./secret.ts";
import { type RightPassword, secondsUntil } from "./sign-in.ts";

const ACTOR: Actor = { kind: "system", job: "identity.check_password" };

/**
 * Whose password this is, outside of any transaction: hashing is slow by design. An unknown address costs the same work.
 * An address that must wait costs none, so that guessing at one account cannot keep the machine busy.
 */
export async function checkPassword(
  services: Services,
  input: { email: string; password: string },
): Promise<RightPassword | null> {
  const email = normalEmail(input.email);
  const found = await services.run({ as: "nobody", actor: ACTOR }, async (ctx) => {
    const attempt = await findAttempt(ctx.tx, hashSecret(email));
    const user = await findUserByEmail(ctx.tx, email);
    return { user, mustWait: secondsUntil(attempt?.blocked_until ?? null, ctx.now) > 0 };
  });
  if (found.mustWait) return null;
  const passwordHash = found.user?.password_hash ?? null;
  const isRight = await verifyPassword(input.password, passwordHash);
  return isRight && found.user && passwordHash ? { userId: found.user.id, passwordHash } : null;
}
