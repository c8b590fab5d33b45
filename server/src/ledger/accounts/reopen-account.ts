import type { CommunityContext } from "../../platform/context.ts";
import { notFound } from "../../platform/errors.ts";
import { tell } from "../events.ts";
import { lockAccount, markOpen } from "./account-doors.ts";
import { requireBookkeeping } from "./account-settings.ts";

/** Takes the closure back. Of an account that is open there is none. */
export async function reopenAccount(ctx: CommunityContext, accountId: string): Promise<void> {
  const account = await lockAccount(ctx, accountId);
  if (!account || account.closed_at === null) throw notFound();
  requireBookkeeping(account);
  await markOpen(ctx, accountId);
  tell(ctx, "account_reopened", { accountId });
}
