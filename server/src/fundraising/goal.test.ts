import { describe, expect, it } from "vitest";
import { countsGift, decision, GOAL_STATES, type GoalMoment, mayDecide, takesGifts } from "./goal.ts";

const deadline = new Date("2026-12-01T00:00:00Z");
const before = new Date("2026-11-30T23:59:59.999Z");
const hours = (count: number) => new Date(deadline.getTime() + count * 3_600_000);
const goal = (change: Partial<GoalMoment> = {}): GoalMoment => ({
  status: "open",
  deadline,
  closedAt: null,
  ...change,
});

describe("takesGifts", () => {
  it("only before the deadline, to the millisecond", () => {
    expect(takesGifts(goal(), before, 0n, null)).toBe(true);
    expect(takesGifts(goal(), deadline, 0n, null)).toBe(false);
  });
  it("after the target only towards a stretch target", () => {
    const funded = goal({ status: "funded" });
    expect(takesGifts(funded, before, 100n, null)).toBe(false);
    expect(takesGifts(funded, before, 149n, 150n)).toBe(true);
    expect(takesGifts(funded, before, 150n, 150n)).toBe(false);
  });
  it("in no other state", () => {
    const others = GOAL_STATES.filter((status) => status !== "open" && status !== "funded");
    for (const status of others) expect(takesGifts(goal({ status }), before, 0n, 900n)).toBe(false);
  });
});

describe("countsGift", () => {
  it("goes by the provider's paid time, not by ours", () => {
    expect(countsGift(goal({ status: "deciding" }), before, 2)).toBe(true);
    expect(countsGift(goal({ status: "deciding" }), deadline, 2)).toBe(false);
  });
  it("not once the goal is closed for counting", () => {
    expect(countsGift(goal({ status: "funded", closedAt: hours(24) }), before, 2)).toBe(false);
  });
  it("not when nothing is left to release it with", () => {
    expect(countsGift(goal({ status: "releasing" }), before, 1)).toBe(true);
    expect(countsGift(goal({ status: "releasing" }), before, 0)).toBe(false);
    for (const status of ["failed", "cancelled", "withdrawn", "proven", "draft"] as const) {
      expect(countsGift(goal({ status }), before, 2)).toBe(false);
    }
  });
});

describe("the decision", () => {
  it("waits for payments under way, but not longer than a day", () => {
    expect(mayDecide(goal(), before, 0)).toBe(false);
    expect(mayDecide(goal(), deadline, 0)).toBe(true);
    expect(mayDecide(goal(), deadline, 1)).toBe(false);
    expect(mayDecide(goal(), hours(23.999), 1)).toBe(false);
    expect(mayDecide(goal(), hours(24), 1)).toBe(true);
  });
  it.each([
    ["all_or_nothing", 99n, "decide_failure"],
    ["all_or_nothing", 100n, "decide_success"],
    ["keep_what_comes", 1n, "decide_success"],
    ["keep_what_comes", 0n, "decide_failure"],
    ["keep_what_comes", -1n, "decide_failure"],
  ] as const)("%s with %s of 100: %s", (mode, raised, wanted) => {
    expect(decision(mode, raised, 100n)).toBe(wanted);
  });
});
