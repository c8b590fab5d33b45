import type { CommunityContext } from "../../platform/context.ts";
import { notFound } from "../../platform/errors.ts";
import { releaseHold } from "../collect.ts";
import { tell } from "../events.ts";
import { requireOpenHold } from "./open-hold.ts";
import { findHold } from "./queries.ts";

/** Gives back what is left of the hold. Doing so twice is harmless. */
export async function releaseRest(ctx: CommunityContext, holdId: string): Promise<void> {
  const hold = await findHold(ctx, holdId);
  if (!hold) throw notFound();
  if (hold.status === "released" && hold.source_kind === null) return;
  requireOpenHold(hold);
  releaseHold(ctx, holdId);
  tell(ctx, "hold_released", { accountId: hold.account_id, holdId });
}
