import { describe, expect, it } from "vitest";
import { formatOf, headingsOf, importBody, NO_FILE, pairsOf } from "./import-values.ts";

describe("a file to be imported", () => {
  it("is known by its name", () => {
    expect(formatOf("books.2026.journal")).toBe("hledger");
    expect(formatOf("Main.BEANCOUNT")).toBe("beancount");
    expect(formatOf("bank.csv")).toBe("csv");
    expect(formatOf("notes.txt")).toBeNull();
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
    expect(importBody({ ...NO_FILE, format: "csv", content: "x" })).toEqual({ format: "csv", content: "x" });
  });

  it("takes what is a heading from the column, and all else for every row", () => {
    const content = "Datum;Betrag;Konto\n";
    const values = { ...NO_FILE, format: "csv" as const, content, isOwn: false };
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
