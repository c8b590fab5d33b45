import type { Context } from "../platform/context.ts";
import { revokeSessions } from "./queries.ts";

/** Ends the user's sessions, all or one; answers how many there were. */
export async function endSessions(ctx: Context, userId: string, only?: { id: string }): Promise<number> {
  const ended = await revokeSessions(ctx.tx, userId, ctx.now, only);
  if (ended > 0) tellSessionEnded(ctx, userId);
  return ended;
}

/** What is held open for a session (the event streams of every process) hears that it is over. */
export function tellSessionEnded(ctx: Context, userId: string): void {
  ctx.emit({ name: "identity.session_ended", payload: { userId }, live: true });
}
