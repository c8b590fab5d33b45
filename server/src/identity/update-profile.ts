import type { Context } from "../platform/context.ts";
import { notFound, refuse, staleVersion } from "../platform/errors.ts";
import { cleanName, isTimeZone, normalUsername } from "./normal-form.ts";
import { isUsernameTaken, lockUser, lockUsername, updateUser, userOf } from "./queries.ts";
import type { User } from "./user.ts";

export interface UpdateProfileInput {
  version: number;
  givenName?: string;
  familyName?: string;
  displayName?: string;
  username?: string | null;
  phone?: string | null;
  locale?: string;
  timeZone?: string;
}

/** Changes one's own profile. Communities hear of a new name by the event. */
export async function updateProfile(ctx: Context, input: UpdateProfileInput): Promise<User> {
  const { actor } = ctx;
  const row = actor.kind === "user" ? await lockUser(ctx.tx, actor.userId) : undefined;
  if (!row) throw notFound();
  if (row.version !== input.version) throw staleVersion();
  if (input.timeZone !== undefined && !isTimeZone(input.timeZone))
    throw refuse("unknown_time_zone", { pointer: "#/timeZone" });
  if (input.username) await claimUsername(ctx, row.id, input.username);
  const change = {
    ...(input.givenName === undefined ? {} : { given_name: cleanName(input.givenName) }),
    ...(input.familyName === undefined ? {} : { family_name: cleanName(input.familyName) }),
    ...(input.displayName === undefined ? {} : { display_name: cleanName(input.displayName) }),
    ...(input.username === undefined
      ? {}
      : { username: input.username, username_normal: input.username === null ? null : normalUsername(input.username) }),
    // Another number has to be proved again.
    ...(input.phone === undefined || input.phone === row.phone ? {} : { phone: input.phone, phone_verified_at: null }),
    ...(input.locale === undefined ? {} : { locale: input.locale }),
    ...(input.timeZone === undefined ? {} : { time_zone: input.timeZone }),
  };
  const user = userOf(await updateUser(ctx.tx, row.id, change, ctx.now));
  if (user.displayName !== row.display_name) ctx.emit({ name: "identity.user_renamed", payload: { userId: user.id } });
  return user;
}

async function claimUsername(ctx: Context, userId: string, username: string): Promise<void> {
  const normal = normalUsername(username);
  await lockUsername(ctx.tx, normal);
  if (await isUsernameTaken(ctx.tx, normal, userId))
    throw refuse("username_taken", { status: 409, pointer: "#/username" });
}
