import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Refusal } from "../../platform/errors.ts";
import { imbalances } from "../whole.ts";
import { mirrorLines, partsOf, type ReversalAsk, type ReversibleEntry } from "./reversal.ts";

function entry(accountId: string, side: "debit" | "credit", amount: bigint, reversed = 0n): ReversibleEntry {
  return { accountId, seq: 1n, side, amount, currency: "KES", label: "test", reversed };
}

const pair = (amount: bigint, reversed = 0n) => [
  entry("a", "debit", amount, reversed),
  entry("b", "credit", amount, reversed),
];
const triple = [entry("a", "debit", 100n), entry("b", "credit", 70n), entry("c", "credit", 30n)];

function refusalOf(entries: readonly ReversibleEntry[], ask: ReversalAsk): [string, string | undefined] | null {
  try {
    partsOf(entries, ask);
    return null;
  } catch (error) {
    if (error instanceof Refusal) return [error.code, error.pointer];
    throw error;
  }
}

describe("what a reversal takes back", () => {
  it("is all that is left, unless a part is named", () => {
    expect(partsOf(pair(100n, 40n), {}).map(({ amount }) => amount)).toEqual([60n, 60n]);
    expect(partsOf(triple, {}).map(({ amount }) => amount)).toEqual([100n, 70n, 30n]);
  });

  it("is the same on the other sides", () => {
    expect(mirrorLines(partsOf(triple, {})).map(({ accountId, side, amount }) => [accountId, side, amount])).toEqual([
      ["a", "credit", 100n],
      ["b", "debit", 70n],
      ["c", "debit", 30n],
    ]);
  });

  it("is balanced and never more than what is left, whatever was taken back before", () => {
    const amounts = fc.bigInt({ min: 1n, max: 10_000_000_000_000n });
    fc.assert(
      fc.property(amounts, amounts, amounts, (amount, before, part) => {
        const reversed = before % (amount + 1n);
        const refused = refusalOf(pair(amount, reversed), { amount: part });
        expect(refused).toEqual(part > amount - reversed ? ["already_reversed", "#/amount"] : null);
        if (reversed < amount) expect(imbalances(mirrorLines(partsOf(pair(amount, reversed), {}))).size).toBe(0);
      }),
    );
  });

  it("is refused when nothing is left", () => {
    expect(refusalOf(pair(5n, 5n), {})).toEqual(["already_reversed", undefined]);
  });

  it("is one amount only where two entries share it", () => {
    expect(refusalOf(triple, { amount: 1n })).toEqual(["reversal_part_unclear", "#/amount"]);
    expect(refusalOf(pair(5n), { amount: 1n, entries: [] })).toEqual(["reversal_part_unclear", "#/amount"]);
  });

  it("is named entry by entry, balanced, each once, each of this transaction", () => {
    const parts = [
      { id: "a-1", amount: 10n },
      { id: "c-1", amount: 10n },
    ];
    expect(mirrorLines(partsOf(triple, { entries: parts })).map(({ accountId }) => accountId)).toEqual(["a", "c"]);
    expect(refusalOf(triple, { entries: [...parts, { id: "b-1", amount: 1n }] })).toEqual(["unbalanced", "#/entries"]);
    expect(refusalOf(triple, { entries: [...parts, { id: "a-1", amount: 1n }] })).toEqual([
      "unknown_entry",
      "#/entries/2/id",
    ]);
    expect(refusalOf(triple, { entries: [{ id: "d-1", amount: 1n }] })).toEqual(["unknown_entry", "#/entries/0/id"]);
    expect(refusalOf(triple, { entries: [{ id: "c-1", amount: 31n }] })).toEqual([
      "already_reversed",
      "#/entries/0/amount",
    ]);
  });
});
