import type { Context } from "../platform/context.ts";
import { cleanName, normalEmail, normalUsername } from "./normal-form.ts";
import { findUserByEmail, insertUser, userOf } from "./queries.ts";
import type { User } from "./user.ts";

export interface CreateUserInput {
  id?: string;
  email: string;
  passwordHash: string | null;
  givenName: string;
  familyName: string;
  displayName?: string;
  username?: string;
  locale?: string;
  timeZone?: string;
}

/**
 * A user whose address counts as proved, for demo data and tests: no door of the API leads here. Outside of any community
 * (`nobody`). One who is there already is answered as is.
 */
export async function createUser(ctx: Context, input: CreateUserInput): Promise<User> {
  const inserted = await insertUser(ctx.tx, {
    id: input.id ?? ctx.newId(),
    email: input.email,
    email_normal: normalEmail(input.email),
    username: input.username ?? null,
    username_normal: input.username === undefined ? null : normalUsername(input.username),
    password_hash: input.passwordHash,
    given_name: cleanName(input.givenName),
    family_name: cleanName(input.familyName),
    display_name: cleanName(input.displayName ?? `${input.givenName} ${input.familyName}`),
    email_verified_at: ctx.now,
    locale: input.locale ?? "en",
    time_zone: input.timeZone ?? "UTC",
    created_at: ctx.now,
    updated_at: ctx.now,
  });
  const row = inserted ?? (await findUserByEmail(ctx.tx, normalEmail(input.email)));
  if (!row) throw new Error("the user was not made");
  return userOf(row);
}
