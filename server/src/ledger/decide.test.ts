import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type Books,
  type Decision,
  decide,
  type LockedAccount,
  MAX_BALANCE,
  type Posting,
  type PostingLine,
} from "./decide.ts";

const COMMUNITY = "c";
const NAMES = ["a", "b", "c", "d", "e"];
const RUNS = { numRuns: 1_000 };

/** Most are sound, so that groups get far enough to be taken back. */
const mostly = <T>(usual: T, ...others: T[]) =>
  fc.oneof({ weight: 15, arbitrary: fc.constant(usual) }, { weight: 1, arbitrary: fc.constantFrom(...others) });
const maybe = <T>(some: fc.Arbitrary<T>) => fc.option(some, { nil: null, freq: 2 });
const rarely = mostly(false, true);
const balance = fc.oneof(
  { weight: 4, arbitrary: fc.bigInt(0n, 400n) },
  { weight: 1, arbitrary: fc.bigInt(MAX_BALANCE - 50n, MAX_BALANCE) },
  { weight: 1, arbitrary: fc.bigInt(-MAX_BALANCE, -MAX_BALANCE + 50n) },
);

const account: fc.Arbitrary<Omit<LockedAccount, "accountId">> = fc.record({
  communityId: fc.constant(COMMUNITY),
  place: fc.constant("(0,1)"),
  currency: mostly("KES", "USD"),
  normalSide: fc.constantFrom("debit", "credit"),
  byProduct: fc.constant(false),
  closed: rarely,
  refusesDebit: rarely,
  refusesCredit: rarely,
  floor: maybe(fc.bigInt(-100n, 0n)),
  dayLimit: maybe(fc.bigInt(0n, 300n)),
  monthLimit: maybe(fc.bigInt(0n, 500n)),
  posted: balance,
  held: fc.bigInt(0n, 50n),
  seq: fc.bigInt(0n, 9n),
  dayUsed: fc.bigInt(0n, 100n),
  monthUsed: fc.bigInt(100n, 200n),
});

const books: fc.Arbitrary<Books> = fc
  .tuple(fc.array(account, { minLength: 5, maxLength: 5 }), fc.boolean(), fc.boolean())
  .map(([accounts, isClosed, isTaken]) => ({
    accounts: new Map(accounts.map((one, index) => [NAMES[index] ?? "", { ...one, accountId: NAMES[index] ?? "" }])),
    closedThrough: new Map(isClosed ? [[COMMUNITY, "2026-01-31"]] : []),
    taken: new Set(isTaken ? [`${COMMUNITY} r2`] : []),
  }));

const step = fc.record({
  from: fc.oneof(
    { weight: 30, arbitrary: fc.constantFrom(...NAMES) },
    { weight: 1, arbitrary: fc.constant("unknown") },
  ),
  to: fc.constantFrom(...NAMES),
  amount: fc.bigInt(1n, 120n),
  currency: mostly("KES", "USD"),
});

/** Balanced by its making: each step is a debit and a credit of the same. */
const posting: fc.Arbitrary<Posting> = fc
  .tuple(
    fc.array(step, { minLength: 1, maxLength: 3 }),
    fc.option(fc.constantFrom("r1", "r2", "r3", "r4"), { nil: null, freq: 2 }),
    mostly("2026-02-01", "2026-01-31"),
    fc.uuid(),
  )
  .map(([steps, reference, effectiveDate, id]) => ({
    communityId: COMMUNITY,
    id,
    kind: "test",
    reference,
    source: null,
    effectiveDate,
    actorId: null,
    description: null,
    metadata: {},
    reverses: null,
    lines: steps.flatMap(({ from, to, amount, currency }): PostingLine[] => [
      { accountId: from, side: "debit", amount, currency, label: "test" },
      { accountId: to, side: "credit", amount, currency, label: "test" },
    ]),
  }));

const groups = fc.array(fc.array(posting, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 8 });

function isAccepted(decisions: readonly Decision[]): boolean {
  return decisions.every((decision) => "accepted" in decision);
}

function entriesOf(decisions: readonly (readonly Decision[])[]) {
  return decisions.flat().flatMap((decision) => ("accepted" in decision ? decision.accepted.entries : []));
}

/** The books as they are when what was accepted has been written. */
function written(before: Books, decisions: readonly (readonly Decision[])[]): Books {
  const accounts = new Map(before.accounts);
  const taken = new Set(before.taken);
  for (const entry of entriesOf(decisions)) {
    const known = accounts.get(entry.accountId);
    if (!known) throw new Error("an entry on no account");
    const debit = entry.side === "debit" ? entry.amount : 0n;
    const { dayUsed, monthUsed } = known;
    const used = { dayUsed: dayUsed + debit, monthUsed: monthUsed + debit };
    accounts.set(entry.accountId, { ...known, ...used, posted: entry.balanceAfter, seq: entry.seq });
  }
  for (const decision of decisions.flat()) {
    if ("accepted" in decision && decision.accepted.posting.reference !== null)
      taken.add(`${COMMUNITY} ${decision.accepted.posting.reference}`);
  }
  return { ...before, accounts, taken };
}

describe("what is decided", () => {
  it("makes each balance of the one before it, numbers without a gap, and no money", () => {
    fc.assert(
      fc.property(books, groups, (before, drafts) => {
        const known = new Map([...before.accounts].map(([id, { posted, seq }]) => [id, { posted, seq }]));
        const sums = new Map<string, bigint>();
        for (const entry of entriesOf(decide(before, drafts))) {
          const account = before.accounts.get(entry.accountId);
          const last = known.get(entry.accountId);
          if (!account || !last) throw new Error("an entry on no account");
          const change = entry.side === account.normalSide ? entry.amount : -entry.amount;
          expect(entry.balanceAfter).toBe(last.posted + change);
          expect(entry.seq).toBe(last.seq + 1n);
          known.set(entry.accountId, { posted: entry.balanceAfter, seq: entry.seq });
          const signed = entry.side === "debit" ? entry.amount : -entry.amount;
          sums.set(entry.currency, (sums.get(entry.currency) ?? 0n) + signed);
        }
        for (const sum of sums.values()) expect(sum).toBe(0n);
      }),
      RUNS,
    );
  });

  it("leaves every account that it touches within its bounds, above its floor and inside its limits, each time", () => {
    fc.assert(
      fc.property(books, groups, (before, drafts) => {
        let now = before;
        for (const decisions of decide(before, drafts)) {
          const next = written(now, [decisions]);
          for (const { accountId } of entriesOf([decisions])) {
            const account = next.accounts.get(accountId);
            const earlier = now.accounts.get(accountId);
            if (!account || !earlier) throw new Error("an entry on no account");
            const { posted, held, floor, dayLimit, dayUsed, monthLimit, monthUsed } = account;
            expect(posted <= MAX_BALANCE && posted >= -MAX_BALANCE).toBe(true);
            expect(floor === null || posted - held >= floor).toBe(true);
            if (dayUsed > earlier.dayUsed) expect(dayLimit === null || dayUsed <= dayLimit).toBe(true);
            if (monthUsed > earlier.monthUsed) expect(monthLimit === null || monthUsed <= monthLimit).toBe(true);
          }
          now = next;
        }
      }),
      RUNS,
    );
  });

  it("touches no closed account or period, no frozen side, no other currency, and no reference twice", () => {
    fc.assert(
      fc.property(books, groups, (before, drafts) => {
        const decisions = decide(before, drafts);
        for (const { accountId, side, currency } of entriesOf(decisions)) {
          const account = before.accounts.get(accountId);
          expect(account).toMatchObject({ closed: false, currency });
          expect(side === "debit" ? account?.refusesDebit : account?.refusesCredit).toBe(false);
        }
        const accepted = decisions.flat().flatMap((one) => ("accepted" in one ? one.accepted.posting : []));
        const closed = before.closedThrough.get(COMMUNITY) ?? "";
        for (const { effectiveDate } of accepted) expect(effectiveDate > closed).toBe(true);
        const references = accepted.flatMap(({ reference }) => reference ?? []);
        expect(new Set(references).size).toBe(references.length);
        for (const reference of references) expect(before.taken.has(`${COMMUNITY} ${reference}`)).toBe(false);
      }),
      RUNS,
    );
  });

  it("accepts a group whole or not at all, and blames one transaction of it", () => {
    fc.assert(
      fc.property(books, groups, (before, drafts) => {
        for (const [index, decisions] of decide(before, drafts).entries()) {
          expect(decisions.length).toBe(drafts[index]?.length);
          if (isAccepted(decisions)) continue;
          const codes = decisions.map((decision) => ("refused" in decision ? decision.refused.code : "accepted"));
          expect(codes.filter((code) => code !== "linked_refused").length).toBe(1);
          expect(codes).not.toContain("accepted");
        }
      }),
      RUNS,
    );
  });

  it("is the same when the refused groups had never been asked: they leave no trace", () => {
    fc.assert(
      fc.property(books, groups, (before, drafts) => {
        const decisions = decide(before, drafts);
        const sound = drafts.filter((_, index) => isAccepted(decisions[index] ?? []));
        expect(decide(before, sound)).toEqual(decisions.filter(isAccepted));
      }),
      RUNS,
    );
  });

  it("is the same for a batch as for its groups one after the other", () => {
    fc.assert(
      fc.property(books, groups, (before, drafts) => {
        let now = before;
        const single = drafts.map((group) => {
          const decisions = decide(now, [group]);
          now = written(now, decisions);
          return decisions[0];
        });
        expect(decide(before, drafts)).toEqual(single);
      }),
      RUNS,
    );
  });

  it("does not depend on what comes before it in the batch where that shares neither account nor reference", () => {
    fc.assert(
      fc.property(books, groups, groups, (before, left, right) => {
        const on = (drafts: Posting[][], names: readonly string[], reference: string) =>
          drafts.map((group) =>
            group.map((draft) => ({
              ...draft,
              reference: draft.reference === null ? null : reference + draft.reference,
              lines: draft.lines.map((line) => ({
                ...line,
                accountId: names[NAMES.indexOf(line.accountId) % names.length] ?? "unknown",
              })),
            })),
          );
        const [mine, others] = [on(left, ["a", "b"], "mine/"), on(right, ["c", "d", "e"], "others/")];
        expect(decide(before, [...others, ...mine]).slice(others.length)).toEqual(decide(before, mine));
      }),
      RUNS,
    );
  });
});
