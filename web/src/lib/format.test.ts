import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  decimalSeparator,
  formatBasisPoints,
  formatDate,
  formatMoney,
  formatPlainAmount,
  formatShare,
  moneyParts,
} from "./format.ts";
import { parseAmount } from "./money.ts";

const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, " ").replace(/[\u200e\u200f\u2066-\u2069]/g, "");

describe("amounts in the reader's way", () => {
  it("always names the currency", () => {
    for (const language of ["en", "sw", "id", "he"]) {
      for (const currency of ["KES", "NGN", "IDR", "ILS", "UGX", "USD"]) {
        const parts = moneyParts({ amount: 123_456, currency }, language);
        expect(parts.some((part) => part.kind === "currency" && part.text.trim() !== "")).toBe(true);
      }
    }
  });

  it("takes decimals from our own table", () => {
    expect(plain(formatMoney({ amount: 150_050, currency: "KES" }, "en"))).toBe("KES 1,500.50");
    expect(plain(formatMoney({ amount: 1500, currency: "UGX" }, "en"))).toBe("UGX 1,500");
    expect(plain(formatMoney({ amount: 150_050, currency: "IDR" }, "id"))).toBe("Rp 1.500,50");
    expect(plain(formatMoney({ amount: 150_000, currency: "IDR" }, "id"))).toBe("Rp 1.500");
  });

  it("is exact beyond what a float of the whole could hold", () => {
    expect(plain(formatMoney({ amount: 9_007_199_254_740_991, currency: "KES" }, "en"))).toBe(
      "KES 90,071,992,547,409.91",
    );
  });

  it("leaves decimals out only where asked and true", () => {
    expect(plain(formatMoney({ amount: 60_000_000, currency: "KES" }, "en", { short: true }))).toBe("KES 600,000");
    expect(plain(formatMoney({ amount: 60_000_001, currency: "KES" }, "en", { short: true }))).toBe("KES 600,000.01");
  });

  it("writes into a field what it can read again, in every language", () => {
    const languages = fc.constantFrom("en", "sw", "id", "he");
    fc.assert(
      fc.property(
        fc.bigInt({ min: 0n, max: 10_000_000_000_000n }),
        languages,
        fc.constantFrom("KES", "UGX", "TND"),
        (amount, language, currency) => {
          const text = formatPlainAmount(amount, currency, language);
          expect(parseAmount(text, currency, decimalSeparator(language))).toEqual({ amount });
        },
      ),
    );
  });
});

describe("other figures", () => {
  it("says shares without promising what is not yet true", () => {
    expect(formatShare(9_999, 10_000, "en")).toBe("99%");
    expect(formatShare(10_000, 10_000, "en")).toBe("100%");
    expect(formatShare(0, 0, "en")).toBe("0%");
    expect(formatBasisPoints(250, "en")).toBe("2.5%");
  });

  it("keeps a calendar day where it is", () => {
    expect(formatDate("2026-11-21", "en", "date", "Pacific/Honolulu")).toBe("21 November 2026");
  });
});
