import { sql } from "kysely";
import type { CommunityContext } from "../../platform/context.ts";
import { refuse } from "../../platform/errors.ts";
import { askOf } from "../ask-of.ts";
import { lockAccounts } from "../doors.ts";
import { type AccountType, NORMAL_SIDE } from "../posting.ts";
import { type AccountRow, findAccount } from "../queries.ts";
import type { AccountSettings } from "./account-settings.ts";

export interface NewAccount extends AccountSettings {
  id: string;
  code: string;
  type: AccountType;
  currency: string;
}

export async function insertAccount(ctx: CommunityContext, account: NewAccount): Promise<void> {
  const { id, code, type, currency } = account;
  await sql`
    select ledger.open_account(${ctx.communityId}::uuid, ${id}::uuid, ${code}, ${type}, ${currency}, ${NORMAL_SIDE[type]},
      ${account.name}, ${JSON.stringify(account.metadata)}::jsonb, ${account.floor}::bigint, ${account.timeZone},
      ${account.dayLimit}::bigint, ${account.monthLimit}::bigint)`.execute(ctx.tx);
}

/** Locks the account, ends the holds on it whose time is over, and reads it as it is then; null: there is none. */
export async function lockAccount(ctx: CommunityContext, accountId: string): Promise<AccountRow | null> {
  await lockAccounts(askOf(ctx), [{ communityId: ctx.communityId, accountId }], ctx.now);
  return findAccount(ctx, accountId);
}

export async function updateAccount(ctx: CommunityContext, accountId: string, to: AccountSettings): Promise<void> {
  await sql`
    select ledger.change_account(${ctx.communityId}::uuid, ${accountId}::uuid, ${to.name}, ${JSON.stringify(to.metadata)}::jsonb,
      ${to.floor}::bigint, ${to.timeZone}, ${to.dayLimit}::bigint, ${to.monthLimit}::bigint, ${to.refusesDebit},
      ${to.refusesCredit})`.execute(ctx.tx);
}

/** Whether it is closed now; it is not while anything stands or is held on it. */
export async function markClosed(ctx: CommunityContext, accountId: string): Promise<boolean> {
  const actorId = ctx.actor.kind === "user" ? ctx.actor.userId : null;
  const { rows } = await sql<{ closed: boolean }>`
    select ledger.close_account(${ctx.communityId}::uuid, ${accountId}::uuid, ${actorId}::uuid) as closed`.execute(
    ctx.tx,
  );
  return rows[0]?.closed ?? false;
}

export async function markOpen(ctx: CommunityContext, accountId: string): Promise<void> {
  await sql`select ledger.reopen_account(${ctx.communityId}::uuid, ${accountId}::uuid)`.execute(ctx.tx);
}

export async function communityTimeZone(ctx: CommunityContext): Promise<string> {
  const { rows } = await sql<{ zone: string | null }>`
    select platform.time_zone_of(${ctx.communityId}::uuid) as zone`.execute(ctx.tx);
  return rows[0]?.zone ?? "UTC";
}

/** Asked of the database, for its days are those that count. */
export async function requireTimeZone(ctx: CommunityContext, zone: string): Promise<void> {
  const { rows } = await sql<{ known: boolean }>`select platform.is_time_zone(${zone}) as known`.execute(ctx.tx);
  if (!rows[0]?.known) throw refuse("unknown_time_zone", { pointer: "#/timeZone" });
}
