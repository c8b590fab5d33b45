import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checkCharge } from "./charge-check.ts";
import type { ChargeReport } from "./gateway.ts";

const asked = { amount: 30_050n, currency: "NGN" };
const report: ChargeReport = {
  kind: "charge",
  reference: "ctb-fee-01",
  providerId: "1",
  status: "succeeded",
  requestedAmount: 30_050n,
  paidAmount: 30_050n,
  currency: "NGN",
  fee: 500n,
  paidAt: null,
  modeMatches: true,
  data: {},
};

describe("checkCharge", () => {
  it.each([
    ["paid as asked", {}, { kind: "as_asked", fee: 500n, surplus: 0n }],
    ["the fee passed on", { paidAmount: 40_333n, fee: 10_283n }, { kind: "as_asked", fee: 0n, surplus: 0n }],
    ["a part of the fee passed on", { paidAmount: 30_250n }, { kind: "as_asked", fee: 300n, surplus: 0n }],
    ["more than asked and fee", { paidAmount: 30_650n }, { kind: "as_asked", fee: 0n, surplus: 100n }],
    ["less", { paidAmount: 30_049n }, { kind: "otherwise", reason: "wrong_amount" }],
    ["another amount asked for", { requestedAmount: 30_000n }, { kind: "otherwise", reason: "wrong_amount" }],
    ["another currency", { currency: "KES" }, { kind: "otherwise", reason: "wrong_currency" }],
    ["another mode", { modeMatches: false }, { kind: "otherwise", reason: "wrong_mode" }],
  ])("%s", (_name, changes, expected) => {
    expect(checkCharge(asked, { ...report, ...changes })).toEqual(expected);
  });
  it("every unit is somewhere: paid − fee = asked − our fee + surplus", () => {
    const natural = fc.bigInt({ min: 0n, max: 10n ** 13n });
    fc.assert(
      fc.property(natural, natural, (above, fee) => {
        const check = checkCharge(asked, { ...report, paidAmount: asked.amount + above, fee });
        if (check.kind !== "as_asked") throw new Error("as asked");
        expect(asked.amount + above - fee).toBe(asked.amount - check.fee + check.surplus);
        expect(check.fee).toBeGreaterThanOrEqual(0n);
        expect(check.surplus).toBeGreaterThanOrEqual(0n);
      }),
    );
  });
});
