import { describe, expect, it } from "vitest";
import type { LedgerAccount } from "../lib/wire.ts";
import { currencyOfCode, emptyPost, mayBePosted, postBody } from "./post-values.ts";

const accounts = [
  { code: "bank/main", currency: "KES" },
  { code: "bank/euro", currency: "EUR" },
  { code: "cash", currency: "KES" },
  { code: "cash", currency: "USD" },
] as LedgerAccount[];

describe("a transaction by hand", () => {
  it("sends what was written and nothing else", () => {
    const values = emptyPost("KES", "2026-03-31");
    const [debit, credit] = values.entries;
    Object.assign(debit ?? {}, { account: " bank/main ", amount: 500 });
    Object.assign(credit ?? {}, { account: "cash", amount: 500 });
    expect(postBody({ ...values, description: " Float " })).toEqual({
      description: "Float",
      effectiveDate: "2026-03-31",
      entries: [
        { entryType: "DEBIT", account: "bank/main", amount: 500, currency: "KES" },
        { entryType: "CREDIT", account: "cash", amount: 500, currency: "KES" },
      ],
    });
  });

  it("takes the currency of an account that has only one", () => {
    expect(currencyOfCode(accounts, "bank/euro")).toBe("EUR");
    expect(currencyOfCode(accounts, "cash")).toBeNull();
    expect(currencyOfCode(accounts, "safe")).toBeNull();
  });

  it("goes to open accounts that no product moves", () => {
    const account = (more: Partial<LedgerAccount>) => ({ byProduct: false, closedAt: null, ...more }) as LedgerAccount;
    expect(mayBePosted(account({}))).toBe(true);
    expect(mayBePosted(account({ byProduct: true }))).toBe(false);
    expect(mayBePosted(account({ closedAt: "2026-01-01T00:00:00Z" }))).toBe(false);
  });
});
