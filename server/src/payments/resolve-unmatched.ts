import { post } from "../ledger/index.ts";
import type { CommunityContext } from "../platform/context.ts";
import { notFound, refuse } from "../platform/errors.ts";
import { requirePermission } from "../platform/permissions.ts";
import { announceResolved } from "./payment-events.ts";
import { resolvedPosting } from "./postings.ts";
import { next, stayOf, UNMATCHED } from "./states.ts";
import { EVENT_OF, movementOf, type Resolution, resolutionsOf, stateOfUnmatched } from "./unmatched.ts";
import { changeUnmatched, lockUnmatched, type UnmatchedRow } from "./unmatched-queries.ts";

export interface ResolveUnmatched {
  unmatchedId: string;
  resolution: Resolution;
  note: string;
}

/**
 * A person says what became of money without a home, and why. Saying the same again changes nothing; saying something
 * else of what is resolved is refused: what was booked stays booked.
 */
export async function resolveUnmatched(ctx: CommunityContext, input: ResolveUnmatched): Promise<UnmatchedRow> {
  const { unmatchedId, resolution } = input;
  requirePermission(ctx, "payments.resolve");
  const row = await lockUnmatched(ctx, unmatchedId);
  if (!row) throw notFound();
  if (!resolutionsOf(row).includes(resolution)) throw refuse("resolution_not_fitting", { pointer: "#/resolution" });
  const event = EVENT_OF[resolution];
  const state = stateOfUnmatched(row);
  if (stayOf(UNMATCHED, state, event) === "illegal") throw refuse("unmatched_is_resolved", { status: 409 });
  const to = next(UNMATCHED, state, event);
  if (to === null) return row;
  if (resolution !== "closed") post(ctx, resolvedPosting(movementOf(row), resolution));
  const resolved = await changeUnmatched(ctx, row.id, {
    status: "resolved",
    resolution: to,
    resolved_at: ctx.now,
    resolved_by: ctx.actor.kind === "user" ? ctx.actor.userId : null,
    note: input.note.trim(),
  });
  announceResolved(ctx, row.id);
  return resolved;
}
