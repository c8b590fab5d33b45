import { sql } from "kysely";
import type { Ask } from "../platform/ask.ts";
import type { CommunityContext, Context } from "../platform/context.ts";
import { refuse } from "../platform/errors.ts";
import { codeOf, constraintOf } from "../platform/unit-of-work.ts";
import { codeKey } from "./account-ids.ts";
import { askOf } from "./ask-of.ts";
import { type Collected, type HoldEnd, type KnownTransaction, takeCollected } from "./collect.ts";
import { decide, type Posting } from "./decide.ts";
import { findPrecedents, type LockedBooks, lockAccounts, writeStatement } from "./doors.ts";
import { openAccounts } from "./open-accounts.ts";
import type { AccountRef, HoldDraft, TransactionDraft } from "./posting.ts";
import { refusalOf } from "./refusals.ts";

/** The last step before the commit: opens the accounts, ends holds, posts, places holds, all locked in key order. */
export async function writeBooks(ctx: Context): Promise<void> {
  const collected = takeCollected(ctx);
  if (!collected) return;
  const { communityId } = ctx;
  if (!communityId) throw new Error("the books belong to a community, and this unit of work is in none");
  try {
    await writeAll({ ...ctx, communityId }, collected);
  } catch (error) {
    throw whatItMeans(error);
  }
}

async function writeAll(ctx: CommunityContext, collected: Collected): Promise<void> {
  const { communityId, now } = ctx;
  const ask = askOf(ctx);
  const ids = await openAccounts(ctx, refsOf(collected));
  const holds = await accountsOfHolds(ctx, collected.ended);
  const all = new Set([...ids.values(), ...holds.values(), ...knownIn(collected)]);
  const accounts = [...all].map((accountId) => ({ communityId, accountId }));
  const locked = await lockAccounts(ask, accounts, now);
  for (const end of collected.ended) await endHold(ctx, end, holds.has(end.holdId));
  // What ending the holds has changed is read again.
  const books = collected.ended.length > 0 ? await lockAccounts(ask, accounts, now) : locked;
  const transactions = collected.transactions.map((draft) =>
    "posting" in draft ? draft : { posting: postingOf(ctx, draft, ids) },
  );
  if (transactions.length > 0) await writePostings(ctx, ask, books, transactions);
  for (const hold of collected.placed) {
    await writeHold(ctx, books, hold, "id" in hold.account ? hold.account.id : idOf(ids, hold.account));
  }
}

/** All of a command's transactions stand or fall together. */
async function writePostings(
  ctx: CommunityContext,
  ask: Ask,
  books: LockedBooks,
  transactions: readonly KnownTransaction[],
): Promise<void> {
  const { communityId, now } = ctx;
  const postings = transactions.map(({ posting }) => posting);
  const references = postings.flatMap(({ reference }) => (reference === null ? [] : [{ communityId, reference }]));
  const precedents = await findPrecedents(ask, [communityId], references);
  const [decisions = []] = decide({ accounts: books.accounts, ...precedents }, [postings]);
  const accepted = decisions.flatMap((decision) => ("accepted" in decision ? [decision.accepted] : []));
  for (const [index, decision] of decisions.entries()) {
    if ("refused" in decision && decision.refused.code !== "linked_refused")
      throw refusalOf(decision.refused, transactions[index]?.pointsAt);
  }
  await ask(writeStatement({ books, accepted, batches: [{ communityId, id: ctx.newId() }], at: now }));
}

function refsOf(collected: Collected): AccountRef[] {
  const lines = collected.transactions.flatMap((draft) => ("posting" in draft ? [] : draft.lines));
  const held = collected.placed.flatMap(({ account }) => ("id" in account ? [] : [account]));
  const all = [...lines.map(({ account }) => account), ...held];
  return [...new Map(all.map((account) => [codeKey(account), account])).values()];
}

/** The accounts that are named by their ids. */
function knownIn(collected: Collected): string[] {
  const lines = collected.transactions.flatMap((draft) => ("posting" in draft ? draft.posting.lines : []));
  const held = collected.placed.flatMap(({ account }) => ("id" in account ? [account.id] : []));
  return [...lines.map(({ accountId }) => accountId), ...held];
}

function idOf(ids: ReadonlyMap<string, string>, account: AccountRef): string {
  const id = ids.get(codeKey(account));
  if (!id) throw new Error(`account ${account.code} was not opened`);
  return id;
}

/** The accounts of those holds that are still held, by hold. */
async function accountsOfHolds(ctx: CommunityContext, ended: readonly HoldEnd[]): Promise<Map<string, string>> {
  if (ended.length === 0) return new Map();
  const rows = await ctx.tx
    .selectFrom("ledger.hold")
    .select(["id", "account_id"])
    .where("community_id", "=", ctx.communityId)
    .where(
      "id",
      "in",
      ended.map(({ holdId }) => holdId),
    )
    .where("status", "=", "held")
    .execute();
  return new Map(rows.map((row) => [row.id, row.account_id]));
}

/** Ends the hold or takes its part. A release of what has ended is harmless; a capture is not. */
async function endHold(ctx: CommunityContext, end: HoldEnd, isHeld: boolean): Promise<void> {
  const freed = isHeld ? await askToEnd(ctx, end) : null;
  if (freed === null && end.as === "captured") throw refuse("hold_ended", { status: 409 });
}

async function askToEnd(ctx: CommunityContext, end: HoldEnd): Promise<bigint | null> {
  const hold = sql`${ctx.communityId}::uuid, ${end.holdId}::uuid`;
  const call =
    end.as === "released"
      ? sql<{ freed: bigint | null }>`select ledger.release_hold(${hold}) as freed`
      : sql<{
          freed: bigint | null;
        }>`select ledger.capture_hold(${hold}, ${end.amount}::bigint, ${end.isLast}) as freed`;
  return (await call.execute(ctx.tx)).rows[0]?.freed ?? null;
}

async function writeHold(ctx: CommunityContext, books: LockedBooks, hold: HoldDraft, accountId: string): Promise<void> {
  const { source } = hold;
  const { actor } = ctx;
  if (books.accounts.get(accountId)?.closed) throw refuse("account_not_open", { status: 409 });
  await sql`
    select ledger.place_hold(${ctx.communityId}::uuid, ${hold.holdId}::uuid, ${accountId}::uuid, ${hold.amount}::bigint,
                             ${source?.kind ?? null}, ${source?.id ?? null}::uuid, ${hold.expiresAt ?? null}::timestamptz,
                             ${hold.description ?? null}, ${actor.kind === "user" ? actor.userId : null}::uuid)`.execute(
    ctx.tx,
  );
}

function postingOf(ctx: CommunityContext, draft: TransactionDraft, ids: ReadonlyMap<string, string>): Posting {
  return {
    communityId: ctx.communityId,
    id: ctx.newId(),
    kind: draft.kind,
    reference: draft.reference,
    source: draft.source,
    effectiveDate: draft.effectiveDate ?? ctx.now.toISOString().slice(0, 10),
    actorId: ctx.actor.kind === "user" ? ctx.actor.userId : null,
    description: draft.description ?? null,
    metadata: { ...draft.metadata, requestId: ctx.requestId },
    reverses: null,
    lines: draft.lines.map(({ account, side, amount, label }) => ({
      accountId: idOf(ids, account),
      side,
      amount,
      currency: account.currency,
      label,
    })),
  };
}

/** What the database refused because of the caller's money becomes a business answer; all else stays a fault. */
function whatItMeans(error: unknown): unknown {
  const constraint = constraintOf(error);
  if (constraint === "balance_floor") return refuse("insufficient_funds", { status: 409 });
  if (constraint === "balance_bounds") return refuse("balance_out_of_range", { status: 422 });
  if (constraint?.endsWith("reference_pkey")) return refuse("already_posted", { status: 409 });
  const code = codeOf(error);
  if (code === "CP006") return refuse("period_closed", { status: 409 });
  if (code === "CP008") return refuse("more_than_held", { status: 409 });
  return error;
}
