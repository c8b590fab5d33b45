import type { Permission } from "../platform/module.ts";
import { EVERYTHING, PERMISSION } from "../platform/permissions.ts";

/** The roles that every community is born with. It may add its own. */
export const ORIGINS = ["owner", "treasurer", "operator", "member"] as const;
export type RoleOrigin = (typeof ORIGINS)[number];

export interface Role {
  id: string;
  name: string;
  origin: RoleOrigin | null;
  description: string;
  permissions: readonly string[];
  version: number;
  createdAt: Date;
}

/** A role of a member: who, which, since when. */
export interface RoleGrant {
  userId: string;
  roleId: string;
  assignedAt: Date;
}

export interface Overrides {
  allow: readonly string[];
  deny: readonly string[];
}

/** What the modules offer, told once at start by `app/`: this module knows no product. */
let known: readonly Permission[] = [];

export function registerPermissions(permissions: readonly Permission[]): void {
  for (const { name } of permissions)
    if (!PERMISSION.test(name)) throw new Error(`a permission is <module>.<verb>, not ${name}`);
  known = permissions;
}

export function knownPermissions(): readonly Permission[] {
  return known;
}

/** The permissions of a born role in a new community. */
export function permissionsOfOrigin(origin: RoleOrigin, permissions: readonly Permission[] = known): string[] {
  if (origin === "owner") return [EVERYTHING];
  const usual: readonly string[] = ["treasurer", "operator"];
  return permissions.filter(({ roles }) => (roles ?? usual).includes(origin)).map(({ name }) => name);
}

/** Nobody hands out more than they have. Answers the first permission that is too much. */
export function exceeding(own: ReadonlySet<string>, wanted: readonly string[]): string | null {
  if (own.has(EVERYTHING)) return null;
  return wanted.find((permission) => !own.has(permission)) ?? null;
}

/** Permissions that no module offers, `*` among them: it belongs to the owner's role alone. */
export function unknownPermissions(permissions: readonly string[], offered: readonly Permission[] = known): string[] {
  const names = new Set(offered.map(({ name }) => name));
  return permissions.filter((permission) => !names.has(permission));
}
