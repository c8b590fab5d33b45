import type { Context } from "./context.ts";
import { refuse } from "./errors.ts";

/** What an owner has: every permission, also those that later modules bring. */
export const EVERYTHING = "*";
export const PERMISSION = /^[a-z]+\.[a-z_]+$/;

/** Whether the acting member may. The system may: its jobs carry out what a member was allowed before. */
export function may(ctx: Pick<Context, "actor" | "permissions">, permission: string): boolean {
  return ctx.actor.kind === "system" || allows(ctx.permissions, permission);
}

export function allows(permissions: ReadonlySet<string>, permission: string): boolean {
  return permissions.has(EVERYTHING) || permissions.has(permission);
}

export function requirePermission(ctx: Pick<Context, "actor" | "permissions">, permission: string): void {
  if (!may(ctx, permission)) throw refuse("not_permitted", { status: 403, params: { permission } });
}
