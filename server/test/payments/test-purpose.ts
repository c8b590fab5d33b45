import { credit, debit, post, type TransactionDraft } from "../../src/ledger/index.ts";
import { clearingAccount, type PaymentPurpose, type PayoutPurpose } from "../../src/payments/index.ts";

/** A product as small as can be: everything that is paid stands on one account for each purpose. */
export interface TestPurpose {
  payment: PaymentPurpose;
  payout: PayoutPurpose;
  /** What it was told, in order: `paid 1000`, `refund processed 500`. */
  told: string[];
  /** Fails once, the next time it is told of money. */
  failNext: boolean;
  /** Has no home any more for money that had been given up. */
  homeless: boolean;
}

export function potAccount(purposeId: string, currency: string) {
  return { code: `goal/${purposeId}`, type: "GOAL" as const, currency };
}

export function createTestPurpose(): TestPurpose {
  const told: string[] = [];
  const purpose: TestPurpose = {
    told,
    failNext: false,
    homeless: false,
    payment: {
      kind: "test_gift",
      subjectKind: "test_goal",
      lock: async () => undefined,
      async paid(ctx, payment) {
        if (purpose.failNext) {
          purpose.failNext = false;
          throw new Error("the product failed");
        }
        const { providerId, purposeId, currency, amount, fee } = payment;
        const clearing = clearingAccount(providerId, currency);
        const pot = potAccount(purposeId, currency);
        const lines = [debit(clearing, amount, "gift"), credit(pot, amount, "gift")];
        if (fee > 0n) lines.push(debit(pot, fee, "provider_fee"), credit(clearing, fee, "provider_fee"));
        post(ctx, draft("test_gift", `test-gift:${payment.paymentId}`, purposeId, lines));
        told.push(`paid ${amount} fee ${fee}`);
      },
      notPaid: async () => void told.push("not paid"),
      async refundEnded(ctx, refund) {
        told.push(`refund ${refund.status} ${refund.amount}`);
        if (refund.status === "failed") return "booked";
        if (purpose.homeless) return "no_home";
        const pot = potAccount(refund.purposeId, refund.currency);
        const lines = [
          debit(pot, refund.amount, "refund"),
          credit(clearingAccount(refund.providerId, refund.currency), refund.amount, "refund"),
        ];
        post(ctx, draft("test_refund", `test-refund:${refund.refundId}`, refund.purposeId, lines));
        return "booked";
      },
      async disputed(ctx, dispute) {
        told.push(`dispute ${dispute.status} ${dispute.amount}`);
        if (dispute.status !== "lost") return;
        const pot = potAccount(dispute.purposeId, dispute.currency);
        const lines = [
          debit(pot, dispute.amount, "dispute"),
          credit(clearingAccount(dispute.providerId, dispute.currency), dispute.amount, "dispute"),
        ];
        post(ctx, draft("test_dispute", `test-dispute:${dispute.paymentId}`, dispute.purposeId, lines));
      },
    },
    payout: payoutPurpose(told, () => purpose.homeless),
  };
  return purpose;
}

function payoutPurpose(told: string[], homeless: () => boolean): PayoutPurpose {
  return {
    kind: "test_payout",
    lock: async () => undefined,
    async payoutEnded(ctx, payout) {
      told.push(`payout ${payout.status} ${payout.amount}`);
      if (payout.status === "failed") return "booked";
      if (homeless()) return "no_home";
      const pot = potAccount(payout.purposeId, payout.currency);
      const clearing = clearingAccount(payout.providerId, payout.currency);
      const out = payout.status === "succeeded";
      const lines = [
        (out ? debit : credit)(pot, payout.amount, "payout"),
        (out ? credit : debit)(clearing, payout.amount, "payout"),
      ];
      post(ctx, draft("test_payout", `test-payout:${payout.payoutId}:${payout.status}`, payout.purposeId, lines));
      return "booked";
    },
  };
}

function draft(kind: string, reference: string, id: string, lines: TransactionDraft["lines"]): TransactionDraft {
  return { kind, reference, lines, source: { kind: "test", id } };
}
