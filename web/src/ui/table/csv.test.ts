import { describe, expect, it } from "vitest";
import { exportColumns, toCsv } from "./csv.ts";

describe("export of what is shown", () => {
  const columns = [
    { head: "Name", value: (row: { name: string; amount: number }) => row.name },
    { head: "Amount", value: (row: { name: string; amount: number }) => row.amount },
  ];

  it("quotes what needs it", () => {
    expect(toCsv(columns, [{ name: 'Amina "the roof", K.', amount: -5 }])).toBe(
      '\ufeffName,Amount\r\n"Amina ""the roof"", K.",-5\r\n',
    );
  });

  it("says it in words, with the code in a column of its own", () => {
    const kind = { id: "kind", head: "What", cell: () => null, csv: () => "Payment fee", code: () => "provider_fee" };
    const link = { id: "link", head: "Link", cell: () => null };
    const told = exportColumns([kind, link], (head) => `${head} (code)`);
    expect(toCsv(told, [{}])).toBe("\ufeffWhat,What (code)\r\nPayment fee,provider_fee\r\n");
  });

  it("lets no name become a formula", () => {
    expect(toCsv(columns, [{ name: "=HYPERLINK(1)", amount: 1 }])).toContain("'=HYPERLINK(1),1");
  });
});
