import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Finding } from "../import/findings.ts";
import { previewOf } from "../import/preview.ts";
import { readFile } from "../import/read-file.ts";
import { importedBalances, reportedBalances } from "../testing/balances.ts";
import { hasHledger, hledgerBalances } from "../testing/hledger.ts";

const options = { commodities: { $: "USD", "€": "EUR", "": "KES" } };
const read = (content: string) => readFile({ format: "hledger", content, options });
const lines = (content: string) =>
  read(content).transactions.flatMap((each) =>
    each.lines.map(({ account, side, amount, currency }) => `${account.code} ${side} ${amount} ${currency}`),
  );
const codes = (findings: readonly Finding[]) => findings.map(({ code, line }) => `${line} ${code}`);
const findings = (content: string) => codes(read(content).findings);
const one = (...postings: string[]) => `2026-01-01 x\n${postings.map((posting) => `    ${posting}\n`).join("")}`;

describe("amounts in a journal", () => {
  it.each([
    ["$1", "USD", 100n],
    ["$-1.50", "USD", -150n],
    ["-$1.50", "USD", -150n],
    ["$ 1,234.50", "USD", 123_450n],
    ["1.234,50 EUR", "EUR", 123_450n],
    ["1 234 567 JPY", "JPY", 1_234_567n],
    ["€.50", "EUR", 50n],
    ["0.125 KWD", "KWD", 125n],
    ["+3 $", "USD", 300n],
    ['"USD" 2', "USD", 200n],
    ["7", "KES", 700n],
    ["1,000,000 KES", "KES", 100_000_000n],
  ])("%s is read exactly, on whichever side the commodity stands", (written, currency, amount) => {
    const side = amount < 0n ? "credit" : "debit";
    expect(lines(one(`assets:a  ${written}`, "equity:b"))[0]).toBe(
      `assets/a ${side} ${amount < 0n ? -amount : amount} ${currency}`,
    );
  });

  it("leave nothing to guess: a lone mark before three digits is a problem until the file says what it is", () => {
    expect(findings(one("assets:a  $1,000", "equity:b"))).toEqual(["2 number_ambiguous"]);
    expect(lines(`commodity $1,000.00\n${one("assets:a  $1,000", "equity:b")}`)[0]).toBe("assets/a debit 100000 USD");
    expect(lines(`decimal-mark ,\n${one("assets:a  $1.000", "equity:b")}`)[0]).toBe("assets/a debit 100000 USD");
    expect(lines(`D 1.000,00 €\n${one("assets:a  1.000", "equity:b")}`)[0]).toBe("assets/a debit 100000 EUR");
  });

  it("are never rounded", () => {
    expect(findings(one("assets:a  $1.005", "equity:b"))).toEqual(["2 number_ambiguous"]);
    expect(findings(one("assets:a  $1.0055", "equity:b"))).toEqual(["2 too_many_decimals", "3 too_many_decimals"]);
    expect(lines(one("assets:a  $1.5000", "equity:b"))[0]).toBe("assets/a debit 150 USD");
    expect(findings(one("assets:a  200000000000.00 $", "equity:b"))).toEqual(["1 amount_too_large"]);
  });

  it("in what is no currency are refused by name, once, at the first line", () => {
    const { problems } = previewOf(read(one("assets:a  5 DOGE", "assets:b  2 DOGE", "equity:c")));
    expect(problems).toEqual([{ code: "unknown_commodity", line: 2, params: { commodity: "DOGE" } }]);
  });
});

describe("a transaction in a journal", () => {
  it("has one amount worked out, for each commodity", () => {
    expect(lines(one("assets:a  $3", "assets:b  €2", "equity:c"))).toEqual([
      "assets/a debit 300 USD",
      "assets/b debit 200 EUR",
      "equity/c credit 300 USD",
      "equity/c credit 200 EUR",
    ]);
    expect(findings(one("assets:a  $3", "assets:b", "equity:c"))).toEqual(["4 two_amounts_missing"]);
    expect(findings(one("assets:a  $3", "equity:c  $-2"))).toEqual(["1 not_balanced"]);
  });

  it("keeps amounts as they are posted where there is a price, and balances over the position of imports", () => {
    expect(lines(one("assets:a  10 USD @ 0.90 EUR", "assets:b  -9.00 EUR"))).toEqual([
      "assets/a debit 1000 USD",
      "assets/b credit 900 EUR",
      "position/import credit 1000 USD",
      "position/import debit 900 EUR",
    ]);
    expect(lines(one("assets:a  -10 USD @@ 9 EUR", "assets:b"))).toContain("assets/b debit 900 EUR");
    expect(findings(one("assets:a  10 USD @ 0.90 EUR", "assets:b  -9.10 EUR"))).toEqual(["1 not_balanced"]);
  });

  it("takes the one commodity for the price of the other where no price is written, and says so", () => {
    expect(findings(one("assets:a  10 USD", "assets:b  -9 EUR"))).toEqual(["1 conversion_inferred"]);
    expect(findings(one("assets:a  10 USD", "assets:b  9 EUR"))).toEqual(["1 not_balanced"]);
  });

  it("has its status, code, description, comments and tags", () => {
    const [transaction] = read(
      "2026/1/2=2026/1/5 ! (c-1) shop | eggs  ; place: Kisumu, who: us\n    ; mood: good\n    * expenses:food  $1  ; label: eggs\n    assets:cash\n",
    ).transactions;
    expect(transaction).toMatchObject({
      date: "2026-01-02",
      description: "shop | eggs",
      metadata: { status: "!", code: "c-1", place: "Kisumu", who: "us", mood: "good" },
    });
    expect(transaction?.lines[0]?.label).toBe("eggs");
  });

  it("leaves out virtual postings that balance with nothing, and keeps those in brackets", () => {
    const content = one("assets:a  $3", "equity:b", "(budget:food)  $9", "[equity:saved]  $1", "[equity:free]  $-1");
    expect(findings(content)).toEqual(["4 virtual_posting_skipped"]);
    expect(lines(content)).toContain("equity/saved debit 100 USD");
    expect(findings(one("assets:a  $3", "equity:b  $-3", "[equity:c]  $1"))).toEqual(["1 not_balanced"]);
  });

  it("drops what moves nothing", () => {
    expect(lines(one("assets:a  $3", "assets:b  $0", "equity:c"))).toHaveLength(2);
    expect(findings(one("assets:a  $0", "equity:c  $0"))).toEqual(["1 nothing_moved"]);
  });
});

describe("balance assertions", () => {
  const opening = one("assets:a  $10", "assets:a:b  $5", "equity");
  it("are held in the order of the days", () => {
    const later =
      "2026-01-03 y\n    assets:a  $1 = $12\n    equity\n2026-01-02 y\n    assets:a  $1 = $11\n    equity\n";
    expect(findings(opening + later)).toEqual([]);
    expect(findings(`${opening}2026-01-02 y\n    assets:a  $1 = $12\n    equity\n`)).toEqual(["6 balance_differs"]);
    expect(findings(`${opening}2026-01-02 y\n    assets:a  $1 =* $16\n    equity\n`)).toEqual([]);
    expect(findings(`${opening}2026-01-02 y\n    assets:a  1 EUR == 1 EUR\n    equity\n`)).toEqual([
      "6 balance_differs",
    ]);
  });

  it("without an amount set it", () => {
    const content = `${opening}2026-01-02 y\n    assets:a  = $4\n    equity\n`;
    expect(lines(content)).toContain("assets/a credit 600 USD");
    expect(findings(`${opening}2026-01-02 y\n    assets:a  ==* $4\n    equity\n`)).toEqual([
      "6 assignment_not_supported",
    ]);
  });
});

describe("what else stands in a journal", () => {
  it("is read over where it changes no balance, and reported where it would", () => {
    const content = [
      "; comment",
      "# comment",
      "* heading",
      "comment",
      "2026-01-01 not this",
      "end comment",
      "P 2026-01-01 EUR $1.1",
      "payee Shop",
      "tag place",
      "~ monthly",
      "    assets:a  $1",
      "    equity",
      "= expenses",
      "    (budget)  *1",
      "include other.journal",
      "alias a = b",
      "2026-02-30 no such day",
      "    assets:a  $1",
      "    equity",
    ].join("\n");
    expect(findings(content)).toEqual([
      "10 rule_skipped",
      "13 rule_skipped",
      "15 include_refused",
      "16 directive_not_supported",
      "17 date_invalid",
    ]);
  });

  it("may give the year for days that have none", () => {
    expect(read(`Y2025\n1/31 x\n    assets:a  $1\n    equity\n`).transactions[0]?.date).toBe("2025-01-31");
    expect(findings("1/31 x\n    assets:a  $1\n    equity\n")).toEqual(["1 date_invalid"]);
  });

  it("may say what type an account has; else its root does, and else the caller", () => {
    const content = `account aktiva  ; type: A\n${one("aktiva:bank  $1", "Income:y  $-3", "debts:z  $1", "unklar  $1")}`;
    const types = read(content).transactions[0]?.lines.map(({ account }) => account.type);
    expect(types?.slice(0, 3)).toEqual(["ASSET", "REVENUE", "LIABILITY"]);
    expect(findings(content)).toEqual(["6 account_type_unknown"]);
    const told = readFile({ format: "hledger", content, options: { ...options, types: { unklar: "EQUITY" } } });
    expect(told.findings).toEqual([]);
  });

  it("may use words that mean something to JavaScript", () => {
    const content = `account constructor  ; type: constructor\n${one("constructor:__proto__  $1", "equity")}`;
    const told = { ...options, codes: {}, types: { constructor: "ASSET" } } as const;
    expect(readFile({ format: "hledger", content, options: told }).findings).toEqual([]);
    expect(readFile({ format: "hledger", content, options: { ...options, codes: {} } }).findings).toHaveLength(1);
  });

  it("may name two accounts that would have one code: the caller gives one of them another", () => {
    const content = one("Assets:My Bank  $1", "assets:my-bank  $1", "equity");
    expect(findings(content)).toEqual(["3 account_code_shared"]);
    const codes = { "assets:my-bank": "assets/other-bank" };
    expect(readFile({ format: "hledger", content, options: { ...options, codes } }).findings).toEqual([]);
  });
});

describe("the reader of journals", () => {
  it("has an answer to any text, soon", () => {
    const piece = fc.constantFrom(
      "2026-01-01",
      " ",
      "  ",
      "\n",
      "\n    ",
      "assets:a",
      "$",
      "1",
      ",",
      ".",
      "@",
      "=",
      "(",
      "[",
      '"',
      ";",
      "x: y",
      "-",
      "Y",
    );
    const text = fc.oneof(
      fc.string({ unit: "grapheme" }),
      fc.array(piece, { maxLength: 60 }).map((all) => all.join("")),
    );
    fc.assert(
      fc.property(text, (content) => read(content).findings.length >= 0),
      { numRuns: 2_000 },
    );
    for (const filling of [" ", "-", "1", ",", "a:", "(", "@", "=", '"', "\t", "; a: "])
      expect(read(`2026-01-01 x\n    a  -${filling.repeat(150_000 / filling.length)}!\n`).transactions).toEqual([]);
  });

  it.skipIf(!hasHledger())("comes to the balances that hledger reports", () => {
    const content = `
commodity $1,000.00
commodity 1.000,00 €

2026-01-01 opening
    assets:bank        $1,000
    assets:till          12,50 €
    equity:opening

2026-01-05 * (7) exchange
    assets:till           9,00 €  @ $1.10
    assets:bank         $-9.90

2026-01-04 market
    expenses:food:fruit     $3.20
    expenses:food           $1
    assets:bank

2026-01-06 set right
    assets:bank   = $900
    expenses:lost

2026-01-07 in two hands
    assets:till    -20,00 €
    assets:bank    $22
    [equity:plan]  $5
    [equity:free]
`;
    expect(findings(content)).toEqual(["23 conversion_inferred"]);
    expect(importedBalances(read(content))).toEqual(
      reportedBalances(hledgerBalances(content, ["$1,000.00", "1.000,00 €"]), options.commodities),
    );
  });
});
