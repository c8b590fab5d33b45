import { describe, expect, it } from "vitest";
import type { LedgerAccount } from "../lib/wire.ts";
import { branchesOf } from "./account-tree.ts";

const account = (code: string) => ({ code }) as LedgerAccount;

describe("the chart of accounts", () => {
  it("hangs accounts under the first word of their codes, in order", () => {
    const branches = branchesOf(["clearing/1", "escrow/goal/1", "escrow/goal/2", "revenue/platform-fees"].map(account));
    expect(branches.map(({ name, accounts }) => [name, accounts.length])).toEqual([
      ["clearing", 1],
      ["escrow", 2],
      ["revenue", 1],
    ]);
  });
});
