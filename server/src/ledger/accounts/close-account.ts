import type { CommunityContext } from "../../platform/context.ts";
import { notFound, refuse } from "../../platform/errors.ts";
import { tell } from "../events.ts";
import { lockAccount, markClosed } from "./account-doors.ts";
import { requireBookkeeping } from "./account-settings.ts";

/** Nothing is posted to it any more. Only where nothing stands on it and nothing is held; its history stays. */
export async function closeAccount(ctx: CommunityContext, accountId: string): Promise<void> {
  const account = await lockAccount(ctx, accountId);
  if (!account) throw notFound();
  requireBookkeeping(account);
  if (account.closed_at !== null) throw refuse("account_not_open", { status: 409 });
  if (!(await markClosed(ctx, accountId))) throw refuse("account_not_empty", { status: 409 });
  tell(ctx, "account_closed", { accountId });
}
