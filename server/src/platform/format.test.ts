import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { formatBasisPoints, formatDate, formatInstant, formatList, formatMoney, toDecimal } from "./format.ts";

const plain = (text: string) => text.replace(/[\u200e\u200f\u2066-\u2069]/g, "").replace(/[\u00a0\u202f]/g, " ");

describe("money", () => {
  test("keeps every digit at any size", () => {
    expect(plain(formatMoney({ amount: 9_007_199_254_740_991n, currency: "USD" }, "en"))).toBe(
      "US$90,071,992,547,409.91",
    );
    expect(plain(formatMoney({ amount: -5n, currency: "KES" }, "en"))).toBe("-KES 0.05");
  });

  test("is written as each language writes it, with the currency", () => {
    const amount = { amount: 150_000n, currency: "KES" };
    expect(plain(formatMoney(amount, "en"))).toBe("KES 1,500.00");
    expect(plain(formatMoney(amount, "sw"))).toBe("Ksh 1,500.00");
    expect(plain(formatMoney(amount, "id"))).toBe("KES 1.500,00");
    expect(plain(formatMoney(amount, "he"))).toBe("1,500.00 KES");
  });

  test("in Hebrew stands isolated from the sentence around it", () => {
    expect(formatMoney({ amount: 1n, currency: "ILS" }, "he")).toMatch(/^\u2068.*\u2069$/u);
  });

  test("decimals are the books' own: rupiah are whole when they are whole, dinars have three, yen none", () => {
    expect(plain(formatMoney({ amount: 15_000_000n, currency: "IDR" }, "id"))).toBe("Rp 150.000");
    expect(plain(formatMoney({ amount: 15_000_050n, currency: "IDR" }, "id"))).toBe("Rp 150.000,50");
    expect(plain(formatMoney({ amount: 1_234n, currency: "KWD" }, "en"))).toBe("KWD 1.234");
    expect(plain(formatMoney({ amount: 1_234n, currency: "JPY" }, "en"))).toBe("JP¥1,234");
  });

  test("the decimal text is the amount, for all amounts", () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: -(2n ** 53n), max: 2n ** 53n }),
        fc.integer({ min: 0, max: 3 }),
        (amount, exponent) => {
          const [whole = "", part = ""] = toDecimal(amount, exponent).split(".");
          expect(BigInt(whole + part)).toBe(amount);
          expect(part.length).toBe(exponent);
        },
      ),
    );
  });
});

test("a day on the calendar moves with no time zone, an instant is told in its zone", () => {
  expect(formatDate("2026-03-01", "en", "Pacific/Kiritimati")).toBe("1 March 2026");
  expect(formatDate(new Date("2026-03-01T22:00:00Z"), "sw", "Africa/Nairobi")).toBe("2 Machi 2026");
  expect(plain(formatInstant(new Date("2026-03-01T22:00:00Z"), "en", "Africa/Nairobi"))).toContain("2 March 2026");
  expect(plain(formatInstant(new Date("2026-03-01T22:00:00Z"), "en", "Africa/Nairobi"))).toContain("01:00");
});

test("parts of a hundred and lists", () => {
  expect(plain(formatBasisPoints(250, "id"))).toBe("2,5%");
  expect(formatList(["a", "b", "c"], "sw")).toBe("a, b na c");
});
