import { describe, expect, it } from "vitest";
import { dayBefore, instantOf, isDay, localOf } from "./days.ts";

describe("days", () => {
  it("are counted back over the ends of months", () => {
    expect(dayBefore("2026-03-01", 1)).toBe("2026-02-28");
    expect(dayBefore("2024-03-01", 1)).toBe("2024-02-29");
  });

  it("of an address are days or nothing", () => {
    expect(isDay("2026-03-31")).toBe(true);
    expect(isDay("2026-13-31")).toBe(false);
    expect(isDay("yesterday")).toBe(false);
    expect(isDay(undefined)).toBe(false);
  });

  it("with an hour are the same after the field has shown them", () => {
    expect(instantOf(localOf("2026-03-31T21:45:00.000Z"))).toBe("2026-03-31T21:45:00.000Z");
    expect(localOf("never")).toBe("");
    expect(instantOf("")).toBeUndefined();
  });
});
