import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { currencies, exponentOf } from "../../platform/money.ts";
import { exchange } from "./exchange.ts";
import { exchangeLines } from "./exchange-lines.ts";
import { type Fraction, reduced, roundHalfEven } from "./fraction.ts";
import { revalue } from "./revalue.ts";

const amount = fc.bigInt({ min: -10_000_000_000_000n, max: 10_000_000_000_000n });
const part = fc.bigInt({ min: 1n, max: 2n ** 53n - 1n });
const rate = fc.record({ numerator: part, denominator: part });
const exponents = fc.record({ from: fc.integer({ min: 0, max: 4 }), to: fc.integer({ min: 0, max: 4 }) });

const rateOf = (numerator: bigint, denominator: bigint): Fraction => ({ numerator, denominator });
const size = (n: bigint) => (n < 0n ? -n : n);

describe("exchanging an amount", () => {
  it("makes minor units of one currency minor units of another, whatever their exponents", () => {
    const kesToJpy = exchange(150_000n, rateOf(115n, 100n), { from: exponentOf("KES"), to: exponentOf("JPY") });
    expect(kesToJpy).toEqual({ amount: 1_725n, rounding: rateOf(0n, 1n) });
    const jpyToKwd = exchange(10_000n, rateOf(2n, 1_000n), { from: exponentOf("JPY"), to: exponentOf("KWD") });
    expect(jpyToKwd.amount).toBe(20_000n);
    const kwdToKes = exchange(1_000n, rateOf(42_137n, 100n), { from: exponentOf("KWD"), to: exponentOf("KES") });
    expect(kwdToKes.amount).toBe(42_137n);
  });

  it("adds or takes away half a minor unit at the most, and says exactly how much", () => {
    fc.assert(
      fc.property(amount, rate, exponents, (from, at, exponent) => {
        const { amount: to, rounding } = exchange(from, at, exponent);
        // to − rounding is the exact amount: (to·d − n) / d = from·rate, in minor units.
        const exact = (to * rounding.denominator - rounding.numerator) * at.denominator * 10n ** BigInt(exponent.from);
        expect(exact).toBe(from * at.numerator * 10n ** BigInt(exponent.to) * rounding.denominator);
        expect(2n * size(rounding.numerator) <= rounding.denominator).toBe(true);
      }),
    );
  });

  it("rounds of two equally near amounts to the even one, so that neither side wins over time", () => {
    const half = rateOf(1n, 2n);
    const same = { from: 2, to: 2 };
    expect([1n, 3n, 5n, 7n, -1n, -3n].map((each) => exchange(each, half, same).amount)).toEqual([
      0n,
      2n,
      2n,
      4n,
      0n,
      -2n,
    ]);
    const sum = Array.from({ length: 1_000 }, (_, i) => exchange(BigInt(2 * i + 1), half, same).rounding);
    const total = sum.reduce((all, { numerator, denominator }) => all + (numerator * 2n) / denominator, 0n);
    expect(total).toBe(0n);
  });

  it("is off by one minor unit at the most when it is done in two parts", () => {
    fc.assert(
      fc.property(amount, amount, rate, exponents, (a, b, at, exponent) => {
        const parts = exchange(a, at, exponent).amount + exchange(b, at, exponent).amount;
        expect(size(parts - exchange(a + b, at, exponent).amount) <= 1n).toBe(true);
      }),
    );
  });

  it("comes back by the inverse rate as near as the coarser of both currencies allows", () => {
    fc.assert(
      fc.property(amount, rate, exponents, (from, at, exponent) => {
        const to = exchange(from, at, exponent).amount;
        const inverse = rateOf(at.denominator, at.numerator);
        const back = exchange(to, inverse, { from: exponent.to, to: exponent.from }).amount;
        // Half a unit of the other currency, at the inverse rate, and half a unit of our own.
        const numerator = at.denominator * 10n ** BigInt(exponent.from);
        const denominator = at.numerator * 10n ** BigInt(exponent.to);
        expect(2n * size(back - from) * denominator <= numerator + denominator).toBe(true);
      }),
    );
  });

  it("gives nothing for nothing, and for the opposite the opposite", () => {
    fc.assert(
      fc.property(amount, rate, exponents, (from, at, exponent) => {
        expect(exchange(0n, at, exponent).amount).toBe(0n);
        expect(exchange(-from, at, exponent).amount).toBe(-exchange(from, at, exponent).amount);
      }),
    );
  });
});

describe("fractions", () => {
  it("are the same number in lowest terms", () => {
    expect(reduced(rateOf(-6n, 4n))).toEqual(rateOf(-3n, 2n));
    expect(reduced(rateOf(0n, 7n))).toEqual(rateOf(0n, 1n));
  });

  it("round to the nearest", () => {
    expect([7n, 8n, 9n, -7n].map((n) => roundHalfEven(rateOf(n, 4n)))).toEqual([2n, 2n, 2n, -2n]);
  });
});

describe("the lines of an exchange", () => {
  const side = fc.constantFrom("debit" as const, "credit" as const);
  const positive = fc.bigInt({ min: 1n, max: 10_000_000_000_000n });

  it("balance in each currency by itself, with and without a difference", () => {
    fc.assert(
      fc.property(side, positive, positive, positive, (normalSide, gives, atRate, takes) => {
        const lines = exchangeLines({
          from: { id: "a", currency: "KES", normalSide, amount: gives },
          to: { id: "b", currency: "USD", amount: takes },
          atRate,
        });
        const sums = new Map<string, bigint>();
        for (const line of lines) {
          const signed = line.side === "debit" ? line.amount : -line.amount;
          sums.set(line.account.currency, (sums.get(line.account.currency) ?? 0n) + signed);
        }
        expect([...sums.values()]).toEqual([0n, 0n]);
        expect(lines.length).toBe(takes === atRate ? 4 : 5);
        expect(lines.every((line) => line.amount > 0n)).toBe(true);
      }),
    );
  });

  it("take from a wallet what they give to another, and the same of bank accounts", () => {
    const sidesOf = (normalSide: "debit" | "credit") =>
      exchangeLines({
        from: { id: "a", currency: "KES", normalSide, amount: 1n },
        to: { id: "b", currency: "USD", amount: 1n },
        atRate: 1n,
      }).map((line) => line.side);
    expect(sidesOf("credit")).toEqual(["debit", "credit", "debit", "credit"]);
    expect(sidesOf("debit")).toEqual(["credit", "debit", "credit", "debit"]);
  });
});

describe("revaluing positions", () => {
  const kes = { currency: "KES", exponent: 2 };

  it("finds no gain in an exchange at its own rate", () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 1n, max: 10_000_000_000n }), rate, (dollars, at) => {
        const { amount: shillings } = exchange(dollars, at, { from: 2, to: 2 });
        const positions = [
          { currency: "KES", amount: -shillings },
          { currency: "USD", amount: dollars },
        ];
        expect(revalue(positions, kes, new Map([["USD", at]]), exponentOf).gain).toBe(0n);
      }),
    );
  });

  it("finds the gain and the loss at another one", () => {
    const positions = [
      { currency: "KES", amount: -1_293_500n },
      { currency: "USD", amount: 10_000n },
    ];
    const gainAt = (shillings: bigint) =>
      revalue(positions, kes, new Map([["USD", rateOf(shillings, 1n)]]), exponentOf).gain;
    expect([gainAt(130n), gainAt(129n)]).toEqual([6_500n, -3_500n]);
  });

  it("names the currencies whose rate is missing", () => {
    const positions = [{ currency: "JPY", amount: 1n }];
    expect(revalue(positions, kes, new Map(), exponentOf).missing).toEqual(["JPY"]);
  });
});

describe("the table of currencies", () => {
  it("has all of ISO 4217 that have minor units, each once", () => {
    expect(currencies().length).toBe(165);
    const by = Map.groupBy(currencies(), exponentOf);
    expect([by.get(0)?.length, by.get(2)?.length, by.get(3)?.length, by.get(4)?.length]).toEqual([17, 139, 7, 2]);
  });
});
