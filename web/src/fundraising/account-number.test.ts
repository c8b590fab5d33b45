import { describe, expect, it } from "vitest";
import { accountNumberIn, isAccountNumber } from "./account-number.ts";

describe("an account number", () => {
  it.each([
    ["0110 2345 67", "0110234567"],
    ["+254712345678", "254712345678"],
    [" + 254 712\u00a0345 678 ", "254712345678"],
    ["\u200e+254712345678\u202c", "254712345678"],
    ["GB33 BUKB 2020", "GB33BUKB2020"],
  ])("written as %j is sent without its blanks and the plus at its front", (typed, sent) => {
    expect(accountNumberIn(typed)).toBe(sent);
    expect(isAccountNumber(typed)).toBe(true);
  });

  it.each(["", "+123", "0712-345-678", "0712+345678", "++254712345678"])(
    "written as %j is refused, as the server would",
    (typed) => {
      expect(isAccountNumber(typed)).toBe(false);
    },
  );
});
