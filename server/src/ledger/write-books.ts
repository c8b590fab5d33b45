import { sql } from "kysely";
import type { Context } from "../platform/context.ts";
import { refuse } from "../platform/errors.ts";
import { codeOf, constraintOf } from "../platform/unit-of-work.ts";
import { type Collected, takeCollected } from "./collect.ts";
import { type AccountRef, type Line, NORMAL_SIDE, type TransactionDraft } from "./posting.ts";

/** The last step before the commit: opens the accounts, ends holds, posts, places holds, all locked in key order. */
export async function writeBooks(ctx: Context): Promise<void> {
  const collected = takeCollected(ctx);
  if (!collected) return;
  if (!ctx.communityId) throw new Error("the books belong to a community, and this unit of work is in none");
  try {
    await writeAll(ctx, ctx.communityId, collected);
  } catch (error) {
    throw refusalOf(error);
  }
}

async function writeAll(ctx: Context, communityId: string, collected: Collected): Promise<void> {
  const ids = await openAccounts(ctx, communityId, accountsOf(collected));
  const held = await lockAll(ctx, communityId, collected, ids);
  for (const { holdId, status } of collected.ended) {
    if (!held.has(holdId)) continue;
    await sql`select ledger.end_hold(${communityId}::uuid, ${holdId}::uuid, ${status})`.execute(ctx.tx);
  }
  if (collected.transactions.length > 0) await writeTransactions(ctx, communityId, collected.transactions, ids);
  for (const hold of collected.placed) {
    const { source } = hold;
    await sql`select ledger.place_hold(${communityId}::uuid, ${hold.holdId}::uuid, ${idOf(ids, hold.account)}::uuid,
                                       ${hold.amount}::bigint, ${source.kind}, ${source.id}::uuid)`.execute(ctx.tx);
  }
}

function accountsOf(collected: Collected): AccountRef[] {
  const lines = collected.transactions.flatMap((draft) => draft.lines.map((line) => line.account));
  const all = [...lines, ...collected.placed.map((hold) => hold.account)];
  return [...new Map(all.map((account) => [keyOf(account), account])).values()];
}

function keyOf(account: AccountRef): string {
  return `${account.code} ${account.currency}`;
}

function idOf(ids: ReadonlyMap<string, string>, account: AccountRef): string {
  const id = ids.get(keyOf(account));
  if (!id) throw new Error(`account ${account.code} was not opened`);
  return id;
}

async function openAccounts(ctx: Context, communityId: string, accounts: AccountRef[]): Promise<Map<string, string>> {
  if (accounts.length === 0) return new Map();
  const { rows } = await sql<{ ids: string[] }>`
    select ledger.open(${communityId}::uuid, ${accounts.map(() => ctx.newId())}::uuid[], ${accounts.map((a) => a.code)}::text[],
      ${accounts.map((a) => a.type)}::text[], ${accounts.map((a) => a.currency)}::text[],
      ${accounts.map((a) => NORMAL_SIDE[a.type])}::text[], ${accounts.map((a) => a.floor ?? null)}::bigint[],
      ${accounts.map((a) => a.entity?.kind ?? null)}::text[], ${accounts.map((a) => a.entity?.id ?? null)}::uuid[],
      ${accounts.map((a) => a.name ?? null)}::text[], ${accounts.map((a) => a.turnover ?? false)}::boolean[]) as ids
  `.execute(ctx.tx);
  const ids = rows[0]?.ids ?? [];
  return new Map(accounts.map((account, index) => [keyOf(account), ids[index] ?? ""]));
}

/** Locks every account that anything here touches, at once and sorted. Answers the holds that are still held. */
async function lockAll(
  ctx: Context,
  communityId: string,
  collected: Collected,
  ids: ReadonlyMap<string, string>,
): Promise<ReadonlySet<string>> {
  const holdIds = collected.ended.map((ended) => ended.holdId);
  const holds = holdIds.length
    ? await ctx.tx
        .selectFrom("ledger.hold")
        .select(["id", "account_id"])
        .where("community_id", "=", communityId)
        .where("id", "in", holdIds)
        .where("status", "=", "held")
        .execute()
    : [];
  const accounts = [...ids.values(), ...holds.map((hold) => hold.account_id)];
  await sql`select from ledger.lock(${accounts.map(() => communityId)}::uuid[], ${accounts}::uuid[])`.execute(ctx.tx);
  return new Set(holds.map((hold) => hold.id));
}

interface NumberedLine {
  transaction: number;
  line: Line;
}

async function writeTransactions(
  ctx: Context,
  communityId: string,
  drafts: readonly TransactionDraft[],
  ids: ReadonlyMap<string, string>,
): Promise<void> {
  const lines: NumberedLine[] = drafts.flatMap((draft, index) =>
    draft.lines.map((line) => ({ transaction: index + 1, line })),
  );
  const today = ctx.now.toISOString().slice(0, 10);
  const actor = ctx.actor.kind === "user" ? ctx.actor.userId : null;
  await sql`
    select ledger.write(
      ${drafts.map(() => communityId)}::uuid[], ${drafts.map(() => ctx.newId())}::uuid[], ${drafts.map((d) => d.kind)}::text[],
      ${drafts.map((d) => d.reference)}::text[], ${drafts.map((d) => d.source.kind)}::text[],
      ${drafts.map((d) => d.source.id)}::uuid[], ${drafts.map((d) => d.effectiveDate ?? today)}::date[],
      ${drafts.map(() => actor)}::uuid[], ${drafts.map((d) => d.description ?? null)}::text[],
      ${drafts.map((d) => JSON.stringify({ ...d.metadata, requestId: ctx.requestId }))}::jsonb[],
      ${drafts.map((d) => d.reverses ?? null)}::uuid[],
      ${lines.map((l) => l.transaction)}::int[], ${lines.map((l) => idOf(ids, l.line.account))}::uuid[],
      ${lines.map((l) => l.line.side === "debit")}::boolean[], ${lines.map((l) => l.line.amount)}::bigint[],
      ${lines.map((l) => l.line.label)}::text[])
  `.execute(ctx.tx);
}

/** What the database refused because of the caller's money becomes a business answer; all else stays a fault. */
function refusalOf(error: unknown): unknown {
  const constraint = constraintOf(error);
  if (constraint === "balance_floor") return refuse("insufficient_funds", { status: 409 });
  if (constraint === "balance_bounds") return refuse("balance_out_of_range", { status: 422 });
  if (constraint === "reference_pkey") return refuse("already_posted", { status: 409 });
  if (codeOf(error) === "CP004") return refuse("account_not_open", { status: 409 });
  return error;
}
