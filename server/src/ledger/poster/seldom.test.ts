import { describe, expect, it } from "vitest";
import { seldom } from "./seldom.ts";

describe("what is seldom", () => {
  it("is so for each key, and for all of them together", () => {
    let at = 1_000;
    const is = seldom(100, 2, () => new Date(at));
    expect([is("a"), is("a"), is("b"), is("c")]).toEqual([true, false, true, false]);
    at += 100;
    expect([is("c"), is("a"), is("b")]).toEqual([true, true, false]);
    at += 50;
    expect(is("b")).toBe(false);
    at += 50;
    expect(is("b")).toBe(true);
  });

  it("begins anew where the clock went back", () => {
    let at = 1_000;
    const is = seldom(100, 2, () => new Date(at));
    expect(is("a")).toBe(true);
    at -= 500;
    expect(is("a")).toBe(true);
  });
});
