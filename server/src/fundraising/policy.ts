import type { CommunityContext } from "../platform/context.ts";
import { notFound, refuse } from "../platform/errors.ts";
import type { Permission } from "../platform/module.ts";
import { allows } from "../platform/permissions.ts";
import type { Goal } from "./goal.ts";

/** What a role may be given. A goal's owner needs none of these for his own goal, but `create`. */
export const permissions = [
  {
    name: "fundraising.create",
    description: "Create goals and publish one's own",
    roles: ["treasurer", "operator", "member"],
  },
  { name: "fundraising.view_drafts", description: "See goals that are not published yet" },
  { name: "fundraising.view_gifts", description: "See every gift of a goal, export them, and list unclaimed refunds" },
  { name: "fundraising.refund", description: "Refund a gift" },
  { name: "fundraising.cancel", description: "Cancel a goal: what is in escrow goes back to the givers" },
  { name: "fundraising.decide_proof", description: "Decide on a proof that nobody may vote on" },
  { name: "fundraising.release", description: "Release a milestone's money after an approved proof" },
  { name: "fundraising.pay_out", description: "Pay released money out" },
  { name: "fundraising.moderate", description: "Approve and delete comments" },
  { name: "fundraising.set_fees", description: "Set a goal's fees other than the usual ones" },
] as const satisfies readonly Permission[];

export type FundraisingPermission = (typeof permissions)[number]["name"];

export function may(ctx: CommunityContext, permission: FundraisingPermission): boolean {
  return allows(ctx.permissions, permission);
}

export function requireMay(ctx: CommunityContext, permission: FundraisingPermission): void {
  if (!may(ctx, permission)) throw refuse("not_permitted", { status: 403, params: { permission } });
}

/** The signed-in user who acts. */
export function requireUser(ctx: CommunityContext): string {
  if (ctx.actor.kind !== "user") throw refuse("sign_in_required", { status: 401 });
  return ctx.actor.userId;
}

/** The signed-in user who acts, or null for a guest and for the system. */
export function actingUser(ctx: CommunityContext): string | null {
  return ctx.actor.kind === "user" ? ctx.actor.userId : null;
}

export function isOwner(ctx: CommunityContext, goal: Pick<Goal, "ownerId">): boolean {
  return ctx.access === "member" && ctx.actor.kind === "user" && ctx.actor.userId === goal.ownerId;
}

/** A job acts with the system's own right: it does what a command of a person has set going. */
function isJob(ctx: CommunityContext): boolean {
  return ctx.actor.kind === "system";
}

export function requireOwner(ctx: CommunityContext, goal: Goal): void {
  requireVisible(ctx, goal);
  if (!isOwner(ctx, goal)) throw refuse("not_goal_owner", { status: 403 });
}

export function requireOwnerOr(ctx: CommunityContext, goal: Goal, permission: FundraisingPermission): void {
  if (isJob(ctx)) return;
  requireVisible(ctx, goal);
  if (!isOwner(ctx, goal)) requireMay(ctx, permission);
}

/** A draft is absent for everybody but its owner and those who may see drafts. */
export function requireVisible(ctx: CommunityContext, goal: Goal): void {
  if (!isVisible(ctx, goal)) throw notFound();
}

export function isVisible(ctx: CommunityContext, goal: Goal): boolean {
  return goal.publishedAt !== null || isJob(ctx) || isOwner(ctx, goal) || may(ctx, "fundraising.view_drafts");
}
