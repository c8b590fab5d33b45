import type { Context } from "../platform/context.ts";
import { notFound } from "../platform/errors.ts";
import { revokeSessions } from "./queries.ts";

/** Ends the session that asks. Ending an ended one is no mistake. */
export async function signOut(ctx: Context): Promise<void> {
  const { actor } = ctx;
  if (actor.kind !== "user" || !actor.sessionId) return;
  await revokeSessions(ctx.tx, actor.userId, ctx.now, { id: actor.sessionId });
}

/** Ends another device's session. */
export async function revokeSession(ctx: Context, sessionId: string): Promise<void> {
  const { actor } = ctx;
  if (actor.kind !== "user") throw notFound();
  const ended = await revokeSessions(ctx.tx, actor.userId, ctx.now, { id: sessionId });
  if (ended === 0) throw notFound();
}
