import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type BookTransaction, decimalText } from "./books.ts";
import { createWriter } from "./formats.ts";
import { previewOf } from "./import/preview.ts";
import { IMPORT_FORMATS, type ImportFormat, readFile } from "./import/read-file.ts";
import { arbitraryBooks, balancesOf, bookTransaction, exported } from "./testing/books.ts";

function reread(format: ImportFormat, books: readonly BookTransaction[]) {
  return readFile({ format, content: exported(createWriter(format), books).toString() });
}

describe.each(IMPORT_FORMATS)("our own export as %s, imported again", (format) => {
  it("has the same accounts with the same balances, and every transaction", () => {
    fc.assert(
      fc.property(arbitraryBooks, (books) => {
        const read = reread(format, books);
        const preview = previewOf(read);
        expect(preview.problems).toEqual([]);
        expect(preview.transactions).toBe(books.length);
        const entries = books.flatMap((each) => each.entries);
        const standing = preview.accounts.filter(({ debit, credit }) => debit !== credit);
        const found = standing.map(({ code, currency, debit, credit }) => [
          `${code} ${currency}`,
          `${decimalText(debit - credit, currency)} ${currency}`,
        ]);
        expect(Object.fromEntries(found)).toEqual(balancesOf(entries, (entry) => entry.code));
        const types = new Map(entries.map((entry) => [entry.code, entry.type]));
        expect(preview.accounts.map(({ type }) => type)).toEqual(preview.accounts.map(({ code }) => types.get(code)));
      }),
      { numRuns: 150 },
    );
  });

  it("keeps the day, the lines with their labels, and what it was", () => {
    const [transaction] = reread(format, [bookTransaction({ description: "=School, roof" })]).transactions;
    expect(transaction?.date).toBe("2026-11-03");
    expect(transaction?.description).toContain("=School, roof");
    expect(transaction?.lines.map(({ account, side, amount, label }) => [account.code, side, amount, label])).toEqual([
      ["clearing/p", "debit", 5_000n, "gift"],
      ["escrow/goal/7", "credit", 5_000n, "gift"],
    ]);
  });
});
