import { t } from "../platform/i18n.ts";
import type { RoleOrigin } from "./role.ts";

/** Born roles are named in the community's own language; it may rename them later. */
export function roleName(origin: RoleOrigin, locale: string): string {
  return t(locale, "communities", `role.${origin}.name`);
}

export function roleDescription(origin: RoleOrigin, locale: string): string {
  return t(locale, "communities", `role.${origin}.description`);
}
