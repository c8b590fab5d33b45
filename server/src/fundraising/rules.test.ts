import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type FeeTerms, feesOf, grossUp, quote, takeFees } from "./fees.ts";
import { type MilestoneState, nextProof, nextRelease, releaseAmount } from "./milestone.ts";
import { dueOfOne, dues, type GiftMoney, netOf, totalOf } from "./refunds.ts";
import { countVotes } from "./vote-count.ts";

const amount = fc.bigInt({ min: 1n, max: 10_000_000_000n });
const bps = fc.bigInt({ min: 0n, max: 2_500n });
const feeTerms: fc.Arbitrary<FeeTerms> = fc.record({
  platformBps: bps,
  providerBps: bps,
  providerFlat: fc.bigInt({ min: 0n, max: 100_000n }),
  providerFlatFrom: fc.option(fc.bigInt({ min: 0n, max: 1_000_000n }), { nil: null }),
  providerCap: fc.option(fc.bigInt({ min: 100_000n, max: 10_000_000n }), { nil: null }),
  borneBy: fc.constantFrom("goal" as const, "giver" as const),
});

describe("fees", () => {
  it("a fee that the giver bears is added so that the goal gets exactly what he wanted to give", () => {
    fc.assert(
      fc.property(amount, feeTerms, (wanted, terms) => {
        const gross = grossUp(wanted, terms);
        const { platformFee, providerFee } = feesOf(gross, terms);
        expect(gross - platformFee - providerFee).toBe(wanted);
      }),
      { numRuns: 2_000 },
    );
  });
  it("a quote adds up, and is refused where fees eat the gift", () => {
    fc.assert(
      fc.property(amount, feeTerms, (wanted, terms) => {
        const made = quote(wanted, terms);
        if (!made) return;
        expect(made.platformFee + made.providerFee + made.net).toBe(made.gross);
        expect(made.net).toBeGreaterThan(0n);
        expect(made.feeCover).toBe(terms.borneBy === "giver" ? made.gross - wanted : 0n);
        expect(terms.borneBy === "giver" ? made.net : made.gross).toBe(wanted);
      }),
    );
    const terms = { platformBps: 0n, providerBps: 0n, providerFlat: 100n, borneBy: "goal" as const };
    expect(quote(100n, terms)).toBeNull();
    expect(quote(101n, terms)?.net).toBe(1n);
  });
  it("the flat part is waived for small gifts, and what the giver adds is the least that is enough", () => {
    const naira = { platformBps: 0n, providerBps: 150n, providerFlat: 10_000n, providerFlatFrom: 250_000n };
    const terms = { ...naira, providerCap: 200_000n, borneBy: "giver" as const };
    expect(feesOf(249_999n, terms).providerFee).toBe(3_750n);
    expect(feesOf(250_000n, terms).providerFee).toBe(13_750n);
    expect(feesOf(100_000_000n, terms).providerFee).toBe(200_000n);
    // 240,000 is left of 243,655 without the flat part, and of 253,807 with it.
    expect(grossUp(240_000n, terms)).toBe(243_655n);
    expect(grossUp(250_000n, terms)).toBe(263_959n);
  });
  it("what is taken never exceeds the gift; the rest is borne by the platform", () => {
    fc.assert(
      fc.property(amount, amount, amount, (gross, took, platform) => {
        const fees = takeFees(gross, took, platform);
        expect(fees.providerFee + fees.excess).toBe(took);
        expect(fees.providerFee + fees.platformFee).toBeLessThanOrEqual(gross);
      }),
    );
  });
});

const gifts: fc.Arbitrary<GiftMoney[]> = fc.array(
  fc.tuple(amount, fc.integer({ min: 0, max: 100 }), fc.integer({ min: 0, max: 100 })).map(([paid, a, b]) => {
    const providerFee = (paid * BigInt(a)) / 100n;
    const platformFee = ((paid - providerFee) * BigInt(b)) / 100n;
    return { amount: paid, platformFee, providerFee };
  }),
  { minLength: 1, maxLength: 12 },
);
const bearer = fc.constantFrom("platform" as const, "giver" as const);

describe("refunds", () => {
  it("whole: all that was paid goes back, less the provider's fee where the giver bears it", () => {
    fc.assert(
      fc.property(gifts, bearer, (given, by) => {
        const held = given.reduce((sum, gift) => sum + netOf(gift), 0n);
        dues(held, given, by).forEach((due, index) => {
          const gift = given[index];
          if (!gift) throw new Error("no gift");
          expect(totalOf(due)).toBe(by === "platform" ? gift.amount : gift.amount - gift.providerFee);
        });
      }),
    );
  });
  it("pro rata: the escrow is shared to the last unit, nobody gets more than he gave, nor a unit off his share", () => {
    fc.assert(
      fc.property(gifts, bearer, fc.integer({ min: 0, max: 1_000 }), (given, by, part) => {
        const owed = given.reduce((sum, gift) => sum + netOf(gift), 0n);
        const held = (owed * BigInt(part)) / 1_000n;
        const shares = dues(held, given, by);
        expect(shares.reduce((sum, due) => sum + due.escrow, 0n)).toBe(held);
        shares.forEach((due, index) => {
          const gift = given[index];
          if (!gift) throw new Error("no gift");
          expect(due.escrow).toBeLessThanOrEqual(netOf(gift));
          expect(due.platformFee).toBeLessThanOrEqual(gift.platformFee);
          expect(due.providerFee).toBeLessThanOrEqual(gift.providerFee);
          expect(totalOf(due)).toBeLessThanOrEqual(gift.amount);
          expect(totalOf(due)).toBeGreaterThanOrEqual(0n);
          const exact = owed === 0n ? 0n : (held * netOf(gift)) / owed;
          expect(due.escrow - exact).toBeLessThanOrEqual(1n);
          expect(due.escrow - exact).toBeGreaterThanOrEqual(0n);
        });
      }),
    );
  });
  it("one gift alone never takes what is the others'", () => {
    fc.assert(
      fc.property(gifts, bearer, fc.integer({ min: 0, max: 1_000 }), (given, by, part) => {
        const owed = given.reduce((sum, gift) => sum + netOf(gift), 0n);
        const held = (owed * BigInt(part)) / 1_000n;
        const [first] = given;
        if (!first) throw new Error("no gift");
        const due = dueOfOne(held, owed, first, by);
        // What is left covers the others at least at the rate at which this one was paid out.
        expect((held - due.escrow) * owed).toBeGreaterThanOrEqual(held * (owed - netOf(first)));
        expect(totalOf(due)).toBeLessThanOrEqual(first.amount);
      }),
    );
  });
});

describe("votes", () => {
  const rules = { quorumBps: 2_500n, thresholdBps: 5_000n, silence: "abstain" as const };
  it.each([
    [{ total: 10n, yes: 3n, no: 2n }, rules, true],
    [{ total: 10n, yes: 3n, no: 3n }, rules, false],
    [{ total: 10n, yes: 2n, no: 0n }, rules, false],
    [{ total: 0n, yes: 0n, no: 0n }, { ...rules, quorumBps: 0n }, false],
    [{ total: 10n, yes: 0n, no: 0n }, { ...rules, quorumBps: 0n, silence: "yes" as const }, true],
    [{ total: 10n, yes: 4n, no: 1n }, { ...rules, silence: "no" as const }, false],
    [{ total: 10n, yes: 6n, no: 1n }, { ...rules, silence: "no" as const }, true],
    [{ total: 10n, yes: 1n, no: 4n }, { ...rules, silence: "yes" as const }, true],
    [{ total: 3n, yes: 2n, no: 1n }, { ...rules, thresholdBps: 6_667n }, false],
    [{ total: 3n, yes: 2n, no: 1n }, { ...rules, thresholdBps: 6_666n }, true],
  ])("vote %#", (tally, by, approved) => {
    expect(countVotes(tally, by).approved).toBe(approved);
  });

  const anyRules = fc.record({
    quorumBps: fc.bigInt({ min: 0n, max: 10_000n }),
    thresholdBps: fc.bigInt({ min: 1n, max: 10_000n }),
    silence: fc.constantFrom("abstain" as const, "yes" as const, "no" as const),
  });
  const tally = fc
    .tuple(
      fc.bigInt({ min: 0n, max: 10n ** 15n }),
      fc.bigInt({ min: 0n, max: 10n ** 15n }),
      fc.bigInt({ min: 0n, max: 10n ** 15n }),
    )
    .map(([yes, no, silent]) => ({ total: yes + no + silent, yes, no }));
  it("a vote that changes from no to yes never turns an approval down", () => {
    fc.assert(
      fc.property(tally, anyRules, (cast, by) => {
        if (cast.no === 0n) return;
        const changed = { ...cast, yes: cast.yes + 1n, no: cast.no - 1n };
        if (countVotes(cast, by).approved) expect(countVotes(changed, by).approved).toBe(true);
      }),
    );
  });
  it("a tie is a no, whatever the rules", () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 10n ** 15n }), anyRules, (each, by) => {
        expect(countVotes({ total: 2n * each, yes: each, no: each }, by).approved).toBe(false);
      }),
    );
  });
  it("refuses more votes than there are voters", () => {
    expect(() => countVotes({ total: 1n, yes: 1n, no: 1n }, rules)).toThrow(RangeError);
  });
});

describe("releases", () => {
  const plan = fc.array(amount, { minLength: 1, maxLength: 8 });
  const rule = fc.constantFrom("pro_rata" as const, "last_milestone" as const);
  it("milestone by milestone everything leaves the escrow, and never more than is there", () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 10n ** 12n }), plan, rule, (escrow, planned, by) => {
        let left = escrow;
        planned.forEach((_, index) => {
          const part = releaseAmount(left, planned.slice(index), by);
          expect(part).toBeGreaterThanOrEqual(0n);
          expect(part).toBeLessThanOrEqual(left);
          left -= part;
        });
        expect(left).toBe(0n);
      }),
    );
  });
  it("an escrow that fits the plan is released as planned", () => {
    fc.assert(
      fc.property(plan, rule, (planned, by) => {
        const total = planned.reduce((sum, part) => sum + part, 0n);
        expect(releaseAmount(total, planned, by)).toBe(planned[0]);
      }),
    );
  });
  it("what is above or below the plan is shared, or goes to the last one", () => {
    expect(releaseAmount(200n, [60n, 40n], "pro_rata")).toBe(120n);
    expect(releaseAmount(200n, [60n, 40n], "last_milestone")).toBe(60n);
    expect(releaseAmount(50n, [60n, 40n], "last_milestone")).toBe(50n);
  });

  it("is told before it leaves, for the milestone whose turn it is", () => {
    const plan = (...states: MilestoneState[]) =>
      states.map((status, index) => ({ status, amount: [60n, 40n][index] ?? 0n }));
    expect(nextRelease(200n, plan("pending", "pending"), "pro_rata")).toBeNull();
    expect(nextRelease(200n, plan("ready", "pending"), "pro_rata")).toBe(120n);
    expect(nextRelease(80n, plan("proven", "ready"), "pro_rata")).toBe(80n);
    expect(nextRelease(80n, plan("released", "pending"), "pro_rata")).toBeNull();
    expect(nextRelease(-5n, plan("ready", "pending"), "pro_rata")).toBe(0n);
  });
  it.each<[MilestoneState[], ReturnType<typeof nextProof>]>([
    [["pending", "pending"], { kind: "plan", milestoneId: "0" }],
    [["ready", "pending"], null],
    [["released", "pending"], null],
    [["paid_out", "pending"], { kind: "use", milestoneId: "0" }],
    [["proven", "ready"], null],
    [["proven", "paid_out"], { kind: "use", milestoneId: "1" }],
    [["proven", "proven"], null],
    [[], null],
  ])("milestones %j wait for %j", (states, wanted) => {
    expect(nextProof(states.map((status, index) => ({ id: String(index), status })))).toEqual(wanted);
  });
});
