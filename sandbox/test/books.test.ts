import { DatabaseSync } from "node:sqlite";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { balanceOf, post } from "../src/books/books.ts";
import { booksOf } from "../src/books/dump.ts";
import { chargeByReference } from "../src/charges/charge-rows.ts";
import { failCharge, leaveCharge, payCharge } from "../src/charges/end-charge.ts";
import { startCharge } from "../src/charges/start-charge.ts";
import { openDispute, resolveDispute } from "../src/disputes/dispute-charge.ts";
import { DISPUTE_COLUMNS, disputeFromRow } from "../src/disputes/dispute-rows.ts";
import { Refused } from "../src/errors.ts";
import type { Merchant } from "../src/merchants/merchant.ts";
import { saveMerchant } from "../src/merchants/save-merchant.ts";
import { payoutByReference } from "../src/payouts/payout-rows.ts";
import { PAYOUT_OUTCOMES, settlePayout } from "../src/payouts/settle-payout.ts";
import { startPayout } from "../src/payouts/start-payout.ts";
import { refundByReference } from "../src/refunds/refund-rows.ts";
import { settleRefund } from "../src/refunds/settle-refund.ts";
import { startRefund } from "../src/refunds/start-refund.ts";
import { int } from "../src/store/row.ts";
import { SCHEMA } from "../src/store/schema.ts";
import { Store } from "../src/store/store.ts";
import { runTask } from "../src/tasks/run-task.ts";
import { nextTask } from "../src/tasks/task.ts";

const HUGE = 10_000_000_000_000;

function openBooks(): { store: Store; merchant: Merchant } {
  const db = new DatabaseSync(":memory:");
  db.exec(SCHEMA);
  const store = new Store(db);
  const settings = { secretKey: "sk_sandbox_of_the_books", feeBps: 290, feeFixed: 7, currencies: ["KES", "NGN"] };
  return { store, merchant: saveMerchant(store, settings, 0).merchant };
}

function chargeBody(reference: string, amount: number) {
  return { reference, amount, currency: "KES", email: "a@b", returnUrl: "http://shop.example/" };
}

describe("books that are full", () => {
  test("a charge fails, a top-up and a payout are refused, nothing is half written", () => {
    const { store, merchant } = openBooks();
    const fill = (kind: "charge" | "payout", times: number) => {
      for (let count = 0; count < times; count += 1) {
        post(store, { merchantId: merchant.id, kind, currency: "KES", amount: HUGE, reference: "filling", at: 0 });
      }
    };
    store.tx(() => fill("charge", 900));
    const { made } = startCharge(store, merchant, chargeBody("gift-0001", HUGE), 0);
    expect(made).not.toBeNull();
    const charge = chargeByReference(store, merchant.id, "gift-0001");
    expect(store.tx(() => payCharge(store, merchant, charge, "card", 0))).toMatchObject({
      status: "failed",
      failureReason: "limit_exceeded",
    });
    const topUp = {
      merchantId: merchant.id,
      kind: "top_up",
      currency: "KES",
      amount: HUGE,
      reference: "top-up",
      at: 0,
    } as const;
    expect(() => post(store, topUp)).toThrow("counted exactly");
    store.tx(() => fill("payout", 890));
    for (let count = 0; count < 10; count += 1) store.tx(() => post(store, { ...topUp, kind: "payout_reversed" }));
    const payout = (number: number) => ({
      reference: `payout-${number}`,
      amount: HUGE,
      currency: "KES",
      reason: "",
      destination: { name: "A", accountNumber: "1234", bankCode: "01" },
    });
    for (let number = 0; number < 10; number += 1) startPayout(store, merchant, payout(number), 0);
    expect(() => startPayout(store, merchant, payout(10), 0)).toThrow("counted exactly");
    expect(balanceOf(store, merchant.id, "KES")).toEqual({
      currency: "KES",
      balance: 20 * HUGE,
      reserved: 10 * HUGE,
      available: 10 * HUGE,
    });
  });
});

type Doing = { what: string; which: number; amount: number; pick: number };

const doings: fc.Arbitrary<Doing[]> = fc.array(
  fc.record({
    what: fc.constantFrom(
      "charge",
      "charge",
      "pay",
      "pay",
      "fail",
      "leave",
      "refund",
      "refund",
      "settleRefund",
      "payout",
      "settlePayout",
      "dispute",
      "resolve",
      "task",
    ),
    which: fc.integer({ min: 0, max: 5 }),
    amount: fc.oneof(
      fc.integer({ min: 1, max: 5_000 }),
      fc.constantFrom(1_905, 1_906, 1_911, 1_910, 1_912, 1_921, 941, 952),
    ),
    pick: fc.nat(5),
  }),
  { minLength: 10, maxLength: 60 },
);

describe("the books of any history", () => {
  test("agree with the things they are of, line by line and in sum", () => {
    fc.assert(
      fc.property(doings, (history) => {
        const { store, merchant } = openBooks();
        for (const [at, doing] of history.entries()) attempt(store, () => carryOut(store, merchant, doing, at));
        ensureBooksAgree(store, merchant);
        store.close();
      }),
      { numRuns: 60 },
    );
  });
});

/** A refusal is a fine outcome, as long as it leaves nothing behind. */
function attempt(store: Store, work: () => unknown): void {
  try {
    store.tx(work);
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
  }
}

function carryOut(store: Store, merchant: Merchant, { what, which, amount, pick }: Doing, at: number): unknown {
  const reference = `thing-${which}`;
  const charge = () => chargeByReference(store, merchant.id, reference);
  switch (what) {
    case "charge":
      return startCharge(store, merchant, chargeBody(reference, amount), at);
    case "pay":
      return payCharge(store, merchant, charge(), "card", at);
    case "fail":
      return failCharge(store, merchant, charge(), "payer_refused", at);
    case "leave":
      return leaveCharge(store, charge());
    case "refund":
      return startRefund(store, merchant, { charge: reference, amount, reference: `back-${pick}` }, at);
    case "settleRefund":
      return settleRefund(
        store,
        merchant,
        refundByReference(store, merchant.id, `back-${pick}`),
        which < 4 ? "processed" : "failed",
        at,
      );
    case "payout": {
      const destination = { name: "A", accountNumber: "1234", bankCode: "01" };
      return startPayout(store, merchant, { reference, amount, currency: "KES", destination, reason: "" }, at);
    }
    case "settlePayout":
      return settlePayout(
        store,
        merchant,
        payoutByReference(store, merchant.id, reference),
        PAYOUT_OUTCOMES[pick % 3] ?? "success",
        at,
      );
    case "dispute":
      return openDispute(store, merchant, charge(), { amount, reason: "fraudulent" }, at);
    case "resolve": {
      const row = store.get(`select ${DISPUTE_COLUMNS} from dispute order by seq desc limit 1`);
      return row === undefined
        ? null
        : resolveDispute(store, merchant, disputeFromRow(row), pick < 3 ? "lost" : "won", at);
    }
    default: {
      const task = nextTask(store, merchant.id, at, true);
      return task === null ? null : runTask(store, merchant, task, at);
    }
  }
}

function ensureBooksAgree(store: Store, merchant: Merchant): void {
  for (const currency of ["KES", "NGN"]) {
    const sum = (sql: string) =>
      int(
        store.get(`select coalesce(sum(${sql}), 0) as sum from ${tableOf(sql)} where currency = :currency`, {
          currency,
        }) ?? {},
        "sum",
      );
    const charged = sum("case when charge.status = 'success' then charge.amount end");
    const fees = sum("case when charge.status = 'success' then charge.fees end");
    const refunded = sum("case when refund.status = 'processed' then refund.amount end");
    const paidOut = sum("case when payout.status in ('success', 'reversed') then payout.amount end");
    const payoutsReversed = sum("case when payout.status = 'reversed' then payout.amount end");
    const disputesLost = sum("case when dispute.status = 'lost' then dispute.amount end");
    const reserved =
      sum("case when refund.status = 'pending' then refund.amount end") +
      sum("case when payout.status = 'pending' then payout.amount end");
    const balance = charged - fees - refunded - paidOut + payoutsReversed - disputesLost;
    expect(balanceOf(store, merchant.id, currency)).toEqual({
      currency,
      balance,
      reserved,
      available: balance - reserved,
    });
    expect(sum("entry.amount")).toBe(balance);
    if (charged > 0) {
      const dump: unknown = booksOf(store, merchant.id).currencies;
      expect(dump).toContainEqual(
        expect.objectContaining({ currency, charged, fees, refunded, paidOut, payoutsReversed, disputesLost, balance }),
      );
    }
    expect(
      int(
        store.get(
          "select count(*) as bad from entry where currency = :currency and balance_after <> (select sum(amount) from entry one where one.seq <= entry.seq and one.currency = entry.currency)",
          { currency },
        ) ?? {},
        "bad",
      ),
    ).toBe(0);
  }
  const over = `select count(*) as bad from charge where amount <
    (select coalesce(sum(amount), 0) from refund where charge_id = charge.id and status <> 'failed')
    + (select coalesce(sum(amount), 0) from dispute where charge_id = charge.id and status <> 'won')`;
  expect(int(store.get(over) ?? {}, "bad")).toBe(0);
}

function tableOf(sql: string): string {
  return /\b(charge|refund|payout|dispute|entry)\./.exec(sql)?.[1] ?? "";
}
