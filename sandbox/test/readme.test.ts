import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { behavioursOf, digitsFor, digitsOfAccount, KINDS, type Kind, provokedBy } from "../src/behaviours.ts";
import { sign, signedHeaders } from "../src/events/sign.ts";

const README = readFileSync(new URL("../README.md", import.meta.url), "utf8");

describe("the page is the protocol", () => {
  const [, amounts = ""] = README.split("## Amounts that provoke");
  const sections: Readonly<Record<Kind, string>> = {
    charge: between(amounts, "### Charges", "### Refunds"),
    refund: between(amounts, "### Refunds", "### Payouts"),
    payout: between(amounts, "### Payouts", "## Control"),
  };

  test.each(KINDS)("its table of %ss is the code's", (kind) => {
    const told = [...sections[kind].matchAll(/^\| +(9\d\d) +\| +`(\w+)` +\|/gm)].map((row) => [row[2], Number(row[1])]);
    const coded = behavioursOf(kind)
      .filter((name) => name !== "normal")
      .map((name) => [name, digitsFor(kind, name)]);
    expect(told).toEqual(coded);
  });

  test("its signature vector holds", () => {
    const body = /^ {4}(\{"id":"evt_0123456789abcdef01234567".*"expiresAt".*\})$/m.exec(README)?.[1] ?? "";
    const [full, empty] = [...README.matchAll(/→ `([0-9a-f]{64})`/g)].map((match) => match[1]);
    expect(Buffer.byteLength(body)).toBe(548);
    expect(sign("whsec_sandbox_example", 1_772_439_299, body)).toBe(full);
    expect(sign("whsec_sandbox_example", 1_772_439_299, "{}")).toBe(empty);
    expect(signedHeaders("whsec_sandbox_example", 1_772_439_299_999, body)).toMatchObject({
      "x-sandbox-timestamp": "1772439299",
      "x-sandbox-signature": full,
    });
  });
});

describe("amounts that provoke", () => {
  test("the first that means something for the kind decides", () => {
    expect(provokedBy("charge", [109_901])).toBe("card_declined");
    expect(provokedBy("charge", [109_941])).toBe("normal");
    expect(provokedBy("refund", [500, 109_941])).toBe("refund_fails");
    expect(provokedBy("refund", [942, 941])).toBe("dropped_after_accept");
    expect(provokedBy("payout", [100, digitsOfAccount("77000952")])).toBe("payout_reversed");
    expect(digitsOfAccount("0001952")).toBe(0);
  });

  test("no two share their digits", () => {
    const digits = KINDS.flatMap((kind) => behavioursOf(kind).map((name) => digitsFor(kind, name))).filter(
      (one) => one !== null,
    );
    expect(new Set(digits).size).toBe(digits.length);
  });
});

function between(text: string, from: string, to: string): string {
  return text.split(from)[1]?.split(to)[0] ?? "";
}
