import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { attribute, type FlowLine, largest, sumFlows } from "./cash-flow.ts";

const amounts = fc.array(fc.bigInt(1n, 10n ** 13n), { minLength: 1, maxLength: 6 });

/** A balanced transaction: the last debit takes what the credits have left. */
const lines = fc.tuple(amounts, amounts).map(([credits, debits]): FlowLine[] => {
  const given = credits.reduce((sum, amount) => sum + amount, 0n);
  const taken = debits.reduce((sum, amount) => sum + amount, 0n);
  const filled = taken < given ? [...debits, given - taken] : debits;
  const paid = given < taken ? [...credits, taken - given] : credits;
  return [
    ...paid.map((amount, index) => ({ account: `giver/${index}`, isDebit: false, amount, isAsked: true })),
    ...filled.map((amount, index) => ({ account: `taker/${index}`, isDebit: true, amount, isAsked: true })),
  ];
});

describe("attribute", () => {
  it("uses every credit up and fills every debit, to the unit", () => {
    fc.assert(
      fc.property(lines, (all) => {
        const flows = attribute(all);
        for (const { account, isDebit, amount } of all) {
          const own = flows.filter((flow) => (isDebit ? flow.to : flow.from) === account);
          expect(own.reduce((sum, flow) => sum + flow.amount, 0n)).toBe(amount);
        }
        expect(flows.every(({ amount }) => amount > 0n)).toBe(true);
      }),
    );
  });

  it("divides each credit in proportion, off by less than one unit for each credit", () => {
    fc.assert(
      fc.property(lines, (all) => {
        const total = all.filter(({ isDebit }) => isDebit).reduce((sum, { amount }) => sum + amount, 0n);
        const credits = all.filter(({ isDebit }) => !isDebit);
        for (const flow of attribute(all)) {
          const credit = credits.find(({ account }) => account === flow.from)?.amount ?? 0n;
          const debit = all.find(({ account }) => account === flow.to)?.amount ?? 0n;
          const difference = flow.amount * total - credit * debit;
          expect((difference < 0n ? -difference : difference) <= total * BigInt(credits.length)).toBe(true);
        }
      }),
    );
  });

  it("says of a gift with a fee who got what, or of one of them alone", () => {
    const gift = (asked: string) => [
      { account: "clearing", isDebit: false, amount: 100n, isAsked: asked === "clearing" },
      { account: "escrow", isDebit: true, amount: 97n, isAsked: asked === "escrow" },
      { account: "fees", isDebit: true, amount: 3n, isAsked: asked === "fees" },
    ];
    const both = [
      { from: "clearing", to: "escrow", amount: 97n },
      { from: "clearing", to: "fees", amount: 3n },
    ];
    expect(attribute(gift("clearing"))).toEqual(both);
    expect(attribute(gift("fees"))).toEqual(both.slice(1));
  });
});

describe("the picture", () => {
  it("takes flows between the same two together and leaves out what stays", () => {
    const flow = (from: string, to: string, amount: bigint) => ({ from, to, amount });
    const flows = [flow("a", "b", 2n), flow("a", "b", 3n), flow("b", "a", 1n), flow("a", "a", 9n)];
    expect(sumFlows(flows)).toEqual([flow("a", "b", 5n), flow("b", "a", 1n)]);
  });

  it("shows the largest and has all others as one figure", () => {
    const flows = [1n, 5n, 3n, 5n].map((amount, index) => ({ from: `a${index}`, to: "b", amount }));
    const { links, others } = largest(flows, 2);
    expect(links.map(({ from }) => from)).toEqual(["a1", "a3"]);
    expect(others).toEqual({ links: 2, amount: 4n });
  });
});
