import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { basisPoints, currencies, exponentOf, isCurrency, splitByWeights } from "./money.ts";

const amount = fc.bigInt({ min: 0n, max: 10_000_000_000_000n });
const weights = fc.array(fc.bigInt({ min: 0n, max: 1_000_000_000n }), { minLength: 1, maxLength: 50 });

describe("splitByWeights", () => {
  it("gives shares that sum to the total, none of them off by a whole unit", () => {
    fc.assert(
      fc.property(amount, weights, (total, given) => {
        const shares = splitByWeights(total, given);
        expect(shares.reduce((a, b) => a + b, 0n)).toBe(total);
        const sum = given.reduce((a, b) => a + b, 0n);
        if (sum === 0n) return;
        for (const [index, share] of shares.entries()) {
          const difference = share * sum - total * (given[index] ?? 0n);
          expect(difference < sum && difference > -sum).toBe(true);
        }
      }),
    );
  });

  it("never gives more to a lighter weight", () => {
    fc.assert(
      fc.property(amount, weights, (total, given) => {
        const shares = splitByWeights(total, given);
        for (const [a, weightA] of given.entries()) {
          for (const [b, weightB] of given.entries()) {
            if (weightA > weightB) expect((shares[a] ?? 0n) >= (shares[b] ?? 0n)).toBe(true);
          }
        }
      }),
      { numRuns: 30 },
    );
  });

  it("gives the remainder to the largest fractions, the earlier one in a tie", () => {
    expect(splitByWeights(100n, [1n, 1n, 1n])).toEqual([34n, 33n, 33n]);
    expect(splitByWeights(10n, [1n, 2n, 4n])).toEqual([1n, 3n, 6n]);
    expect(splitByWeights(5n, [0n, 0n])).toEqual([3n, 2n]);
  });

  it("refuses negative numbers and nobody", () => {
    expect(() => splitByWeights(-1n, [1n])).toThrow(RangeError);
    expect(() => splitByWeights(1n, [-1n])).toThrow(RangeError);
    expect(() => splitByWeights(1n, [])).toThrow(RangeError);
    expect(splitByWeights(0n, [])).toEqual([]);
  });
});

describe("currencies", () => {
  it("take their exponents from our own table", () => {
    expect([exponentOf("IDR"), exponentOf("JPY"), exponentOf("TND"), exponentOf("KES")]).toEqual([2, 0, 3, 2]);
    expect(currencies()).toContain("ILS");
    expect(isCurrency("XXX") || isCurrency("constructor")).toBe(false);
    expect(() => exponentOf("XXX")).toThrow(RangeError);
  });

  it("round basis points half up", () => {
    expect(basisPoints(250n, 200n)).toBe(5n);
    expect(basisPoints(125n, 200n)).toBe(3n);
    expect(basisPoints(124n, 200n)).toBe(2n);
  });
});
