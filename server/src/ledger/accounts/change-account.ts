import type { CommunityContext } from "../../platform/context.ts";
import { notFound, staleVersion } from "../../platform/errors.ts";
import { tell } from "../events.ts";
import { communityTimeZone, lockAccount, requireTimeZone, updateAccount } from "./account-doors.ts";
import { type AccountSettings, requireBookkeeping, requireReachable, settingsOf } from "./account-settings.ts";

export interface ChangeAccount extends Partial<AccountSettings> {
  accountId: string;
  version: number;
}

/** Changes what is named; all else stays. What it is kept in and where it stands never change. */
export async function changeAccount(ctx: CommunityContext, input: ChangeAccount): Promise<void> {
  const { accountId, version, ...changes } = input;
  const account = await lockAccount(ctx, accountId);
  if (!account) throw notFound();
  requireBookkeeping(account);
  if (account.version !== version) throw staleVersion();
  if (changes.floor !== undefined) requireReachable(changes.floor, account.posted - account.held);
  if (changes.timeZone) await requireTimeZone(ctx, changes.timeZone);
  const settings = { ...settingsOf(account), ...changes };
  await updateAccount(ctx, accountId, { ...settings, timeZone: settings.timeZone ?? (await communityTimeZone(ctx)) });
  tell(ctx, "account_changed", { accountId });
}
