import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { beanCheck, beancountBalances, hasBeancount } from "../testing/beancount.ts";
import { arbitraryBooks, balancesOf, bookTransaction, exported } from "../testing/books.ts";
import { beancountName } from "./account-name.ts";
import { beancountAccount, beancountTransaction, createBeancountWriter } from "./write-beancount.ts";

const nameOf = (code: string, type = "ESCROW") => beancountName({ code, type });

describe("the names of accounts in beancount", () => {
  it("stand below one of its five roots, each part with a capital or a digit first", () => {
    expect(nameOf("escrow/goal/7")).toBe("Liabilities:Escrow:Goal:7");
    expect(nameOf("clearing/p", "CLEARING")).toBe("Assets:Clearing:P");
    expect(nameOf("revenue/platform-fees", "REVENUE")).toBe("Income:Revenue:Platform-fees");
    expect(nameOf("expense/x", "EXPENSE")).toBe("Expenses:Expense:X");
    expect(nameOf("position/kes", "POSITION")).toBe("Equity:Position:Kes");
  });

  it("write by letters what beancount has no sign for", () => {
    expect(nameOf("a_b/c.d")).toBe("Liabilities:AUb:CDd");
    expect(nameOf("a//b/")).toBe("Liabilities:A:XN:B:XN");
    expect(nameOf("a/_b/.c/-d")).toBe("Liabilities:A:XVb:XEc:XHd");
  });

  it("are different for different codes", () => {
    const code = fc.stringMatching(/^[a-z0-9][ax/_.0-]{0,5}$/);
    fc.assert(
      fc.property(code, code, (one, other) => (one === other) === (nameOf(one) === nameOf(other))),
      {
        numRuns: 5_000,
      },
    );
  });
});

describe("the text for beancount", () => {
  it("opens an account with its code, type and name", () => {
    expect(beancountAccount({ code: "goal/7", type: "GOAL", currency: "KES", name: 'The "roof"' })).toBe(
      '1700-01-01 open Liabilities:Goal:7\n  code: "goal/7"\n  type: "GOAL"\n  name: "The \\"roof\\""\n',
    );
  });

  it("is one block a transaction", () => {
    const text = beancountTransaction(bookTransaction({ description: 'School "roof"\nnow', metadata: { a: 'x"y' } }));
    expect(text).toBe(`
2026-11-03 * "School \\"roof\\" now"
  id: "0193e4c4-0000-7000-8000-000000000001"
  kind: "gift"
  reference: "gift/1"
  source: "gift 0193e4c4-0000-7000-8000-000000000002"
  recorded: "2026-11-03T10:00:00.123Z"
  metadata: "{\\"a\\":\\"x\\\\\\"y\\"}"
  Assets:Clearing:P           50.00 KES
    label: "gift"
  Liabilities:Escrow:Goal:7  -50.00 KES
    label: "gift"
`);
  });
});

describe.skipIf(!hasBeancount())("read by beancount", { timeout: 120_000 }, () => {
  it("passes bean-check, and gives every account the balance that its entries make", () => {
    fc.assert(
      fc.property(arbitraryBooks, (books) => {
        const text = exported(createBeancountWriter(), books).toString();
        expect(beanCheck(text)).toBe("");
        const entries = books.flatMap((each) => each.entries);
        expect(beancountBalances(text)).toEqual(balancesOf(entries, beancountName));
      }),
      { numRuns: 12 },
    );
  });
});
