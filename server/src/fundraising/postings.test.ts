import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Line, TransactionDraft } from "../ledger/index.ts";
import { takeFees } from "./fees.ts";
import { figuresOf, type GoalTurnover } from "./figures.ts";
import {
  disputePosting,
  giftPosting,
  lateGiftPosting,
  movePosting,
  payoutPosting,
  payoutReversedPosting,
  refundDeliveredPosting,
  refundPosting,
  releasePosting,
} from "./postings.ts";
import { dues, netOf, totalOf } from "./refunds.ts";
import { sankeyOf } from "./sankey.ts";

const ref = { giftId: "g1", goalId: "A", giverId: "p1", userId: null, providerId: "sandbox", currency: "KES" };
const money = fc.bigInt({ min: 1n, max: 10n ** 13n });
const zero = fc.bigInt({ min: 0n, max: 10n ** 13n });

function requireWhole(draft: TransactionDraft): void {
  expect(draft.lines.length).toBeGreaterThanOrEqual(2);
  let sum = 0n;
  for (const { amount, side } of draft.lines) {
    expect(amount).toBeGreaterThan(0n);
    sum += side === "debit" ? amount : -amount;
  }
  expect(sum).toBe(0n);
}

const told = (draft: TransactionDraft) =>
  draft.lines.map(
    ({ account, side, amount, label }) => `${side === "debit" ? "D" : "C"} ${account.code} ${amount} ${label}`,
  );

describe("every posting balances, whatever the amounts", () => {
  it("gift", () => {
    fc.assert(
      fc.property(money, zero, zero, (amount, took, platform) => {
        requireWhole(giftPosting({ ...ref, amount, fees: takeFees(amount, took, platform) }));
      }),
    );
  });
  it("late gift", () => {
    fc.assert(
      fc.property(
        money,
        zero,
        fc.constantFrom("platform" as const, "giver" as const),
        (amount, providerTook, bearer) => {
          requireWhole(lateGiftPosting({ ...ref, amount, providerTook, bearer }));
        },
      ),
    );
  });
  it("refund and move", () => {
    fc.assert(
      fc.property(money, zero, zero, zero, (escrow, platformFee, providerFee, borne) => {
        const due = { escrow, platformFee, providerFee };
        requireWhole(refundPosting({ ...ref, due, borne }));
        requireWhole(
          movePosting({ giftId: "g1", newGiftId: "g2", fromGoalId: "A", toGoalId: "B", currency: "KES", due }),
        );
      }),
    );
  });
  it("dispute, release, payout and what mirrors it", () => {
    fc.assert(
      fc.property(money, fc.integer({ min: 0, max: 100 }), fc.integer({ min: 0, max: 100 }), (amount, a, b) => {
        const fromEscrow = (amount * BigInt(a)) / 100n;
        const fromGiver = ((amount - fromEscrow) * BigInt(b)) / 100n;
        requireWhole(disputePosting({ ...ref, amount, fromEscrow, fromGiver, isRefunded: a > 50 }));
        requireWhole(releasePosting({ goalId: "A", milestoneId: "m", currency: "KES", amount }));
        const payout = { payoutId: "o", goalId: "A", providerId: "sandbox", currency: "KES", amount };
        requireWhole(payoutPosting(payout));
        requireWhole(payoutReversedPosting(payout));
        requireWhole(refundDeliveredPosting({ ...ref, refundId: "r", amount, fromGiver }));
      }),
    );
  });
});

describe("as an accountant reads them", () => {
  it("gift of 1 000 with 29 for the provider and 25 for the platform", () => {
    expect(told(giftPosting({ ...ref, amount: 1_000n, fees: takeFees(1_000n, 29n, 25n) }))).toEqual([
      "D clearing/sandbox 1000 gift",
      "C escrow/goal/A 1000 gift",
      "D escrow/goal/A 29 provider_fee",
      "C clearing/sandbox 29 provider_fee",
      "D escrow/goal/A 25 platform_fee",
      "C revenue/platform-fees 25 platform_fee",
    ]);
  });
  it("its refund, the provider's fee borne by the platform", () => {
    const due = { escrow: 946n, platformFee: 25n, providerFee: 29n };
    expect(told(refundPosting({ ...ref, due, borne: 0n }))).toEqual([
      "D revenue/platform-fees 25 platform_fee_returned",
      "C escrow/goal/A 25 platform_fee_returned",
      "D expense/provider-fees 29 provider_fee_covered",
      "C escrow/goal/A 29 provider_fee_covered",
      "D escrow/goal/A 1000 refund",
      "C user/p1 1000 refund",
    ]);
  });
  it("a dispute after half was released", () => {
    expect(
      told(disputePosting({ ...ref, amount: 1_000n, fromEscrow: 473n, fromGiver: 0n, isRefunded: false })),
    ).toEqual(["D escrow/goal/A 473 dispute", "D receivable/goal/A 527 dispute", "C clearing/sandbox 1000 dispute"]);
  });
});

/** Totals by label, as the ledger keeps them. */
function turnover(drafts: readonly TransactionDraft[], goalId: string): GoalTurnover {
  const of = (code: string) => {
    const labels = new Map<string, { debit: bigint; credit: bigint }>();
    const add = ({ label, side, amount }: Line) => {
      const known = labels.get(label) ?? { debit: 0n, credit: 0n };
      labels.set(label, { ...known, [side]: known[side] + amount });
    };
    drafts
      .flatMap((draft) => draft.lines)
      .filter((line) => line.account.code === code)
      .forEach(add);
    return labels;
  };
  return {
    escrow: of(`escrow/goal/${goalId}`),
    goal: of(`goal/${goalId}`),
    receivable: of(`receivable/goal/${goalId}`),
  };
}

describe("figures from the labelled totals", () => {
  const gift = { amount: 1_000n, platformFee: 25n, providerFee: 29n };
  const given = giftPosting({ ...ref, amount: 1_000n, fees: takeFees(1_000n, 29n, 25n) });
  it("a refunded gift leaves nothing raised, whoever bears the provider's fee", () => {
    for (const bearer of ["platform", "giver"] as const) {
      const [due] = dues(netOf(gift), [gift], bearer);
      if (!due) throw new Error("no due");
      const refund = refundPosting({ ...ref, due, borne: bearer === "giver" ? 29n : 0n });
      const figures = figuresOf(turnover([given, refund], "A"));
      expect(figures).toMatchObject({
        raised: 0n,
        inEscrow: 0n,
        platformFees: 0n,
        refunded: totalOf(due),
        given: 1_000n,
      });
    }
  });
  it("a moved gift takes its fees along", () => {
    const due = { escrow: 946n, platformFee: 25n, providerFee: 29n };
    const move = movePosting({ giftId: "g1", newGiftId: "g2", fromGoalId: "A", toGoalId: "B", currency: "KES", due });
    expect(figuresOf(turnover([given, move], "A"))).toMatchObject({
      raised: 0n,
      inEscrow: 0n,
      platformFees: 0n,
      providerFees: 0n,
    });
    expect(figuresOf(turnover([given, move], "B"))).toMatchObject({
      raised: 1_000n,
      inEscrow: 946n,
      platformFees: 25n,
      providerFees: 29n,
    });
  });
  it("what flows into a node of the picture flows out or stays", () => {
    const release = releasePosting({ goalId: "A", milestoneId: "m", currency: "KES", amount: 500n });
    const payout = payoutPosting({ payoutId: "o", goalId: "A", providerId: "sandbox", currency: "KES", amount: 300n });
    const dispute = disputePosting({ ...ref, amount: 1_000n, fromEscrow: 446n, fromGiver: 0n, isRefunded: false });
    const figures = figuresOf(turnover([given, release, payout, dispute], "A"));
    const { nodes, links } = sankeyOf(figures, 200n);
    const amounts = Object.fromEntries(nodes.map(({ id, amount }) => [id, amount]));
    expect(amounts).toEqual({
      givers: 1_000n,
      escrow: 1_000n,
      provider_fees: 29n,
      platform_fees: 25n,
      disputed: 1_000n,
      owed: 554n,
      released: 500n,
      awaiting_payout: 200n,
      paid_out: 300n,
      proven: 200n,
      not_yet_proven: 100n,
    });
    for (const { id, amount } of nodes) {
      const out = links.filter((link) => link.from === id).reduce((sum, link) => sum + link.amount, 0n);
      if (out > 0n) expect(out).toBe(amount);
    }
  });
});
