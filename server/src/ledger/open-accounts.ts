import { sql } from "kysely";
import type { CommunityContext } from "../platform/context.ts";
import { codeKey } from "./account-ids.ts";
import { type AccountRef, NORMAL_SIDE } from "./posting.ts";

/** Ids of the accounts by `codeKey`; those that are not there are opened as they are named. */
export async function openAccounts(
  ctx: CommunityContext,
  accounts: readonly AccountRef[],
): Promise<ReadonlyMap<string, string>> {
  if (accounts.length === 0) return new Map();
  const { rows } = await sql<{ ids: string[] }>`
    select ledger.open(${ctx.communityId}::uuid, ${accounts.map(() => ctx.newId())}::uuid[], ${accounts.map((a) => a.code)}::text[],
      ${accounts.map((a) => a.type)}::text[], ${accounts.map((a) => a.currency)}::text[],
      ${accounts.map((a) => NORMAL_SIDE[a.type])}::text[], ${accounts.map((a) => a.floor ?? null)}::bigint[],
      ${accounts.map((a) => a.entity?.kind ?? null)}::text[], ${accounts.map((a) => a.entity?.id ?? null)}::uuid[],
      ${accounts.map((a) => a.name ?? null)}::text[], ${accounts.map((a) => a.turnover ?? false)}::boolean[],
      ${accounts.map((a) => !a.byHand)}::boolean[]) as ids
  `.execute(ctx.tx);
  const ids = rows[0]?.ids ?? [];
  return new Map(accounts.map((account, index) => [codeKey(account), ids[index] ?? ""]));
}
