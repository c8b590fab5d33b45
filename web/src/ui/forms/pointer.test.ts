import { describe, expect, it } from "vitest";
import { fieldOf, nearestField } from "./pointer.ts";

describe("faults of fields", () => {
  it("reads JSON pointers", () => {
    expect(fieldOf("#/milestones/0/amount")).toBe("milestones.0.amount");
    expect(fieldOf("/a~1b/c~0d")).toBe("a/b.c~d");
  });

  it("finds the nearest field of the form", () => {
    const known = ["title", "milestones", "milestones.0.amount"];
    expect(nearestField("#/milestones/0/amount", known)).toBe("milestones.0.amount");
    expect(nearestField("#/milestones/0/amount/currency", known)).toBe("milestones.0.amount");
    expect(nearestField("#/milestones/3/title", known)).toBe("milestones");
    expect(nearestField("#/terms", known)).toBeNull();
  });
});
