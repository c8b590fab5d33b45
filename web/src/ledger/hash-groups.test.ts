import { describe, expect, it } from "vitest";
import { hashGroups } from "./hash-groups.ts";

describe("a hash to be read aloud", () => {
  it("stands in eights and loses nothing", () => {
    const hash = "0123456789abcdef".repeat(4);
    expect(hashGroups(hash)).toHaveLength(8);
    expect(hashGroups(hash).join("")).toBe(hash);
    expect(hashGroups("abc")).toEqual(["abc"]);
    expect(hashGroups("")).toEqual([]);
  });
});
