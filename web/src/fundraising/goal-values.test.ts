import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { goalBody, localInput, milestoneSum, newGoal } from "./goal-values.ts";

const NOW = Date.parse("2026-11-21T09:00:00Z");

describe("a goal in the wizard", () => {
  it("sums its milestones exactly", () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 1_000_000_000_000 }), { maxLength: 20 }),
        fc.integer({ min: 0, max: 1_000_000_000_000 }),
        (amounts, target) => {
          const { sum, missing } = milestoneSum({
            target,
            milestones: amounts.map((amount) => ({ title: "", description: "", amount })),
          });
          expect(sum + missing).toBe(BigInt(target));
          expect(sum).toBe(amounts.reduce((total, amount) => total + BigInt(amount), 0n));
        },
      ),
    );
  });

  it("sends rates as hundredths of a per cent and times as instants", () => {
    const values = newGoal(NOW);
    const body = goalBody(
      {
        ...values,
        title: " Roof ",
        target: 60_000_000,
        milestones: [{ title: "Iron sheets", description: "", amount: 60_000_000 }],
      },
      "KES",
    );
    expect(body.title).toBe("Roof");
    expect(body.targetAmount).toEqual({ amount: 60_000_000, currency: "KES" });
    expect(body.terms.vote).toMatchObject({ windowHours: 72, quorumBps: 2000, thresholdBps: 5001 });
    expect(Date.parse(body.deadline)).toBe(NOW + 30 * 86_400_000);
    expect(body.terms.stretchAmount).toBeNull();
  });

  it("shows an instant in the browser's own time", () => {
    expect(new Date(localInput(new Date(NOW))).getTime()).toBe(NOW);
  });
});
