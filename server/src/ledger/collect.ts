import type { Context } from "../platform/context.ts";
import type { Posting } from "./decide.ts";
import type { HoldDraft, TransactionDraft } from "./posting.ts";
import { imbalances } from "./whole.ts";

/** What a command wants written in the books, in the order in which it said so. */
export interface Collected {
  transactions: (TransactionDraft | KnownTransaction)[];
  placed: HoldDraft[];
  ended: HoldEnd[];
}

/** A transaction whose accounts are known by id: what came through the API. */
export interface KnownTransaction {
  posting: Posting;
  /** Where in the body a line stands, for the refusal that blames it. */
  pointsAt?: (line: number) => string;
}

/** What becomes of a hold. `amount` null: all that is left of it. */
export type HoldEnd =
  | { holdId: string; as: "captured"; amount: bigint | null; isLast: boolean }
  | { holdId: string; as: "released" };

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
export function post(ctx: Context, draft: TransactionDraft | KnownTransaction): void {
  if (!("posting" in draft)) requireBalanced(draft);
  collectedBy(ctx).transactions.push(draft);
}

/** Reserves an account's available balance. Refused (`insufficient_funds`) when the floor would be broken. */
export function placeHold(ctx: Context, hold: HoldDraft): void {
  if (hold.amount <= 0n) throw new RangeError("a hold needs a positive amount");
  collectedBy(ctx).placed.push(hold);
}

export interface Capture {
  holdId: string;
  transaction: TransactionDraft | KnownTransaction;
  /** Default: all that is left of the hold. */
  amount?: bigint;
  /** Whether the hold goes on with what is left of it, for another capture. Default: it ends. */
  keepsRest?: boolean;
}

/** Takes a part or all of the hold, and posts what it was for. */
export function captureHold(ctx: Context, { holdId, transaction, amount, keepsRest }: Capture): void {
  collectedBy(ctx).ended.push({ holdId, as: "captured", amount: amount ?? null, isLast: !keepsRest });
  post(ctx, transaction);
}

/** Gives what is left of the hold back to what is available. Releasing twice is harmless. */
export function releaseHold(ctx: Context, holdId: string): void {
  collectedBy(ctx).ended.push({ holdId, as: "released" });
}

/** A draft that does not balance is our fault, not the caller's: it throws before anything is written. */
export function requireBalanced(draft: TransactionDraft): void {
  if (draft.lines.length < 2) throw new RangeError(`${draft.kind}: a transaction needs two lines`);
  if (draft.lines.some(({ amount }) => amount <= 0n))
    throw new RangeError(`${draft.kind}: a line needs a positive amount`);
  const lines = draft.lines.map(({ account, side, amount }) => ({ side, amount, currency: account.currency }));
  for (const [currency, sum] of imbalances(lines)) {
    throw new RangeError(`${draft.kind}: debits and credits differ by ${sum} ${currency}`);
  }
}

/**
 * What a command posts is written at its end, so a balance that it reads after posting to the account would be the old
 * one: the command is wrong, and is told so.
 */
export function requireUnposted(ctx: Context, codes: readonly string[]): void {
  const drafts = collections.get(ctx)?.transactions ?? [];
  const lines = drafts.flatMap((draft) => ("posting" in draft ? [] : draft.lines));
  const posted = lines.find(({ account }) => codes.includes(account.code));
  if (posted) throw new Error(`the balance of ${posted.account.code} is read after the command posted to it`);
}
