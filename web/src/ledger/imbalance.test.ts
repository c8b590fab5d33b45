import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { LedgerTransaction } from "../lib/wire.ts";
import { balancesOf, isEven, type TypedLine } from "./imbalance.ts";
import { entriesLeft } from "./reversal-parts.ts";

const line = (entryType: "DEBIT" | "CREDIT", amount: number | null, currency = "KES"): TypedLine => ({
  entryType,
  amount,
  currency,
});

describe("what is typed", () => {
  it("balances currency by currency", () => {
    expect(isEven([line("DEBIT", 500), line("CREDIT", 200), line("CREDIT", 300)])).toBe(true);
    expect(isEven([line("DEBIT", 500, "KES"), line("CREDIT", 500, "USD")])).toBe(false);
    expect(balancesOf([line("DEBIT", 5, "USD"), line("CREDIT", 7, "KES"), line("DEBIT", 2, "KES")])).toEqual([
      { currency: "USD", debit: 5n, credit: 0n },
      { currency: "KES", debit: 2n, credit: 7n },
    ]);
  });

  it("is not whole while a line has no amount", () => {
    expect(isEven([line("DEBIT", 500), line("CREDIT", 500), line("DEBIT", null)])).toBe(false);
    expect(isEven([line("DEBIT", null), line("CREDIT", null)])).toBe(false);
  });

  it("is added up to the last unit, however large", () => {
    const amounts = fc.array(fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }), { minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(amounts, (list) => {
        const lines = list.flatMap((amount) => [line("DEBIT", amount), line("CREDIT", amount)]);
        const sum = list.reduce((total, amount) => total + BigInt(amount), 0n);
        expect(balancesOf(lines)).toEqual([{ currency: "KES", debit: sum, credit: sum }]);
        expect(isEven(lines)).toBe(true);
        expect(isEven(lines.slice(1))).toBe(false);
      }),
    );
  });
});

describe("what is left of a transaction", () => {
  const posted = (more: Partial<LedgerTransaction>) =>
    ({
      sourceKind: null,
      reverses: null,
      reversedAmounts: [],
      entries: [
        { id: "a-1", amount: 500 },
        { id: "b-1", amount: 500 },
      ],
      ...more,
    }) as LedgerTransaction;

  it("is what was not taken back before", () => {
    const reversedAmounts = [
      { entryId: "a-1", amount: 200 },
      { entryId: "b-1", amount: 200 },
    ];
    expect(entriesLeft(posted({ reversedAmounts })).map(({ left }) => left)).toEqual([300, 300]);
    const all = reversedAmounts.map(({ entryId }) => ({ entryId, amount: 500 }));
    expect(entriesLeft(posted({ reversedAmounts: all }))).toEqual([]);
  });

  it("is nothing of a product's transaction, and of what itself takes back", () => {
    expect(entriesLeft(posted({ sourceKind: "gift" }))).toEqual([]);
    expect(entriesLeft(posted({ reverses: "x" }))).toEqual([]);
  });
});
