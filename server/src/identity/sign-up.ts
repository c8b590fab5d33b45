import type { Context } from "../platform/context.ts";
import { refuse } from "../platform/errors.ts";
import { cleanName, isEmail, isTimeZone, normalEmail, normalUsername } from "./normal-form.ts";
import { endTokens, insertUser, isUsernameTaken, lockUserByEmail, updateUser, userOf } from "./queries.ts";
import { sendChoice, sendToken, sendVerification } from "./send-token.ts";
import type { User } from "./user.ts";

export interface SignUpInput {
  email: string;
  /** Hashed before the transaction began. */
  passwordHash: string;
  givenName: string;
  familyName: string;
  displayName?: string;
  username?: string;
  locale: string;
  timeZone?: string;
  /** Where they were going: the mailed link leads on to it. */
  next?: string;
}

/**
 * Makes an account that nobody can enter until its address is proved. The answer is the same whether the address has an
 * account or not: its owner learns the difference by mail, a stranger never.
 */
export async function signUp(ctx: Context, input: SignUpInput): Promise<User> {
  const wanted = wantedUser(ctx, input);
  if (input.username && (await isUsernameTaken(ctx.tx, normalUsername(input.username), null))) {
    throw refuse("username_taken", { status: 409, pointer: "#/username" });
  }
  // Inserted first: of two who claim a new address in one moment, the one who waits here finds the other's row below.
  const inserted = await insertUser(ctx.tx, wanted);
  const existing = inserted ? undefined : await lockUserByEmail(ctx.tx, wanted.email_normal);
  if (inserted) {
    await sendVerification(ctx, { ...userOf(inserted), next: input.next });
  } else if (existing?.email_verified_at) {
    await sendToken(ctx, {
      purpose: "reset_password",
      kind: "identity.already_registered",
      page: "/reset-password",
      user: { ...userOf(existing), next: input.next },
    });
  } else if (existing) {
    await claimAgain(ctx, existing.id, wanted, input.next);
  }
  return asAnswer(wanted);
}

/**
 * Nobody has proved the address yet, and nothing says which of those who claimed it has the mailbox. So no password that came
 * with a sign-up counts any more: the links of earlier claims die, and whoever opens the new one chooses the password.
 */
async function claimAgain(ctx: Context, userId: string, wanted: WantedUser, next: string | undefined): Promise<void> {
  await endTokens(ctx.tx, userId, "verify_email", ctx.now);
  const { id: _id, email_normal: _normal, created_at: _created, updated_at: _updated, ...claim } = wanted;
  await sendChoice(ctx, { ...userOf(await updateUser(ctx.tx, userId, claim, ctx.now)), next });
}

type WantedUser = ReturnType<typeof wantedUser>;

function wantedUser(ctx: Context, input: SignUpInput) {
  const email = input.email.trim();
  if (!isEmail(normalEmail(email))) throw refuse("invalid_email", { pointer: "#/email" });
  if (input.timeZone !== undefined && !isTimeZone(input.timeZone))
    throw refuse("unknown_time_zone", { pointer: "#/timeZone" });
  const givenName = cleanName(input.givenName);
  const familyName = cleanName(input.familyName);
  return {
    id: ctx.newId(),
    email,
    email_normal: normalEmail(email),
    username: input.username ?? null,
    username_normal: input.username === undefined ? null : normalUsername(input.username),
    password_hash: input.passwordHash,
    given_name: givenName,
    family_name: familyName,
    display_name: cleanName(input.displayName ?? `${givenName} ${familyName}`).slice(0, 120),
    locale: input.locale,
    time_zone: input.timeZone ?? "UTC",
    created_at: ctx.now,
    updated_at: ctx.now,
  };
}

/** Built from what was asked for, never from what was found. */
function asAnswer(wanted: WantedUser): User {
  return userOf({
    ...wanted,
    phone: null,
    email_verified_at: null,
    phone_verified_at: null,
    platform_roles: [],
    version: 1,
  });
}
