/** A person with one sign-in for all communities. */
export interface User {
  id: string;
  email: string;
  username: string | null;
  givenName: string;
  familyName: string;
  displayName: string;
  phone: string | null;
  emailVerifiedAt: Date | null;
  phoneVerifiedAt: Date | null;
  locale: string;
  timeZone: string;
  version: number;
  createdAt: Date;
  updatedAt: Date;
}

/** A signed-in device. The token itself is known to the device alone. */
export interface Session {
  id: string;
  userId: string;
  metadata: { userAgent: string; ip: string };
  expiresAt: Date;
  lastSeenAt: Date;
  createdAt: Date;
}

const DAY = 86_400_000;
export const SESSION_LIFE_MS = 30 * DAY;
export const VERIFY_LIFE_MS = 2 * DAY;
export const RESET_LIFE_MS = 3_600_000;
/** One mail with a link in this time, however often it is asked for: nobody's mailbox is flooded through us. */
export const MAIL_PAUSE_MS = 60_000;

export type TokenPurpose = "verify_email" | "reset_password";
