import type { Context } from "../platform/context.ts";
import { deleteMailsBefore } from "./queries.ts";

export const FORGET_MAILS = "notifications.forget_mails";

/** Long enough to answer "did I get a mail?". An address is personal, and is not kept without need. */
const KEPT_DAYS = 90;
/** In one transaction, so that none holds many rows for long. */
export const BATCH = 1_000;

/** Drops old mails, a batch at a time until none is left. One that still waits stays: `check` tells of it. */
export async function forgetMails(ctx: Context): Promise<void> {
  const before = new Date(ctx.now.getTime() - KEPT_DAYS * 86_400_000);
  const gone = await deleteMailsBefore(ctx.tx, before, BATCH);
  if (gone >= BATCH) ctx.enqueue({ name: FORGET_MAILS, payload: {} });
}
