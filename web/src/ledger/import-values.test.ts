import { describe, expect, it } from "vitest";
import { formatOf, headingsOf, importBody, isOurTable, NO_FILE, pairsOf, textOf } from "./import-values.ts";

describe("a file to be imported", () => {
  it("is known by its name", () => {
    expect(formatOf("books.2026.journal")).toBe("hledger");
    expect(formatOf("Main.BEANCOUNT")).toBe("beancount");
    expect(formatOf("bank.csv")).toBe("csv");
    expect(formatOf("notes.txt")).toBeNull();
  });

  it("is text in letters that can be told, or nothing", () => {
    const bytes = (...codes: number[]) => new Uint8Array(codes);
    expect(textOf(new TextEncoder().encode("חשמל – ₪"))).toBe("חשמל – ₪");
    expect(textOf(bytes(0xff, 0xfe, 0xd7, 0x05))).toBe("\u05d7");
    expect(textOf(bytes(0xfe, 0xff, 0x05, 0xd7))).toBe("\u05d7");
    expect(textOf(bytes(0xe7, 0xf9, 0xee, 0xec))).toBeNull();
    expect(textOf(bytes(0x50, 0x4b, 0x03, 0x04, 0x00))).toBeNull();
    expect(textOf(bytes())).toBe("");
  });

  it("has its headings parted by the sign that stands there most", () => {
    expect(headingsOf('\ufeffDatum;"Betrag, netto";Konto\r\n1;2;3')).toEqual({
      delimiter: ";",
      headings: ["Datum", "Betrag, netto", "Konto"],
    });
    expect(headingsOf("").headings).toEqual([]);
  });

  it("goes as it is where nothing has to be said about it", () => {
    expect(importBody({ ...NO_FILE, content: "x" })).toEqual({ format: "hledger", content: "x" });
    const ours = "transaction_id,date,account_code,side,amount,currency\n";
    expect(importBody({ ...NO_FILE, format: "csv", content: ours })).toEqual({ format: "csv", content: ours });
    expect(isOurTable("Datum;Betrag;Konto\n")).toBe(false);
  });

  it("takes what is a heading from the column, and all else for every row", () => {
    const content = "Datum;Betrag;Konto\n";
    const values = { ...NO_FILE, format: "csv" as const, content };
    const told = { date: "Datum", amount: "Betrag", account: "Konto", counterAccount: "bank/main", currency: "EUR" };
    expect(importBody({ ...values, ...told }).options).toEqual({
      csv: {
        delimiter: ";",
        date: "Datum",
        account: { column: "Konto" },
        counterAccount: { value: "bank/main" },
        amount: { column: "Betrag" },
        currency: { value: "EUR" },
      },
    });
  });

  it("says which names are which types and currencies", () => {
    expect(pairsOf("$ = USD\n\nno pair\na=b=EUR")).toEqual([
      ["$", "USD"],
      ["a=b", "EUR"],
    ]);
    const { options } = importBody({
      ...NO_FILE,
      content: "x",
      types: "Aktiva = asset\nPassiva = nothing",
      commodities: "$ = usd",
    });
    expect(options).toEqual({ types: { Aktiva: "ASSET" }, commodities: { $: "USD" } });
  });
});
