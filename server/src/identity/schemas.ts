import Type, { type Static } from "typebox";
import { LOCALES } from "../platform/i18n.ts";
import { OWN_PATH_PATTERN } from "../platform/own-path.ts";
import { NAME_PATTERN, OPTIONAL_NAME_PATTERN, PHONE_PATTERN, USERNAME_PATTERN } from "./normal-form.ts";
import type { Session as SessionRow, User as UserRow } from "./user.ts";

const Id = Type.String({ format: "uuid" });
const Instant = Type.String({ format: "date-time" });
const orNull = <T extends Type.TSchema>(schema: T) => Type.Union([schema, Type.Null()]);

export const Locale = Type.Enum([...LOCALES]);
export const Email = Type.String({ minLength: 3, maxLength: 254, examples: ["wanjiru@example.org"] });
const Password = Type.String({ minLength: 10, maxLength: 200 });
const GivenName = Type.String({ minLength: 1, maxLength: 80, pattern: NAME_PATTERN });
const FamilyName = Type.String({ maxLength: 80, pattern: OPTIONAL_NAME_PATTERN });
export const DisplayName = Type.String({ minLength: 1, maxLength: 120, pattern: NAME_PATTERN });
const Username = Type.String({ minLength: 3, maxLength: 40, pattern: USERNAME_PATTERN });
const Phone = Type.String({ pattern: PHONE_PATTERN, examples: ["+254700000001"] });
export const TimeZone = Type.String({ minLength: 1, maxLength: 64, examples: ["Africa/Nairobi"] });
const Next = Type.String({
  pattern: OWN_PATH_PATTERN,
  examples: ["/invitations/abc"],
  description: "Where to go on once signed in: a path of the application, which the mailed link carries",
});
/** Made by us: 32 bytes in base64url. */
const Token = Type.String({ minLength: 20, maxLength: 200, pattern: "^[A-Za-z0-9_-]+$" });

export const User = Type.Object(
  {
    id: Id,
    email: Type.String(),
    username: orNull(Type.String()),
    givenName: Type.String(),
    familyName: Type.String(),
    displayName: Type.String(),
    phone: orNull(Type.String()),
    emailVerified: Type.Boolean(),
    phoneVerified: Type.Boolean(),
    locale: Type.String(),
    timeZone: Type.String(),
    version: Type.Integer(),
    createdAt: Instant,
    updatedAt: Instant,
  },
  { $id: "User" },
);

const session = {
  id: Id,
  userId: Id,
  expiresAt: Instant,
  metadata: Type.Object({ userAgent: Type.String(), ip: Type.String() }),
  createdAt: Instant,
  lastSeenAt: Instant,
  current: Type.Boolean({ description: "The session that asks" }),
};
export const Session = Type.Object(session, { $id: "Session" });

/** `token` only when a bearer token was asked for: it is shown this once. */
export const NewSession = Type.Object({ ...session, token: Type.Optional(Type.String()) }, { $id: "NewSession" });

export const SignUp = Type.Object({
  email: Email,
  password: Password,
  givenName: GivenName,
  familyName: FamilyName,
  displayName: Type.Optional(DisplayName),
  username: Type.Optional(Username),
  locale: Type.Optional(Locale),
  timeZone: Type.Optional(TimeZone),
  next: Type.Optional(Next),
});

export const SignIn = Type.Object({
  email: Email,
  password: Type.String({ minLength: 1, maxLength: 200 }),
  bearer: Type.Optional(Type.Boolean({ description: "Answer with a token in place of a cookie" })),
});

export const UpdateProfile = Type.Object({
  version: Type.Integer({ minimum: 1 }),
  givenName: Type.Optional(GivenName),
  familyName: Type.Optional(FamilyName),
  displayName: Type.Optional(DisplayName),
  username: Type.Optional(orNull(Username)),
  phone: Type.Optional(orNull(Phone)),
  locale: Type.Optional(Locale),
  timeZone: Type.Optional(TimeZone),
});

export const TokenBody = Type.Object({ token: Token });
export const EmailBody = Type.Object({ email: Email, next: Type.Optional(Next) });
export const ResetPassword = Type.Object({ token: Token, password: Password });
export const ProvenEmail = Type.Object({ email: Type.String() }, { $id: "ProvenEmail" });
export const Accepted = Type.Object({ accepted: Type.Boolean() }, { $id: "Accepted" });
export const SessionParams = Type.Object({ sessionId: Id });

export function userOut(user: UserRow): Static<typeof User> {
  const { emailVerifiedAt, phoneVerifiedAt, createdAt, updatedAt, ...rest } = user;
  return {
    ...rest,
    emailVerified: emailVerifiedAt !== null,
    phoneVerified: phoneVerifiedAt !== null,
    createdAt: createdAt.toISOString(),
    updatedAt: updatedAt.toISOString(),
  };
}

export function sessionOut(session: SessionRow, currentId: string | null): Static<typeof Session> {
  return {
    id: session.id,
    userId: session.userId,
    expiresAt: session.expiresAt.toISOString(),
    metadata: session.metadata,
    createdAt: session.createdAt.toISOString(),
    lastSeenAt: session.lastSeenAt.toISOString(),
    current: session.id === currentId,
  };
}
