import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { DISPUTE_STATUSES, disputeMayBecome } from "../disputes/dispute.ts";
import { feeOf, MAX_AMOUNT } from "../money.ts";
import { PAYOUT_STATUSES, payoutMayBecome } from "../payouts/payout.ts";
import { REFUND_STATUSES, refundMayBecome } from "../refunds/refund.ts";
import { CHARGE_STATUSES, chargeMayBecome, paidTerms } from "./charge.ts";

function moves<T extends string>(statuses: readonly T[], may: (from: T, to: T) => boolean): string[] {
  return statuses.flatMap((from) => statuses.filter((to) => may(from, to)).map((to) => `${from} ${to}`));
}

describe("the states, all moves that there are and no other", () => {
  test("charge", () => {
    expect(moves(CHARGE_STATUSES, chargeMayBecome)).toEqual([
      "pending abandoned",
      "pending processing",
      "pending success",
      "pending failed",
      "abandoned processing",
      "abandoned success",
      "abandoned failed",
      "processing success",
      "processing failed",
    ]);
  });

  test("refund", () =>
    expect(moves(REFUND_STATUSES, refundMayBecome)).toEqual(["pending processed", "pending failed"]));

  test("payout", () =>
    expect(moves(PAYOUT_STATUSES, payoutMayBecome)).toEqual(["pending success", "pending failed", "success reversed"]));

  test("dispute", () => expect(moves(DISPUTE_STATUSES, disputeMayBecome)).toEqual(["open won", "open lost"]));
});

describe("what the payer is charged", () => {
  const terms = { feeBps: 290, feeFixed: 10, currencies: ["KES", "NGN"] };
  const asked = { requestedAmount: 10_000, currency: "KES" };

  test.each([
    ["normal", { amount: 10_000, currency: "KES", fees: 300 }],
    ["fee_passed_on", { amount: 10_300, currency: "KES", fees: 300 }],
    ["underpaid", { amount: 9_900, currency: "KES", fees: 297 }],
    ["overpaid", { amount: 10_100, currency: "KES", fees: 303 }],
    ["other_currency", { amount: 10_000, currency: "NGN", fees: 300 }],
  ] as const)("%s", (behaviour, expected) => {
    expect(paidTerms(terms, { ...asked, behaviour })).toEqual(expected);
  });

  test("another currency is found where the merchant has one only", () => {
    const alone = (currency: string) =>
      paidTerms({ ...terms, currencies: [currency] }, { ...asked, currency, behaviour: "other_currency" });
    expect(alone("KES").currency).toBe("USD");
    expect(alone("USD").currency).toBe("EUR");
  });

  test("a fee is exact, whole, and never more than the amount", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: MAX_AMOUNT }),
        fc.integer({ min: 0, max: 2_000 }),
        fc.integer({ min: 0, max: 1_000_000 }),
        (amount, feeBps, feeFixed) => {
          const fee = feeOf({ feeBps, feeFixed }, amount);
          const exact = (BigInt(amount) * BigInt(feeBps) + 5_000n) / 10_000n + BigInt(feeFixed);
          expect(BigInt(fee)).toBe(exact < BigInt(amount) ? exact : BigInt(amount));
        },
      ),
    );
  });
});
