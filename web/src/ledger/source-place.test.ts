import { describe, expect, it } from "vitest";
import type { LedgerTransaction } from "../lib/wire.ts";
import { placeOfSource } from "./source-place.ts";

const GOAL = "0193aaaa-0000-7000-8000-000000000001";
const SOURCE = "0193aaaa-0000-7000-8000-000000000002";

function posted(sourceKind: string | null, codes: readonly string[]): LedgerTransaction {
  const entries = codes.map((accountCode) => ({ accountCode }));
  return { sourceKind, sourceId: sourceKind && SOURCE, entries } as LedgerTransaction;
}

describe("what caused a transaction", () => {
  it("is a gift of the goal whose escrow it went into", () => {
    const place = placeOfSource("c", posted("gift", ["clearing/1", `escrow/goal/${GOAL}`]));
    expect(place).toEqual({
      to: "/c/$communityId/goals/$goalId/gifts",
      params: { communityId: "c", goalId: GOAL },
      search: { open: SOURCE },
    });
  });

  it("is a payout, or money without a home, where these are shown", () => {
    expect(placeOfSource("c", posted("payout", [`goal/${GOAL}`]))?.to).toBe("/c/$communityId/goals/$goalId/payouts");
    expect(placeOfSource("c", posted("unmatched", ["suspense/unmatched"]))?.search).toEqual({ open: SOURCE });
  });

  it("is nothing that has a page where somebody posted by hand", () => {
    expect(placeOfSource("c", posted(null, ["bank/main", "cash"]))).toBeNull();
    expect(placeOfSource("c", posted("import", ["bank/main", "cash"]))).toBeNull();
  });
});
