import { randomBytes } from "node:crypto";
import type { CommunityContext } from "../../platform/context.ts";
import { refuse } from "../../platform/errors.ts";
import { codeOf } from "../../platform/unit-of-work.ts";
import { type ClosingRow, findClosing, insertClosing } from "./closing-queries.ts";

/**
 * Nothing new is effective on or before `through` from now on. The postings under way are waited for; what the period holds is
 * fixed then, so its roots are made by a job and keep nobody waiting.
 */
export async function closePeriod(ctx: CommunityContext, { through }: { through: string }): Promise<ClosingRow> {
  if (through > ctx.now.toISOString().slice(0, 10))
    throw refuse("period_not_over", { status: 422, pointer: "#/through" });
  if (!(await close(ctx, through))) throw refuse("already_closed", { status: 409, pointer: "#/through" });
  const closing = await findClosing(ctx.tx, ctx.communityId, through);
  if (!closing) throw new Error(`the period through ${through} was closed and is not there`);
  ctx.enqueue({ name: "ledger.prove_closing", payload: { communityId: ctx.communityId, through } });
  ctx.emit({ name: "ledger.period_closed", payload: { communityId: ctx.communityId, through }, live: true });
  return closing;
}

async function close(ctx: CommunityContext, through: string): Promise<boolean> {
  try {
    return await insertClosing(ctx, through, randomBytes(32));
  } catch (error) {
    // Somebody's posting holds the period longer than one waits for a lock.
    if (codeOf(error) === "55P03") throw refuse("busy", { status: 503, retryAfter: 1 });
    throw error;
  }
}
