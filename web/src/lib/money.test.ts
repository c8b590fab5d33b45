import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { MAX_POSTING, parseAmount, toDecimal } from "./money.ts";

const amountOf = (text: string, currency = "KES", separator: "." | "," = ".") => {
  const parsed = parseAmount(text, currency, separator);
  return "amount" in parsed ? parsed.amount : parsed.fault;
};

describe("reading a typed amount", () => {
  it.each([
    ["1500", 150_000n],
    ["1,500", 150_000n],
    ["1,500.50", 150_050n],
    ["1.500,50", 150_050n],
    ["1 500", 150_000n],
    ["1,50", 150n],
    ["0.1", 10n],
    [".5", 50n],
    ["12.", 1200n],
    ["1,50,000", 15_000_000n],
    ["1'000", 100_000n],
    ["١٢٣", 12_300n],
    ["1.500", 150n],
  ])("reads %s", (text, amount) => {
    expect(amountOf(text)).toBe(amount);
  });

  it("reads the locale's own separator where two readings are possible", () => {
    expect(amountOf("1.500", "IDR", ",")).toBe(150_000n);
    expect(amountOf("1,500", "IDR", ",")).toBe(150n);
    expect(amountOf("150.000", "IDR", ",")).toBe(15_000_000n);
  });

  it.each([
    ["", "empty"],
    ["  ", "empty"],
    ["abc", "not_a_number"],
    ["-5", "not_a_number"],
    ["1e5", "not_a_number"],
    ["1.005", "too_many_decimals"],
    ["1.2.3", "not_a_number"],
    ["1,2,3", "not_a_number"],
    [".", "not_a_number"],
    ["99999999999999", "too_large"],
  ])("refuses %j", (text, fault) => {
    expect(amountOf(text)).toBe(fault);
  });

  it("knows currencies without decimals, and with three", () => {
    expect(amountOf("1500", "UGX")).toBe(1500n);
    expect(amountOf("15.5", "UGX")).toBe("too_many_decimals");
    expect(amountOf("1.5", "TND")).toBe(1500n);
  });

  it("reads back every amount that it writes, exactly", () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: 0n, max: MAX_POSTING }),
        fc.constantFrom("KES", "UGX", "TND", "IDR"),
        (amount, currency) => {
          const exponent = { KES: 2, UGX: 0, TND: 3, IDR: 2 }[currency] ?? 2;
          expect(amountOf(toDecimal(amount, exponent), currency)).toBe(amount);
        },
      ),
    );
  });
});
