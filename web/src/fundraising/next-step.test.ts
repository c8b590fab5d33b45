import { describe, expect, it } from "vitest";
import type { Goal, Milestone, MilestonePayout, Proof } from "../lib/wire.ts";
import { nextStep } from "./next-step.ts";

const kes = (amount: number) => ({ amount, currency: "KES" });
const milestone = (position: number, status: Milestone["status"]): Milestone => ({
  id: `m${position}`,
  position,
  title: "",
  description: "",
  amount: kes(1),
  status,
  releasedAmount: null,
});
const goal = (status: Goal["status"], ...milestones: Milestone[]) => ({ status, milestones }) as Goal;
const proof = (status: Proof["status"]) => ({ id: "p", status }) as Proof;
const payout = (status: MilestonePayout["status"]) => ({ milestoneId: "m1", status }) as MilestonePayout;

describe("the next step of a goal", () => {
  it.each([
    ["draft", "publish"],
    ["open", "share"],
    ["deciding", "wait_for_decision"],
    ["failed", "choices"],
    ["cancelled", "choices"],
    ["proven", "done"],
  ] as const)("of %s is %s", (status, kind) => {
    expect(nextStep(goal(status, milestone(1, "pending")), [], []).kind).toBe(kind);
  });

  it.each([
    ["pending", "prove"],
    ["ready", "release"],
    ["released", "pay_out"],
    ["paid_out", "prove"],
  ] as const)("with a milestone that is %s is to %s", (status, kind) => {
    expect(nextStep(goal("releasing", milestone(1, status), milestone(2, "pending")), [], []).kind).toBe(kind);
  });

  it("waits for a vote, or for an operator where nobody may vote", () => {
    const funded = goal("funded", milestone(1, "pending"));
    expect(nextStep(funded, [proof("voting")], []).kind).toBe("vote");
    expect(nextStep(funded, [proof("awaiting_operator")], []).kind).toBe("decide");
    expect(nextStep(funded, [proof("rejected")], [])).toMatchObject({ kind: "prove", proof: "plan" });
  });

  it("waits for a payout that is under way, and asks again after one that failed", () => {
    const releasing = goal("releasing", milestone(1, "released"));
    expect(nextStep(releasing, [], [payout("requested")]).kind).toBe("payout_under_way");
    expect(nextStep(releasing, [], [payout("failed")]).kind).toBe("pay_out");
  });

  it("asks for the last proof when all is paid out", () => {
    expect(nextStep(goal("withdrawn", milestone(1, "proven"), milestone(2, "paid_out")), [], [])).toMatchObject({
      kind: "prove",
      proof: "use",
    });
  });
});
