import { randomBytes } from "node:crypto";

/** A link that makes whoever opens it a member. */
export interface Invitation {
  id: string;
  roleIds: readonly string[];
  note: string;
  maxUses: number;
  usedCount: number;
  expiresAt: Date;
  revokedAt: Date | null;
  createdAt: Date;
}

export type InvitationState = "open" | "expired" | "used_up" | "revoked";

export function stateOf(
  invitation: Pick<Invitation, "maxUses" | "usedCount" | "expiresAt" | "revokedAt">,
  now: Date,
): InvitationState {
  if (invitation.revokedAt) return "revoked";
  if (invitation.expiresAt <= now) return "expired";
  return invitation.usedCount >= invitation.maxUses ? "used_up" : "open";
}

const ID_BYTES = 16;
const SECRET_BYTES = 24;
const TOKEN = /^[A-Za-z0-9_-]{54}$/;
export const INVITATION_TOKEN_PATTERN = TOKEN.source;

/** The token carries its community, so that it is looked up in one tenant and never across them; the rest is the secret. */
export function newInvitationToken(communityId: string): string {
  const id = Buffer.from(communityId.replaceAll("-", ""), "hex");
  return Buffer.concat([id, randomBytes(SECRET_BYTES)]).toString("base64url");
}

export function communityOfToken(token: string): string | null {
  if (!TOKEN.test(token)) return null;
  const hex = Buffer.from(token, "base64url").subarray(0, ID_BYTES).toString("hex");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}
