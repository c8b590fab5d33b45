import { expect, it } from "vitest";
import { sealIsLate } from "./seal-is-late.ts";

it("a seal that did not come within a minute is late", () => {
  const recorded = Date.UTC(2026, 0, 1, 12);
  const at = new Date(recorded).toISOString();
  expect(sealIsLate(at, recorded + 2_000)).toBe(false);
  expect(sealIsLate(at, recorded + 60_000)).toBe(false);
  expect(sealIsLate(at, recorded + 60_001)).toBe(true);
});
