import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readFile } from "../import/read-file.ts";
import { importedBalances, reportedBalances } from "../testing/balances.ts";
import { beanCheck, beancountBalances, hasBeancount } from "../testing/beancount.ts";

const options = { commodities: { HOOL: "JPY" } };
const read = (content: string) => readFile({ format: "beancount", content, options });
const lines = (content: string) =>
  read(content).transactions.flatMap((each) =>
    each.lines.map(({ account, side, amount, currency }) => `${account.code} ${side} ${amount} ${currency}`),
  );
const findings = (content: string) => read(content).findings.map(({ code, line }) => `${line} ${code}`);
const one = (...postings: string[]) => `2026-01-01 * "x"\n${postings.map((posting) => `  ${posting}\n`).join("")}`;

/** What beancount has to say of, as it happens, every construct that is read here. */
const BOOKS = `;; -*- mode: beancount -*-
option "title" "A small shop"
option "operating_currency" "KES"
option "name_expenses" "Costs"
* Accounts
2025-01-01 open Assets:Bank       KES,EUR
  purpose: "everything; really"
2025-01-01 open Assets:Till
2025-01-01 open Assets:Shares     HOOL "FIFO"
2025-01-01 open Equity:Opening
2025-01-01 open Income:Sales
2025-01-01 open Costs:Goods
2025-01-01 open Costs:Fees
2025-01-01 commodity HOOL
pushtag #shop

2025-01-02 pad Assets:Bank Equity:Opening
2025-01-03 balance Assets:Bank  1,000.00 KES
2025-01-03 balance Assets:Bank  200 EUR

2025-01-05 * "Mama Mboga" "Greens \\"sukuma\\"; fresh" #food ^r-1
  receipt: "17"
  Costs:Goods          250.50 KES ; for the week
    who: "us"
  ! Assets:Bank

2025-01-06 txn "Shares"
  Assets:Shares           3 HOOL {20.10 EUR, 2025-01-06, "lot"}
  Costs:Fees           1.20 EUR
  Assets:Bank

2025-01-07 ! "Exchanged"
  Assets:Bank          -50.00 EUR @ 140.10 KES
  Assets:Till         7005.00 KES

2025-01-08 * "Sold"
  Assets:Shares          -1 HOOL {20.10 EUR} @ 25.00 EUR
  Assets:Bank         25.00 EUR
  Income:Sales        -4.90 EUR
poptag #shop

2025-01-09 balance Assets:Till  7,005.00 KES
2025-01-09 price HOOL  26.00 EUR
2025-01-09 note Assets:Bank "quiet"
2025-12-31 close Costs:Fees
`;

describe("a file of beancount", () => {
  it.skipIf(!hasBeancount())("comes to the balances that beancount reports", () => {
    expect(beanCheck(BOOKS)).toBe("");
    expect(findings(BOOKS)).toEqual([]);
    expect(importedBalances(read(BOOKS))).toEqual(reportedBalances(beancountBalances(BOOKS), options.commodities));
  });

  it("keeps words, flags, tags, links and metadata", () => {
    const transaction = read(BOOKS).transactions.find(({ date }) => date === "2025-01-05");
    expect(transaction).toMatchObject({
      description: 'Greens "sukuma"; fresh',
      metadata: { payee: "Mama Mboga", status: "*", tags: "#food", links: "^r-1", receipt: "17" },
    });
  });

  it("has its types from its roots, by whatever names", () => {
    const types = new Map(
      read(BOOKS).transactions.flatMap((each) => each.lines.map(({ account }) => [account.code, account.type])),
    );
    expect(Object.fromEntries(types)).toEqual({
      "assets/bank": "ASSET",
      "assets/till": "ASSET",
      "assets/shares": "ASSET",
      "equity/opening": "EQUITY",
      "income/sales": "REVENUE",
      "costs/goods": "EXPENSE",
      "costs/fees": "EXPENSE",
      "position/import": "POSITION",
    });
  });
});

describe("costs and prices", () => {
  it("post the units as they stand, and balance at what was paid", () => {
    expect(lines(one("Assets:Shares  10 HOOL {2.00 EUR}", "Assets:Bank"))).toEqual([
      "assets/shares debit 10 JPY",
      "assets/bank credit 2000 EUR",
      "position/import credit 10 JPY",
      "position/import debit 2000 EUR",
    ]);
    expect(lines(one("Assets:Shares  10 HOOL {{21.00 EUR}}", "Assets:Bank"))).toContain("assets/bank credit 2100 EUR");
    expect(lines(one("Assets:Shares  10 HOOL @@ 21.00 EUR", "Assets:Bank"))).toContain("assets/bank credit 2100 EUR");
  });

  it("are never guessed", () => {
    expect(findings(one("Assets:Shares  -10 HOOL {}", "Assets:Bank"))).toEqual(["2 cost_missing"]);
    expect(findings(one("Assets:Shares  10 HOOL {0.333 EUR}", "Assets:Bank"))).toEqual([]);
    expect(findings(one("Assets:Shares  1 HOOL {0.333 EUR}", "Assets:Bank"))).toEqual(["3 too_many_decimals"]);
  });
});

describe("balances and padding", () => {
  const opening = '2026-01-01 * "x"\n  Assets:A  5.00 KES\n  Equity:O\n';
  it("hold what the file claims of the morning of a day, within beancount's own tolerance", () => {
    expect(findings(`${opening}2026-01-01 balance Assets:A  5.00 KES\n`)).toEqual(["4 balance_differs"]);
    expect(findings(`${opening}2026-01-02 balance Assets:A  5.01 KES\n`)).toEqual([]);
    expect(findings(`${opening}2026-01-02 balance Assets:A  5.02 KES\n`)).toEqual(["4 balance_differs"]);
    expect(findings(`${opening}2026-01-02 balance Assets:A  5.30 ~ 0.30 KES\n`)).toEqual([]);
    const below = '2026-01-01 * "x"\n  Assets:A:B  5.00 KES\n  Equity:O\n2026-01-02 balance Assets:A  5 KES\n';
    expect(findings(below)).toEqual([]);
  });

  it("fill up once for each currency, by the claims behind the pad", () => {
    const pad = "2026-01-02 pad Assets:A Equity:P\n2026-01-05 balance Assets:A  9.00 KES\n";
    expect(lines(opening + pad)).toEqual([
      "assets/a debit 500 KES",
      "equity/o credit 500 KES",
      "assets/a debit 400 KES",
      "equity/p credit 400 KES",
    ]);
    expect(findings(`${opening}${pad}2026-01-06 balance Assets:A  10.00 KES\n`)).toEqual(["6 balance_differs"]);
    expect(findings(`${opening}2026-01-02 pad Assets:A Equity:P\n`)).toEqual(["4 padding_unused"]);
  });
});

describe("what cannot be read", () => {
  it("is named with its line", () => {
    const content = [
      'include "more.beancount"',
      'plugin "beancount.plugins.auto_accounts"',
      "2026-02-30 open Assets:A",
      "2026-01-01 unknown Assets:A",
      '2026-01-01 * "sum"',
      "  Assets:A  (1 + 2) KES",
      "  Equity:O",
      '2026-01-01 * "one-sided"',
      "  Assets:A  1 KES",
      "what is this",
    ].join("\n");
    expect(findings(content)).toEqual([
      "1 include_refused",
      "2 directive_ignored",
      "3 date_invalid",
      "4 directive_not_supported",
      "6 amount_not_understood",
      "8 not_balanced",
      "10 line_not_understood",
    ]);
  });

  it("has an answer soon, whatever it is", () => {
    const piece = fc.constantFrom(
      "2026-01-01",
      " ",
      "\n",
      "\n  ",
      "Assets:A",
      "KES",
      "1",
      ",",
      ".",
      "@",
      "{",
      "}",
      '"',
      ";",
      "*",
      "pad",
      "balance",
      "open",
      "~",
      "#",
    );
    const text = fc.oneof(
      fc.string({ unit: "grapheme" }),
      fc.array(piece, { maxLength: 60 }).map((all) => all.join("")),
    );
    fc.assert(
      fc.property(text, (content) => read(content).findings.length >= 0),
      { numRuns: 2_000 },
    );
    for (const filling of [" ", "-", "1", ",", ":A", "{", "@", '"', "\t", '\\"', "#"])
      expect(
        read(`2026-01-01 * "x"\n  Assets:A  -${filling.repeat(150_000 / filling.length)}!\n`).transactions,
      ).toEqual([]);
  });
});
