import { expect, it } from "vitest";
import { rateText, toRate } from "./rates.ts";

it("a rate is read by its digits, from either currency's side", () => {
  for (const [text, numerator, denominator] of [
    ["129.35", 12_935, 100],
    ["131", 131, 1],
    ["0.0077", 77, 10_000],
    ["100/12935", 100, 12_935],
    ["1/129.35", 100, 12_935],
    ["1.5/2", 15, 20],
  ] as const)
    expect(toRate(text), text).toEqual({ numerator, denominator });
});

it("a rate is written as it was given", () => {
  for (const text of ["129.35", "131", "0.0077", "100/12935", "1.10"]) expect(rateText(toRate(text))).toBe(text);
});

it("what is no rate is refused with how to write one", () => {
  for (const text of ["", "0", "0.00", "1/0", "-1", "1,5", "1e3", ".5", "1/", "much"])
    expect(() => toRate(text), text).toThrow(`"${text}" is not a rate: write it as 129.35, or as 1/129.35`);
  for (const text of ["9007199254740992", "1/0.00000000000000001"])
    expect(() => toRate(text)).toThrow("too many digits");
});
