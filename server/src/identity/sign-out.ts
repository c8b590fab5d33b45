import type { Context } from "../platform/context.ts";
import { notFound } from "../platform/errors.ts";
import { endSessions } from "./end-sessions.ts";

/** Ends the session that asks. Ending an ended one is no mistake. */
export async function signOut(ctx: Context): Promise<void> {
  const { actor } = ctx;
  if (actor.kind !== "user" || !actor.sessionId) return;
  await endSessions(ctx, actor.userId, { id: actor.sessionId });
}

/** Ends another device's session. */
export async function revokeSession(ctx: Context, sessionId: string): Promise<void> {
  const { actor } = ctx;
  if (actor.kind !== "user") throw notFound();
  const ended = await endSessions(ctx, actor.userId, { id: sessionId });
  if (ended === 0) throw notFound();
}
