import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { feeLines, feeRuleOf, feesToJson } from "./fee-schedule.ts";
import { estimateFee, requireBaseUrl, requireCurrencies, requireKey } from "./provider.ts";

describe("estimateFee", () => {
  it.each([
    [250_000n, { bps: 290n, fixed: 0n, fixedFrom: null, cap: null }, 7_250n],
    [250_000n, { bps: 150n, fixed: 10_000n, fixedFrom: null, cap: 12_000n }, 12_000n],
    [249_999n, { bps: 150n, fixed: 10_000n, fixedFrom: 250_000n, cap: null }, 3_750n],
    [250_000n, { bps: 150n, fixed: 10_000n, fixedFrom: 250_000n, cap: null }, 13_750n],
    [1n, { bps: 150n, fixed: 0n, fixedFrom: null, cap: null }, 0n],
    [34n, { bps: 150n, fixed: 0n, fixedFrom: null, cap: null }, 1n],
  ])("of %s by %o is %s", (amount, rule, fee) => {
    expect(estimateFee(rule, amount)).toBe(fee);
  });
  it("is never negative, never above its cap, and grows with the amount", () => {
    const natural = fc.bigInt({ min: 0n, max: 10n ** 13n });
    fc.assert(
      fc.property(
        natural,
        natural,
        fc.bigInt({ min: 0n, max: 2_000n }),
        natural,
        fc.option(natural),
        fc.option(natural),
        (a, b, bps, fixed, fixedFrom, cap) => {
          const rule = { bps, fixed, fixedFrom, cap };
          const [less, more] = a < b ? [a, b] : [b, a];
          expect(estimateFee(rule, less)).toBeLessThanOrEqual(estimateFee(rule, more));
          expect(estimateFee(rule, less)).toBeGreaterThanOrEqual(0n);
          if (cap !== null) expect(estimateFee(rule, more)).toBeLessThanOrEqual(cap);
        },
      ),
    );
  });
});

describe("a fee schedule", () => {
  const paystack = { kind: "paystack" as const, currencies: ["NGN", "KES"] };
  it("says what such a provider usually takes, until somebody states another price", () => {
    const naira = { currency: "NGN", bps: 150, fixed: 10_000, fixedFrom: 250_000, cap: 200_000 };
    const usual = { currency: "KES", bps: 290, fixed: 0, fixedFrom: null, cap: null };
    const agreed = { currency: "KES", bps: 150, fixed: 0, fixedFrom: null, cap: null };
    expect(feeLines({ ...paystack, fees: {} })).toEqual([usual, naira]);
    const stored: unknown = JSON.parse(feesToJson([agreed]));
    expect(feeLines({ ...paystack, fees: stored })).toEqual([agreed, naira]);
    expect(feeRuleOf({ kind: "paystack", fees: stored }, "NGN")).toEqual({
      bps: 150n,
      fixed: 10_000n,
      fixedFrom: 250_000n,
      cap: 200_000n,
    });
  });
  it("that is free of charge stays so: nothing is a price too", () => {
    const free = { currency: "KES", bps: 0, fixed: 0, fixedFrom: null, cap: null };
    expect(feeRuleOf({ kind: "paystack", fees: JSON.parse(feesToJson([free])) }, "KES").bps).toBe(0n);
  });
});

describe("a provider's settings", () => {
  it("a key of another provider is refused", () => {
    expect(() => requireKey("paystack", "sk_sandbox_abcdef")).toThrow("invalid_secret_key");
  });
  it("a live key meets its provider's host alone", () => {
    expect(requireBaseUrl("paystack", "live", undefined)).toBe("https://api.paystack.co");
    expect(() => requireBaseUrl("paystack", "live", "http://127.0.0.1:4010")).toThrow("live_key_foreign_host");
    expect(requireBaseUrl("paystack", "test", "http://127.0.0.1:4010/")).toBe("http://127.0.0.1:4010");
  });
  it.each(["", "ftp://a.example", "http://u:p@a.example", "http://a.example/?q", "nonsense"])(
    "the address %j is refused",
    (url) => {
      expect(() => requireBaseUrl("sandbox", "test", url)).toThrow("invalid_base_url");
    },
  );
  it("unknown, unsettled and repeated currencies are refused", () => {
    expect(() => requireCurrencies("sandbox", ["KES", "QQQ"])).toThrow("currency_not_supported");
    expect(() => requireCurrencies("paystack", ["EUR"])).toThrow("currency_not_supported");
    expect(() => requireCurrencies("paystack", ["KES", "KES"])).toThrow("currency_not_supported");
    requireCurrencies("sandbox", ["EUR", "KES"]);
  });
});
