import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { field, instantOf, parseExact, textOf, wholeOf } from "./exact-json.ts";

describe("parseExact", () => {
  it("keeps ids beyond 2^53", () => {
    expect(textOf(field(parseExact('{"id":90071992547409931}'), "id"))).toBe("90071992547409931");
  });
  it("keeps the written form of an amount", () => {
    expect(field(parseExact('{"amount": 150000.00}'), "amount")).toBe("150000.00");
  });
  it("throws for what is not JSON", () => {
    expect(() => parseExact("<html>")).toThrow(SyntaxError);
  });
  it("does not reach for inherited names", () => {
    expect(field(parseExact("{}"), "constructor")).toBeNull();
  });
});

describe("wholeOf", () => {
  it.each([
    ["150000", 150000n],
    ["150000.00", 150000n],
    ["0", 0n],
    ["900719925474099312", 900719925474099312n],
  ])("reads %s", (text, amount) => {
    expect(wholeOf(text)).toBe(amount);
  });
  it.each(["1.5", "-1", "1e5", "", " 1", "0x10", "1,000", "١"])("refuses %j", (text) => {
    expect(wholeOf(text)).toBeNull();
  });
  it.each([null, true, [], {}])("refuses %j", (value) => {
    expect(wholeOf(value)).toBeNull();
  });
  it("agrees with any whole number, as number and as text", () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 10n ** 17n }), (amount) => {
        expect(wholeOf(field(parseExact(`{"a":${amount}}`), "a"))).toBe(amount);
        expect(wholeOf(field(parseExact(`{"a":"${amount}"}`), "a"))).toBe(amount);
        expect(wholeOf(field(parseExact(`{"a":${amount}.00}`), "a"))).toBe(amount);
      }),
    );
  });
});

describe("instantOf", () => {
  it("reads UTC and offsets, and refuses a time without a zone", () => {
    expect(instantOf("2026-03-02T08:15:07.000Z")?.toISOString()).toBe("2026-03-02T08:15:07.000Z");
    expect(instantOf("2026-03-02T11:15:07+03:00")?.toISOString()).toBe("2026-03-02T08:15:07.000Z");
    expect(instantOf("2026-03-02T08:15:07")).toBeNull();
    expect(instantOf("2026-99-02T08:15:07Z")).toBeNull();
  });
});
