import { describe, expect, it } from "vitest";
import { codeOfName } from "./account-codes.ts";

describe("the code of an imported account", () => {
  it.each([
    ["bank/mpesa", "bank/mpesa"],
    ["wallet/amina.w", "wallet/amina.w"],
    ["Assets:Bank Account:Crédit", "assets/bank-account/credit"],
    ["Bank/Mpesa", "bank-mpesa"],
  ])("of %s is %s", (name, code) => {
    expect(codeOfName(name)).toBe(code);
  });
});
