import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { BookEntry, BookTransaction } from "../books.ts";
import { hasHledger, hledgerBalances } from "../testing/hledger.ts";
import {
  journalAccount,
  journalAmount,
  journalEnd,
  journalHead,
  journalName,
  journalTransaction,
} from "./write-journal.ts";

describe("the journal's text", () => {
  it("writes amounts with the currency's own decimals, exactly", () => {
    expect(journalAmount(5_000n, "KES")).toBe("50.00 KES");
    expect(journalAmount(-7n, "KES")).toBe("-0.07 KES");
    expect(journalAmount(500n, "JPY")).toBe("500 JPY");
    expect(journalAmount(-1n, "KWD")).toBe("-0.001 KWD");
    expect(journalAmount(9_007_199_254_740_991n, "KES")).toBe("90071992547409.91 KES");
  });

  it("names accounts by the accountant's class, so that balance sheet and income statement find them", () => {
    expect(journalName({ code: "escrow/goal/7", type: "ESCROW" })).toBe("liabilities:escrow:goal:7");
    expect(journalName({ code: "clearing/p", type: "CLEARING" })).toBe("assets:clearing:p");
    expect(journalName({ code: "revenue/platform-fees", type: "REVENUE" })).toBe("revenues:revenue:platform-fees");
    expect(journalName({ code: "expense/provider-fees", type: "EXPENSE" })).toBe("expenses:expense:provider-fees");
  });

  it("is one block a transaction", () => {
    expect(
      journalTransaction(
        transaction({ description: "School; roof\nnow", metadata: { requestId: "r1", "odd key": [1, 2] } }),
      ),
    ).toBe(`
2026-11-03 * (0193e4c4-0000-7000-8000-000000000001) gift | School, roof now
    ; reference: gift/1
    ; source: gift 0193e4c4-0000-7000-8000-000000000002
    ; recorded: 2026-11-03T10:00:00.123Z
    ; description: "School; roof\\nnow"
    ; requestId: r1
    ; odd_key: [1,2]
    assets:clearing:p           50.00 KES  ; label: gift
    liabilities:escrow:goal:7  -50.00 KES  ; label: gift
`);
  });
});

describe.skipIf(!hasHledger())("read by hledger", () => {
  it("gives every account the balance that its entries make, whatever is written beside them", () => {
    fc.assert(
      fc.property(fc.array(arbitraryTransaction, { minLength: 1, maxLength: 12 }), (drafts) => {
        const all = drafts.map((draft, index) => transaction({ ...draft, id: idOf(index) }));
        const entries = all.flatMap((each) => each.entries);
        const accounts = [
          ...new Map(entries.map((entry) => [entry.code, journalAccount({ ...entry, name: entry.label })])).values(),
        ];
        const head = journalHead({ communityId: idOf(0), at: new Date(0), currencies: Object.keys(EXPONENT) });
        const text = [head, ...accounts, ...all.map(journalTransaction), journalEnd(all.length)].join("");
        expect(hledgerBalances(text)).toEqual(balancesOf(entries));
      }),
      { numRuns: 40 },
    );
  });
});

const EXPONENT: Record<string, number> = { KES: 2, JPY: 0, KWD: 3 };
const TYPES = ["USER", "GOAL", "ESCROW", "REVENUE", "EXPENSE", "CLEARING", "SUSPENSE", "RECEIVABLE"];

const code = fc.stringMatching(/^[a-z0-9][a-z0-9/_.-]{0,20}$/);
/** Text as people and machines write it, with what hledger gives a meaning to. */
const text = fc.oneof(
  fc.string({ unit: "grapheme", maxLength: 30 }),
  fc.constantFrom(
    "a;b",
    "(x) | y",
    "date:2026-02-31",
    "[2026-13-99]",
    "x\r\ny",
    "  ",
    "=2026-01-01",
    "\u2028",
    "type:Z",
  ),
);

const arbitraryTransaction = fc
  .record({
    kind: fc.constantFrom("gift", "refund", "provider_fee"),
    description: fc.option(text),
    reference: text.filter((value) => value.length > 0),
    metadata: fc.dictionary(text, fc.oneof(text, fc.integer(), fc.boolean())),
    label: text,
    from: code,
    to: code,
    currency: fc.constantFrom(...Object.keys(EXPONENT)),
    amounts: fc.array(fc.bigInt(1n, 10_000_000_000_000n), { minLength: 1, maxLength: 4 }),
  })
  .map(({ from, to, currency, amounts, label, ...rest }) => {
    const line = (account: string, is_debit: boolean, amount: bigint): BookEntry => ({
      code: account,
      type: typeOf(account),
      is_debit,
      amount,
      currency,
      label,
      name: null,
      balance_after: 0n,
    });
    const total = amounts.reduce((sum, amount) => sum + amount, 0n);
    return { ...rest, entries: [...amounts.map((amount) => line(to, true, amount)), line(from, false, total)] };
  });

/** A code has one type for ever, as in the books. */
function typeOf(account: string): string {
  return TYPES[account.length % TYPES.length] ?? "GOAL";
}

function idOf(index: number): string {
  return `0193e4c4-0000-7000-8000-${String(index).padStart(12, "0")}`;
}

function balancesOf(entries: readonly BookEntry[]): Record<string, string> {
  const sums = new Map<string, bigint>();
  for (const entry of entries) {
    const key = `${journalName(entry)} ${entry.currency}`;
    sums.set(key, (sums.get(key) ?? 0n) + (entry.is_debit ? entry.amount : -entry.amount));
  }
  const standing = [...sums].filter(([, sum]) => sum !== 0n);
  return Object.fromEntries(standing.map(([key, sum]) => [key, journalAmount(sum, key.slice(-3))]));
}

function transaction(facts: Partial<BookTransaction>): BookTransaction {
  const entry = { amount: 5_000n, currency: "KES", label: "gift", name: null, balance_after: 0n };
  return {
    id: idOf(1),
    kind: "gift",
    reference: "gift/1",
    source_kind: "gift",
    source_id: idOf(2),
    effective_date: "2026-11-03",
    recorded_at: new Date("2026-11-03T10:00:00.123Z"),
    actor_id: null,
    description: null,
    metadata: {},
    reverses: null,
    entries: [
      { ...entry, code: "clearing/p", type: "CLEARING", is_debit: true },
      { ...entry, code: "escrow/goal/7", type: "ESCROW", is_debit: false },
    ],
    ...facts,
  };
}
