import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { toDecimal } from "../../platform/format.ts";
import { LOCALES } from "../../platform/i18n.ts";
import { formatAmountParts } from "../../platform/page-money.ts";
import { createReader } from "../../platform/page-reader.ts";
import { plainTokens } from "../../platform/page-style.ts";
import { layoutFlow } from "./flow-layout.ts";
import { parseAmount } from "./parse-amount.ts";
import { stateOf } from "./pay-routes.ts";
import { presetsFor } from "./presets.ts";
import { FLOW } from "./testing/example-goal.ts";
import { timeLeft } from "./time-left.ts";

describe("an amount as a person writes it", () => {
  it.each([
    ["1500", "KES", "en", 150_000n],
    ["1,500", "KES", "en", 150_000n],
    ["1,500.5", "KES", "en", 150_050n],
    ["1.500,50", "IDR", "id", 150_050n],
    ["1.500.000", "IDR", "id", 150_000_000n],
    ["1500,5", "KES", "en", 150_050n],
    [" 1 500 ", "KES", "sw", 150_000n],
    ["1’500", "CHF", "en", 150_000n],
    ["١٥٠٠", "KES", "he", 150_000n],
    ["1,5", "KES", "he", 150n],
    ["500", "JPY", "en", 500n],
    ["1.234", "KWD", "en", 1_234n],
    ["0.05", "KES", "en", 5n],
  ])("%j %s in %s", (text, currency, locale, amount) => {
    expect(parseAmount(text, currency, locale)).toBe(amount);
  });

  it.each([
    // One and a half, or fifteen hundred? Not guessed.
    ["1.500", "KES", "en"],
    ["1,500", "IDR", "id"],
    ["12,34,5", "KES", "en"],
    ["1,500.555", "KES", "en"],
    ["1.2.3,4", "KES", "en"],
    ["500.5", "JPY", "en"],
    ["-5", "KES", "en"],
    ["0", "KES", "en"],
    ["5 KES", "KES", "en"],
    ["1e9", "KES", "en"],
    ["", "KES", "en"],
    ["99999999999999999999", "KES", "en"],
  ])("%j %s in %s is not clear", (text, currency, locale) => {
    expect(parseAmount(text, currency, locale)).toBeNull();
  });

  it("is what a plain decimal says, in every language", () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 1n, max: 10n ** 13n }), fc.constantFrom(...LOCALES), (amount, locale) => {
        expect(parseAmount(toDecimal(amount, 2), "KES", locale)).toBe(amount);
      }),
    );
  });

  it("never throws and never comes out negative", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: "binary" }),
        fc.constantFrom("KES", "JPY", "KWD"),
        fc.constantFrom(...LOCALES),
        (text, currency, locale) => {
          const amount = parseAmount(text, currency, locale);
          expect(amount === null || amount > 0n).toBe(true);
        },
      ),
    );
  });
});

describe("presets", () => {
  const terms = { minGift: 100n, maxGift: null };
  it("fit the goal and are round", () => {
    const amounts = presetsFor({ targetAmount: 60_000_000n, currency: "KES", terms }).map((money) => money.amount);
    expect(amounts).toEqual([50_000n, 100_000n, 500_000n, 1_000_000n]);
  });

  it.each([
    ["a small goal", 200_000n, terms, [2_000n, 5_000n, 20_000n, 50_000n]],
    ["a tiny goal", 5_000n, terms, [200n, 500n, 2_000n, 5_000n]],
    ["a goal of one unit", 100n, terms, [100n]],
    ["a high least gift", 200_000n, { minGift: 30_000n, maxGift: null }, [50_000n, 100_000n]],
    ["a low highest gift", 60_000_000n, { minGift: 100n, maxGift: 10_000n }, [200n, 500n, 2_000n, 5_000n]],
    ["limits with nothing round between", 60_000_000n, { minGift: 30_001n, maxGift: 40_000n }, [30_001n]],
  ])("of %s", (_what, targetAmount, limits, expected) => {
    expect(presetsFor({ targetAmount, currency: "KES", terms: limits }).map(({ amount }) => amount)).toEqual(expected);
  });

  it("stay within the limits and the target, and are there once each, the smallest first", () => {
    const large = fc.bigInt({ min: 1n, max: 10n ** 13n });
    const limits = fc.record({
      minGift: fc.bigInt({ min: 1n, max: 10n ** 6n }),
      maxGift: fc.option(fc.bigInt({ min: 10n ** 6n, max: 10n ** 9n }), { nil: null }),
    });
    fc.assert(
      fc.property(large, limits, fc.constantFrom("KES", "JPY", "KWD"), (targetAmount, given, currency) => {
        const amounts = presetsFor({ targetAmount, currency, terms: given }).map(({ amount }) => amount);
        for (const amount of amounts) {
          expect(amount).toBeGreaterThanOrEqual(given.minGift);
          expect(amount).toBeLessThanOrEqual(given.maxGift ?? targetAmount);
          expect(amount).toBeLessThanOrEqual(targetAmount);
        }
        expect(amounts).toEqual([...new Set(amounts)].sort((a, b) => (a < b ? -1 : 1)));
        expect(amounts.length > 0).toBe(given.minGift <= targetAmount);
      }),
    );
  });
});

describe("the picture of the money", () => {
  const options = { width: 860, height: 400, boxWidth: 14, gap: 42, labelRoom: 150, mirrored: false };

  it("keeps every box inside and apart from the next", () => {
    const { boxes } = layoutFlow(FLOW, options);
    for (const column of [0, 1, 2, 3, 4]) {
      const inColumn = boxes.filter((box) => box.column === column).sort((a, b) => a.y - b.y);
      inColumn.forEach((box, index) => {
        const next = inColumn[index + 1];
        expect(box.y + box.height).toBeLessThanOrEqual(next ? next.y - options.gap + 0.01 : options.height);
      });
    }
  });

  it("is mirrored from right to left", () => {
    const [plain, mirrored] = [layoutFlow(FLOW, options), layoutFlow(FLOW, { ...options, mirrored: true })];
    plain.boxes.forEach((box, index) => {
      expect(mirrored.boxes[index]?.x).toBeCloseTo(options.width - box.x - box.width);
    });
    expect(mirrored.ribbons).toHaveLength(FLOW.links.length);
  });

  it("has nothing to draw where there is nothing", () => {
    expect(layoutFlow({ currency: "KES", nodes: [], links: [] }, options).boxes).toEqual([]);
  });
});

describe("words and figures", () => {
  const now = new Date("2026-11-21T09:00:00Z");
  it.each([
    ["en", 13 * 24, "13 days left"],
    ["en", 47, "47 hours left"],
    ["en", 0.01, "1 minute left"],
    ["he", 48, "נותרו יומיים"],
    ["he", 2, "נותרו שעתיים"],
    ["he", 24 * 11, "נותרו 11 ימים"],
    ["sw", 24 * 3, "zimebaki siku 3"],
    ["id", 24 * 3, "3 hari lagi"],
  ] as const)("time left in %s, %d hours", (locale, hours, words) => {
    const reader = createReader({ locale, namespace: "fundraising/pages", now });
    expect(timeLeft(new Date(now.getTime() + hours * 3_600_000), reader)).toBe(words);
  });

  it("the currency is told from the figure", () => {
    expect(formatAmountParts("KES\u00A01,500.00").map((part) => part.kind)).toEqual(["currency", "figure"]);
    expect(
      formatAmountParts("\u20681,500.00\u00A0\u200F₪\u2069")
        .filter((part) => part.kind === "currency")
        .map((part) => part.text.trim()),
    ).toHaveLength(1);
  });

  it("the books decide what a return page says, not the way back", () => {
    expect(stateOf("pending", "succeeded")).toBe("pending");
    expect(stateOf("pending", "failed")).toBe("failed");
    expect(stateOf("succeeded", "pending")).toBe("succeeded");
    expect(stateOf("refunding", "succeeded")).toBe("late");
  });

  it("tokens are told to old browsers in plain colours, dark ones too", () => {
    const css = plainTokens(
      ":root { --a: light-dark(#fff, rgb(0 0 0 / 60%)); --b: 1px; } [data-x] { --a: light-dark(#000, #fff); } @media print { :root { --a: #fff; } }",
    );
    expect(css).not.toContain("light-dark");
    expect(css).not.toContain("data-x");
    expect(css).toContain("@media (prefers-color-scheme: dark){:root{--a:rgb(0 0 0 / 60%);}}");
    expect(css.indexOf("prefers-color-scheme")).toBeLessThan(css.indexOf("@media print"));
  });
});
