import { expect, test } from "vitest";
import { isOwnPath } from "./own-path.ts";

test.each(["/", "/invitations/abc", "/c/1/goals?status=open&open=2#x", "/ועד"])("%j is ours", (path) => {
  expect(isOwnPath(path)).toBe(true);
  expect(new URL(path, "https://ours.example").origin).toBe("https://ours.example");
});

test.each([
  "",
  "invitations",
  "//evil.example",
  "/\\evil.example",
  "/\t/evil.example",
  "/\n/evil.example",
  "https://evil.example",
  "javascript:alert(1)",
  " /x",
  `/${"x".repeat(500)}`,
])("%j is not", (path) => {
  expect(isOwnPath(path)).toBe(false);
});
