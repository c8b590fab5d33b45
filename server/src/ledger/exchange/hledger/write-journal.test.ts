import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { arbitraryBooks, balancesOf, bookTransaction, exported } from "../testing/books.ts";
import { hasHledger, hledgerBalances } from "../testing/hledger.ts";
import { createJournalWriter, journalAmount, journalName, journalTransaction } from "./write-journal.ts";

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
    expect(journalName({ code: "bank", type: "ASSET" })).toBe("assets:bank");
  });

  it("is one block a transaction", () => {
    expect(
      journalTransaction(
        bookTransaction({ description: "School; roof\nnow", metadata: { requestId: "r1", "odd key": [1, 2] } }),
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

  it("leaves out the reference and the source that a transaction does not have", () => {
    const text = journalTransaction(bookTransaction({ reference: null, source_kind: null, source_id: null }));
    expect(text).not.toMatch(/reference|source|null/);
  });
});

describe.skipIf(!hasHledger())("read by hledger", () => {
  it("gives every account the balance that its entries make, whatever is written beside them", () => {
    fc.assert(
      fc.property(arbitraryBooks, (books) => {
        const text = exported(createJournalWriter(), books).toString();
        expect(hledgerBalances(text)).toEqual(
          balancesOf(
            books.flatMap((each) => each.entries),
            journalName,
          ),
        );
      }),
      { numRuns: 40 },
    );
  });
});
