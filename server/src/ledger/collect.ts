import type { Context } from "../platform/context.ts";
import type { HoldDraft, TransactionDraft } from "./posting.ts";

/** What a command wants written in the books, in the order in which it said so. */
export interface Collected {
  transactions: TransactionDraft[];
  placed: HoldDraft[];
  ended: { holdId: string; status: "captured" | "released" }[];
}

const collections = new WeakMap<Context, Collected>();

export function collectedBy(ctx: Context): Collected {
  const known = collections.get(ctx);
  if (known) return known;
  const fresh: Collected = { transactions: [], placed: [], ended: [] };
  collections.set(ctx, fresh);
  return fresh;
}

/** Takes the collection away, so that it is written once. */
export function takeCollected(ctx: Context): Collected | null {
  const known = collections.get(ctx);
  collections.delete(ctx);
  return known ?? null;
}

/** Adds a balanced transaction to the books. Collected now, written as the last step before the commit. */
export function post(ctx: Context, draft: TransactionDraft): void {
  requireBalanced(draft);
  collectedBy(ctx).transactions.push(draft);
}

/** Reserves an account's available balance. Refused (`insufficient_funds`) when the floor would be broken. */
export function placeHold(ctx: Context, hold: HoldDraft): void {
  if (hold.amount <= 0n) throw new RangeError("a hold needs a positive amount");
  collectedBy(ctx).placed.push(hold);
}

/** Ends the hold and posts what it was for. */
export function captureHold(ctx: Context, capture: { holdId: string; transaction: TransactionDraft }): void {
  collectedBy(ctx).ended.push({ holdId: capture.holdId, status: "captured" });
  post(ctx, capture.transaction);
}

/** Gives the reserved amount back to what is available. Releasing twice is harmless. */
export function releaseHold(ctx: Context, holdId: string): void {
  collectedBy(ctx).ended.push({ holdId, status: "released" });
}

/** A draft that does not balance is our fault, not the caller's: it throws before anything is written. */
export function requireBalanced(draft: TransactionDraft): void {
  if (draft.lines.length < 2) throw new RangeError(`${draft.kind}: a transaction needs two lines`);
  const sums = new Map<string, bigint>();
  for (const { account, side, amount } of draft.lines) {
    if (amount <= 0n) throw new RangeError(`${draft.kind}: a line needs a positive amount`);
    sums.set(account.currency, (sums.get(account.currency) ?? 0n) + (side === "debit" ? amount : -amount));
  }
  for (const [currency, sum] of sums) {
    if (sum !== 0n) throw new RangeError(`${draft.kind}: debits and credits differ by ${sum} ${currency}`);
  }
}

/**
 * What a command posts is written at its end, so a balance that it reads after posting to the account would be the old
 * one: the command is wrong, and is told so.
 */
export function requireUnposted(ctx: Context, codes: readonly string[]): void {
  const lines = collections.get(ctx)?.transactions.flatMap((draft) => draft.lines) ?? [];
  const posted = lines.find(({ account }) => codes.includes(account.code));
  if (posted) throw new Error(`the balance of ${posted.account.code} is read after the command posted to it`);
}
