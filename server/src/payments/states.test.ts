import { describe, expect, it } from "vitest";
import { DISPUTE, next, PAYMENT, PAYOUT, REFUND, UNMATCHED, WEBHOOK } from "./states.ts";

/** One line for each state: the answers to the events in the order of `events`; `-` late, `x` illegal. */
const EXPECTED = [
  {
    name: "payment",
    table: PAYMENT,
    events: ["prepared", "refused", "succeeded", "failed", "expired", "reversed"],
    rows: {
      preparing: "pending failed succeeded failed expired reversed",
      pending: "- - succeeded failed expired reversed",
      succeeded: "- - - - - reversed",
      failed: "- - succeeded - - reversed",
      expired: "- - succeeded - - reversed",
      reversed: "- - - - - -",
    },
  },
  {
    name: "refund",
    table: REFUND,
    events: ["pending", "needs_attention", "processed", "failed"],
    rows: {
      preparing: "pending needs_attention processed failed",
      pending: "- needs_attention processed failed",
      needs_attention: "pending - processed failed",
      processed: "- - - -",
      failed: "- - processed -",
    },
  },
  {
    name: "payout",
    table: PAYOUT,
    events: ["pending", "needs_attention", "succeeded", "failed", "reversed"],
    rows: {
      preparing: "pending needs_attention succeeded failed reversed",
      pending: "- needs_attention succeeded failed reversed",
      needs_attention: "pending - succeeded failed reversed",
      succeeded: "- - - - reversed",
      failed: "- - succeeded - reversed",
      reversed: "- - - - -",
    },
  },
  {
    name: "dispute",
    table: DISPUTE,
    events: ["opened", "won", "lost"],
    rows: { none: "opened won lost", opened: "- won lost", won: "- - lost", lost: "- - -" },
  },
  {
    name: "webhook event",
    table: WEBHOOK,
    events: ["process", "ignore", "fail", "reprocess"],
    rows: {
      received: "processed ignored failed -",
      processed: "- - - received",
      ignored: "- - - received",
      failed: "processed ignored - received",
      rejected: "x x x x",
    },
  },
  {
    name: "unmatched money",
    table: UNMATCHED,
    events: ["match", "return", "recover", "write_off", "close"],
    rows: {
      open: "matched returned recovered written_off closed",
      matched: "- x x x x",
      returned: "- - x x x",
      recovered: "- x - x x",
      written_off: "matched x x - x",
      closed: "matched x x x -",
    },
  },
] as const;

const MARKS: Record<string, string> = { late: "-", illegal: "x" };

type AnyTable = Readonly<Record<string, Readonly<Record<string, { to: string } | { stay: string }>>>>;

function answer(table: AnyTable, from: string, event: string): string {
  const move = table[from]?.[event];
  if (!move) return "missing";
  return "to" in move ? move.to : (MARKS[move.stay] ?? "missing");
}

for (const { name, table, events, rows } of EXPECTED) {
  describe(`the ${name}'s state machine`, () => {
    const machine: AnyTable = table;
    it("has exactly the states and events of this table", () => {
      expect(Object.keys(machine).sort()).toEqual(Object.keys(rows).sort());
      for (const state of Object.values(machine)) expect(Object.keys(state).sort()).toEqual([...events].sort());
    });
    for (const [from, row] of Object.entries(rows)) {
      const answers = row.split(" ");
      events.forEach((event, index) => {
        it(`${from} + ${event} → ${answers[index]}`, () => {
          expect(answer(machine, from, event)).toBe(answers[index]);
        });
      });
    }
    it("settles: repeating an event never moves a second time", () => {
      for (const [from, moves] of Object.entries(machine)) {
        for (const event of Object.keys(moves)) {
          const first = answer(machine, from, event);
          if (Object.hasOwn(machine, first)) {
            const second = answer(machine, first, event);
            expect(second, `${from} + ${event} twice`).toBe("-");
          }
        }
      }
    });
  });
}

describe("reports out of order", () => {
  it("a payout's success that arrives after its reversal changes nothing", () => {
    expect(next(PAYOUT, "pending", "reversed")).toBe("reversed");
    expect(next(PAYOUT, "reversed", "succeeded")).toBeNull();
  });
  it("success is undone by nothing but a reversal", () => {
    for (const event of ["prepared", "refused", "failed", "expired"] as const) {
      expect(next(PAYMENT, "succeeded", event)).toBeNull();
    }
    expect(next(PAYMENT, "succeeded", "reversed")).toBe("reversed");
  });
  it("a state that no table knows is a fault", () => {
    expect(() => next(PAYMENT, "toString", "succeeded")).toThrow("unknown state");
  });
  it("money that left after we had called it off is heard", () => {
    expect(next(REFUND, "failed", "processed")).toBe("processed");
    expect(next(PAYOUT, "failed", "succeeded")).toBe("succeeded");
    expect(next(PAYOUT, "failed", "reversed")).toBe("reversed");
  });
});
