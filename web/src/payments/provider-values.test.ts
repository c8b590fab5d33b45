import { describe, expect, it } from "vitest";
import { codesIn, feesIn, newProvider, valuesOfFee } from "./provider-values.ts";

const naira = { currency: "NGN", bps: 150, fixed: 10_000, fixedFrom: 250_000, cap: 200_000 };

describe("a provider's form", () => {
  it("reads currencies as people write them, each once", () => {
    expect(codesIn("kes, NGN;  usd kes")).toEqual(["KES", "NGN", "USD"]);
  });

  it("sends a price as it came, and one that was put right", () => {
    const values = { ...newProvider("NGN, KES"), fees: { paystack: { NGN: valuesOfFee(naira) } } };
    expect(feesIn(values)).toEqual([naira]);
    const agreed = { percent: "1,25", fixed: null, fixedFrom: null, cap: null };
    expect(feesIn({ ...values, fees: { paystack: { KES: agreed } } })).toEqual([
      { currency: "KES", bps: 125, fixed: 0, fixedFrom: null, cap: null },
    ]);
  });

  it("sends no price of a kind or a currency that was left again", () => {
    const fees = {
      sandbox: { KES: valuesOfFee({ ...naira, currency: "KES" }) },
      paystack: { NGN: valuesOfFee(naira) },
    };
    expect(feesIn({ ...newProvider("KES"), fees })).toEqual([]);
  });
});
