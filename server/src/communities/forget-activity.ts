import type { Context } from "../platform/context.ts";
import { forgetActivities } from "./activity-queries.ts";

export const FORGET_ACTIVITY = "communities.forget_activity";

/** Two years: long enough to look back over a goal's life. What the lines tell of stands in the books and the products for ever. */
const KEPT_DAYS = 730;
/** In one transaction, so that none holds many rows for long. */
export const BATCH = 1_000;

/** Drops old lines from homes and from the communities' lists, a batch at a time until none is left. */
export async function forgetActivity(ctx: Context): Promise<void> {
  const before = new Date(ctx.now.getTime() - KEPT_DAYS * 86_400_000);
  const gone = await forgetActivities(ctx.tx, before, BATCH);
  if (gone >= BATCH) ctx.enqueue({ name: FORGET_ACTIVITY, payload: {} });
}
