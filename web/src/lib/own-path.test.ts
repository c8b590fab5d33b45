import { describe, expect, it } from "vitest";
import { onwardTo, ownPath } from "./own-path.ts";

describe("where somebody was going", () => {
  it.each(["/", "/invitations/abc", "/c/1/goals?status=open"])("is kept: %j", (path) => {
    expect(ownPath(path)).toBe(path);
    expect(onwardTo(path)).toEqual({ next: path });
  });
  it.each([
    "",
    "x",
    "//evil.example",
    "/\\evil.example",
    "/\t/evil.example",
    "/\n/evil.example",
    "https://evil.example",
  ])("is nowhere: %j", (path) => {
    expect(ownPath(path)).toBeNull();
    expect(onwardTo(path)).toEqual({});
  });
});
