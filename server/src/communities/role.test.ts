import { describe, expect, test } from "vitest";
import type { Permission } from "../platform/module.ts";
import { exceeding, permissionsOfOrigin, unknownPermissions } from "./role.ts";

const offered: readonly Permission[] = [
  { name: "ledger.view", description: "" },
  { name: "fundraising.give", description: "", roles: ["treasurer", "operator", "member"] },
  { name: "fundraising.release", description: "", roles: ["treasurer"] },
];

describe("born roles", () => {
  test("the owner has everything, also what comes later", () => {
    expect(permissionsOfOrigin("owner", offered)).toEqual(["*"]);
  });

  test("the others have what the modules say; without a word, treasurer and operator", () => {
    expect(permissionsOfOrigin("treasurer", offered)).toEqual([
      "ledger.view",
      "fundraising.give",
      "fundraising.release",
    ]);
    expect(permissionsOfOrigin("operator", offered)).toEqual(["ledger.view", "fundraising.give"]);
    expect(permissionsOfOrigin("member", offered)).toEqual(["fundraising.give"]);
  });
});

test("nobody hands out more than they have", () => {
  expect(exceeding(new Set(["a.x", "a.y"]), ["a.x"])).toBeNull();
  expect(exceeding(new Set(["a.x"]), ["a.x", "*"])).toBe("*");
  expect(exceeding(new Set(["a.x"]), ["b.z"])).toBe("b.z");
  expect(exceeding(new Set(["*"]), ["b.z", "*"])).toBeNull();
});

test("a role of one's own holds known permissions only, and never everything", () => {
  expect(unknownPermissions(["ledger.view", "*", "moon.fly"], offered)).toEqual(["*", "moon.fly"]);
});
