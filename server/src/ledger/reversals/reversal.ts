import { refuse } from "../../platform/errors.ts";
import type { PostingLine } from "../decide.ts";
import { OTHER_SIDE } from "../posting.ts";
import { imbalances } from "../whole.ts";

/** An entry of the books with what of it was taken back before. */
export interface ReversibleEntry extends PostingLine {
  seq: bigint;
  reversed: bigint;
}

/** How much shall be taken back: all that is left, an amount of a transaction of two entries, or an amount of each entry. */
export interface ReversalAsk {
  amount?: bigint;
  entries?: readonly { id: string; amount: bigint }[];
}

/** What is taken back of one entry. */
export interface ReversalPart {
  entry: ReversibleEntry;
  amount: bigint;
}

/** The parts that a reversal takes back, balanced in each currency; refused where that is more than is left. */
export function partsOf(entries: readonly ReversibleEntry[], ask: ReversalAsk): ReversalPart[] {
  if (ask.amount !== undefined && ask.entries) throw refuse("reversal_part_unclear", { pointer: "#/amount" });
  if (ask.entries) return namedParts(entries, ask.entries);
  if (ask.amount !== undefined) return equalParts(entries, ask.amount);
  const parts = entries.map((entry) => ({ entry, amount: entry.amount - entry.reversed }));
  const left = parts.filter(({ amount }) => amount > 0n);
  if (left.length === 0) throw refuse("already_reversed", { status: 409 });
  return left;
}

/** The same accounts on the other side. */
export function mirrorLines(parts: readonly ReversalPart[]): PostingLine[] {
  return parts.map(({ entry: { accountId, side, currency, label }, amount }) => ({
    accountId,
    side: OTHER_SIDE[side],
    amount,
    currency,
    label,
  }));
}

/** Two entries have the same amount, so one figure says it; of more it would be a guess who bears how much. */
function equalParts(entries: readonly ReversibleEntry[], amount: bigint): ReversalPart[] {
  if (entries.length !== 2) throw refuse("reversal_part_unclear", { pointer: "#/amount" });
  return entries.map((entry) => partOf(entry, amount, "#/amount"));
}

function namedParts(
  entries: readonly ReversibleEntry[],
  asked: readonly { id: string; amount: bigint }[],
): ReversalPart[] {
  const byId = new Map(entries.map((entry) => [`${entry.accountId}-${entry.seq}`, entry]));
  const parts = asked.map(({ id, amount }, index) => {
    const entry = byId.get(id);
    // Named twice it is not there the second time.
    byId.delete(id);
    if (!entry) throw refuse("unknown_entry", { pointer: `#/entries/${index}/id` });
    return partOf(entry, amount, `#/entries/${index}/amount`);
  });
  for (const [currency] of imbalances(mirrorLines(parts)))
    throw refuse("unbalanced", { pointer: "#/entries", params: { currency } });
  return parts;
}

function partOf(entry: ReversibleEntry, amount: bigint, pointer: string): ReversalPart {
  if (amount > entry.amount - entry.reversed) throw refuse("already_reversed", { status: 409, pointer });
  return { entry, amount };
}
