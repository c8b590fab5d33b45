import { describe, expect, it } from "vitest";
import { sealStatus } from "./seal-status.ts";

const at = (second: number) => new Date(Date.UTC(2026, 0, 1, 12, 0, second)).toISOString();
const now = (second: number) => Date.parse(at(second));
const seal = (second: number) => ({ n: 7, sealedAt: at(second) });

describe("a transaction's seal", () => {
  it("comes soon after it was recorded", () => {
    expect(sealStatus(at(0), null, now(1))).toEqual({ kind: "soon" });
    expect(sealStatus(at(0), seal(-5), now(10))).toEqual({ kind: "soon" });
    expect(sealStatus(at(0), seal(2), now(10))).toEqual({ kind: "soon" });
  });

  it("is told when no posting under way can have missed it", () => {
    expect(sealStatus(at(0), seal(61), now(62))).toEqual({ kind: "sealed", n: 7 });
    expect(sealStatus(at(0), seal(2), now(61))).toEqual({ kind: "sealed", n: 7 });
  });

  it("is missed when it does not come", () => {
    expect(sealStatus(at(0), seal(-5), now(61))).toEqual({ kind: "late" });
    expect(sealStatus(at(0), null, now(61))).toEqual({ kind: "late" });
  });
});
