import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readFile } from "../import/read-file.ts";
import { bookTransaction, exported, wildText } from "../testing/books.ts";
import type { CsvMap } from "./csv-map.ts";
import { csvLine, guarded, readCsv, unguarded } from "./csv-text.ts";
import { createCsvWriter } from "./write-csv.ts";

describe("comma-separated text", () => {
  it("gives every cell back, whatever is in it", () => {
    const cells = fc.array(fc.oneof(wildText, fc.constantFrom(",", '"', "\r", "\n", '","', "")), {
      minLength: 2,
      maxLength: 5,
    });
    fc.assert(
      fc.property(fc.array(cells, { maxLength: 5 }), (rows) => {
        expect(readCsv(rows.map(csvLine).join(""))?.map((row) => row.cells)).toEqual(rows);
      }),
    );
  });

  it("is read with other delimiters, single line feeds, a mark at its beginning and none at its end", () => {
    const rows = readCsv('\uFEFFa;b\n"x;\n1";2\n\n3;4', ";");
    expect(rows).toEqual([
      { line: 1, cells: ["a", "b"] },
      { line: 2, cells: ["x;\n1", "2"] },
      { line: 5, cells: ["3", "4"] },
    ]);
    expect(readCsv('a,"b')).toBe(null);
  });

  it("holds no formula for a spreadsheet to run, and still every text", () => {
    expect(["=1+1", "+1", "-1", "@x", "\tx", "'quoted"].map(guarded)).toEqual([
      "'=1+1",
      "'+1",
      "'-1",
      "'@x",
      "'\tx",
      "''quoted",
    ]);
    fc.assert(
      fc.property(wildText, (text) => {
        expect(unguarded(guarded(text))).toBe(text);
        expect(guarded(text)).not.toMatch(/^[=+\-@\t\r]/);
      }),
    );
  });
});

describe("the books as CSV", () => {
  it("have a row for each entry under a row of headings", () => {
    const transaction = bookTransaction({ description: '=HYPERLINK("x")', metadata: { a: 1 } });
    expect(exported(createCsvWriter(), [transaction]).toString()).toBe(
      [
        "transaction_id,date,recorded_at,kind,description,reference,account_code,account_name,account_type,side,amount,currency,label,balance_after,source_kind,source_id,actor_id,reverses,metadata",
        '0193e4c4-0000-7000-8000-000000000001,2026-11-03,2026-11-03T10:00:00.123Z,gift,"\'=HYPERLINK(""x"")",gift/1,clearing/p,,CLEARING,debit,50.00,KES,gift,50.00,gift,0193e4c4-0000-7000-8000-000000000002,,,"{""a"":1}"',
        '0193e4c4-0000-7000-8000-000000000001,2026-11-03,2026-11-03T10:00:00.123Z,gift,"\'=HYPERLINK(""x"")",gift/1,escrow/goal/7,,ESCROW,credit,50.00,KES,gift,50.00,gift,0193e4c4-0000-7000-8000-000000000002,,,"{""a"":1}"',
        "",
      ].join("\r\n"),
    );
  });
});

const MAP: CsvMap = {
  delimiter: ";",
  date: "Tag",
  dateFormat: "DD.MM.YYYY",
  description: "Text",
  reference: "Nr",
  amount: { column: "Betrag" },
  account: { value: "assets:bank" },
  counterAccount: { column: "Konto" },
  currency: { column: "Währung" },
  decimalMark: ",",
};

const read = (content: string, csv: CsvMap = MAP) =>
  readFile({ format: "csv", content, options: { csv, commodities: { Fr: "CHF" } } });
const lines = (content: string, csv?: CsvMap) =>
  read(content, csv).transactions.flatMap((each) =>
    each.lines.map(({ account, side, amount, currency }) => `${account.code} ${side} ${amount} ${currency}`),
  );
const findings = (content: string, csv?: CsvMap) =>
  read(content, csv).findings.map(({ code, line }) => `${line} ${code}`);

describe("CSV by a map of its columns", () => {
  const head = "Nr;Tag;Text;Konto;Betrag;Währung\n";
  it("has a transaction a row, between an account and the other one", () => {
    expect(
      lines(`${head}7;3.1.2026;"Miete; Januar";expenses:rent;-1.234,50;EUR\n8;04.01.2026;;income:x;10;Fr\n`),
    ).toEqual([
      "assets/bank credit 123450 EUR",
      "expenses/rent debit 123450 EUR",
      "assets/bank debit 1000 CHF",
      "income/x credit 1000 CHF",
    ]);
    expect(read(`${head}7;3.1.2026;Miete;expenses:rent;-1,50;EUR\n`).transactions[0]).toMatchObject({
      date: "2026-01-03",
      description: "Miete",
      metadata: { code: "7" },
      line: 2,
    });
  });

  it("may have a column for each side, a column that names the side, or credit positive", () => {
    const sides = { ...MAP, amount: { debit: "Soll", credit: "Haben" } };
    const content =
      "Nr;Tag;Text;Konto;Soll;Haben;Währung\n1;1.1.2026;a;income:x;5,00;;EUR\n2;1.1.2026;a;income:x;;(2,00);EUR\n";
    expect(lines(content, sides).filter((line) => line.startsWith("assets"))).toEqual([
      "assets/bank debit 500 EUR",
      "assets/bank debit 200 EUR",
    ]);
    const named = { ...MAP, amount: { column: "Betrag", side: "Text" } };
    expect(lines(`${head}1;1.1.2026;Credit;income:x;5;EUR\n`, named)[0]).toBe("assets/bank credit 500 EUR");
    const turned = { ...MAP, amount: { column: "Betrag", isCreditPositive: true } };
    expect(lines(`${head}1;1.1.2026;;income:x;5;EUR\n`, turned)[0]).toBe("assets/bank credit 500 EUR");
  });

  it("may have several rows for a transaction", () => {
    const { counterAccount: _, ...rest } = MAP;
    const map: CsvMap = { ...rest, transaction: "Nr", account: { column: "Konto" } };
    expect(
      lines(`${head}1;1.1.2026;;assets:a;5;EUR\n1;1.1.2026;;income:b;-3;EUR\n1;1.1.2026;;income:c;-2;EUR\n`, map),
    ).toEqual(["assets/a debit 500 EUR", "income/b credit 300 EUR", "income/c credit 200 EUR"]);
    expect(findings(`${head}1;1.1.2026;;assets:a;5;EUR\n1;2.1.2026;;income:b;-5;EUR\n`, map)).toEqual([
      "3 rows_disagree",
    ]);
    expect(findings(`${head}1;1.1.2026;;assets:a;5;EUR\n`, map)).toEqual(["2 not_balanced"]);
  });

  it("names what it cannot read by its line", () => {
    const rows = [
      "1;2026-01-01;;income:x;5;EUR",
      "2;1.1.2026;;income:x;five;EUR",
      "3;1.1.2026;;income:x;1,005;EUR",
      "4;1.1.2026;;wo:x;1;EUR",
    ];
    expect(findings(`${head}${rows.join("\n")}\n`)).toEqual([
      "2 date_invalid",
      "3 amount_not_understood",
      "4 too_many_decimals",
      "4 too_many_decimals",
      "5 account_type_unknown",
    ]);
    expect(read("Nr;Tag\n1;2\n").findings).toEqual([
      { code: "column_missing", line: 1, params: { columns: "Text, Konto, Währung, Betrag" } },
    ]);
    expect(findings(`${head}1;"1.1.2026`)).toEqual(["1 quote_not_closed"]);
    const { decimalMark: _, ...unsaid } = MAP;
    expect(findings(`${head}1;1.1.2026;;income:x;1.000;EUR\n`, unsaid)).toEqual(["2 number_ambiguous"]);
  });

  it("has an answer to any text", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (text) => read(head + text).findings.length >= 0),
      { numRuns: 1_000 },
    );
  });
});
