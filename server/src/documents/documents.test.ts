import { describe, expect, it } from "vitest";
import { LOCALES, type Locale } from "../platform/i18n.ts";
import { documentNumber, yearIn } from "./document.ts";
import { type ReceiptFacts, receiptData, receiptPdf } from "./receipt.ts";
import { renderPdf } from "./render.ts";

const kes = (amount: bigint) => ({ amount, currency: "KES" });

function exampleReceipt(locale: Locale): ReceiptFacts {
  return {
    locale,
    timeZone: "Africa/Nairobi",
    paper: locale === "en" ? "a5" : "a4",
    number: "R-2026-00042",
    issuedAt: new Date("2026-11-21T09:00:00Z"),
    paidAt: new Date("2026-11-20T22:30:00Z"),
    community: locale === "he" ? "ועד ההורים, ירושלים" : "Manyatta Parents",
    giver: locale === "he" ? "נועה כהן (Noa) 12" : "Amina Otieno #strong[x] \\ $1$",
    goal: locale === "he" ? "גג לבית הספר 21/11/2026" : "A roof for Manyatta Primary",
    owner: "Achieng Otieno",
    provider: "Paystack",
    reference: "cp_0193a1b2c3",
    gift: kes(100_000n),
    feeCover: kes(4_602n),
    paid: kes(104_602n),
    platformFee: kes(1_569n),
    providerFee: kes(3_033n),
    net: kes(100_000n),
    verifyUrl: "https://purse.example/r/0193a1b2-0000-7000-8000-000000000003?t=abcdefghijklmnopqrstuvwx",
    notice: locale === "id" ? "Uangnya sudah dikembalikan kepada Anda." : null,
  };
}

describe("receipts", () => {
  it.each(LOCALES)("are set in %s", async (locale) => {
    const pdf = Buffer.from(await receiptPdf(exampleReceipt(locale)));
    expect(pdf.subarray(0, 5).toString("latin1")).toBe("%PDF-");
    expect(pdf.subarray(-6).toString("latin1")).toContain("%%EOF");
    expect(pdf.length).toBeGreaterThan(10_000);
    expect(pdf.length).toBeLessThan(150_000);
    // Tagged for screen readers, with the language said.
    expect(pdf.toString("latin1")).toContain(`/Lang (${locale})`);
  });

  it("have the same bytes each time", async () => {
    const [one, two] = [await receiptPdf(exampleReceipt("en")), await receiptPdf(exampleReceipt("en"))];
    expect(Buffer.compare(one, two)).toBe(0);
  });

  it("tell the day where the community lives, and leave out what is nothing", () => {
    const data = receiptData({ ...exampleReceipt("en"), feeCover: kes(0n) });
    // 22:30 in London is the next day in Nairobi.
    expect(data.amountNote).toContain("21 November 2026");
    expect(data.lines.map((line) => line.label)).toEqual(["Gift"]);
    expect(data.notice).toBeNull();
  });

  it("do not stop the server while one is set, and a broken one harms no other", async () => {
    const bad = renderPdf({ template: "receipt", data: { title: "only this" }, at: new Date(0) });
    const good = receiptPdf(exampleReceipt("he"));
    await expect(bad).rejects.toThrow();
    expect((await good).length).toBeGreaterThan(0);
  });
});

describe("numbers", () => {
  it("are short and sort by year", () => {
    expect(documentNumber("receipt", 2026, 42n)).toBe("R-2026-00042");
    expect(documentNumber("receipt", 2026, 1_234_567n)).toBe("R-2026-1234567");
  });

  it("begin anew at midnight where the community lives", () => {
    const eve = new Date("2026-12-31T22:00:00Z");
    expect(yearIn("UTC", eve)).toBe(2026);
    expect(yearIn("Africa/Nairobi", eve)).toBe(2027);
  });
});
