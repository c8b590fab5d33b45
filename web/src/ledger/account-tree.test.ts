import { describe, expect, it } from "vitest";
import type { LedgerAccountNode } from "../lib/wire.ts";
import { accountsBelow, childrenOf, isOpenAtFirst, moveOf } from "./account-tree.ts";

function node(code: string, accounts: number, isAccount = false): LedgerAccountNode {
  const parent = code.includes("/") ? code.slice(0, code.lastIndexOf("/")) : null;
  const own = { accountId: isAccount ? code : null, accountType: null, name: null };
  return {
    code,
    parent,
    level: code.split("/").length,
    subtotals: [{ currency: "KES", balance: 0, accounts, ...own }],
  };
}

describe("the chart of accounts", () => {
  it("hangs each node under the one above", () => {
    const nodes = [node("bank", 2), node("bank/main", 1, true), node("bank/till", 1, true), node("cash", 1, true)];
    expect(childrenOf(nodes, null).map(({ code }) => code)).toEqual(["bank", "cash"]);
    expect(childrenOf(nodes, "bank").map(({ code }) => code)).toEqual(["bank/main", "bank/till"]);
  });

  it("does not count an account among those below itself", () => {
    expect(accountsBelow(node("cash", 1, true))).toBe(0);
    expect(accountsBelow(node("bank", 3, true))).toBe(2);
    expect(accountsBelow(node("bank", 3))).toBe(3);
  });

  it("opens small branches by itself, and none of a chart that is too long to be read at once", () => {
    expect(isOpenAtFirst(node("bank", 12), true)).toBe(true);
    expect(isOpenAtFirst(node("bank", 13), true)).toBe(false);
    expect(isOpenAtFirst(node("bank", 1), false)).toBe(false);
  });

  it("opens with the arrow in the direction of reading", () => {
    expect(moveOf("ArrowRight", false)).toBe("open");
    expect(moveOf("ArrowRight", true)).toBe("fold");
    expect(moveOf("ArrowLeft", true)).toBe("open");
    expect(moveOf("ArrowDown", true)).toBe("next");
    expect(moveOf("x", false)).toBeNull();
  });
});
