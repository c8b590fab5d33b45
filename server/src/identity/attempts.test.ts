import { expect, test } from "vitest";
import { delayAfter, FREE_FAILURES } from "./attempts.ts";

test("the first failures cost nothing, then each doubles the wait, up to a quarter of an hour", () => {
  for (let failures = 0; failures <= FREE_FAILURES; failures++) expect(delayAfter(failures)).toBe(0);
  expect([5, 6, 7, 8].map(delayAfter)).toEqual([2, 4, 8, 16]);
  expect(delayAfter(13)).toBe(512);
  expect(delayAfter(14)).toBe(900);
  expect(delayAfter(10_000)).toBe(900);
});
