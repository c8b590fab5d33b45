import type { Overrides, RoleGrant } from "./role.ts";

export const MEMBERSHIP_STATUSES = ["invited", "active", "left", "removed"] as const;
export type MembershipStatus = (typeof MEMBERSHIP_STATUSES)[number];

/** A user in a community. The name is the one that the user chose. */
export interface Membership {
  communityId: string;
  userId: string;
  status: MembershipStatus;
  displayName: string;
  overrides: Overrides;
  grants: readonly RoleGrant[];
  joinedAt: Date | null;
  version: number;
  createdAt: Date;
  updatedAt: Date;
}

/** Legal next states. Whoever left or was removed may come back by a new invitation. */
const NEXT: Readonly<Record<MembershipStatus, readonly MembershipStatus[]>> = {
  invited: ["active", "removed"],
  active: ["left", "removed"],
  left: ["active"],
  removed: ["active"],
};

export function mayBecome(from: MembershipStatus, to: MembershipStatus): boolean {
  return NEXT[from].includes(to);
}

export function statusOf(text: string): MembershipStatus {
  const status = MEMBERSHIP_STATUSES.find((known) => known === text);
  if (!status) throw new Error(`no membership is ${text}`);
  return status;
}
