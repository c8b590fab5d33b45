import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { LockedAccount } from "../decide.ts";
import { AccountTable } from "./account-table.ts";

const MOST = 4;
const amount = fc.bigInt({ min: -(2n ** 53n), max: 2n ** 53n });

const account: fc.Arbitrary<LockedAccount> = fc.record({
  accountId: fc.constantFrom("a", "b", "c", "d", "e", "f"),
  communityId: fc.constantFrom("x", "y", "z"),
  place: fc.tuple(fc.nat(4_294_967_295), fc.nat(65_535)).map(([block, offset]) => `(${block},${offset})`),
  currency: fc.constantFrom("KES", "IDR"),
  normalSide: fc.constantFrom("debit", "credit"),
  byProduct: fc.boolean(),
  closed: fc.boolean(),
  refusesDebit: fc.boolean(),
  refusesCredit: fc.boolean(),
  floor: fc.option(amount),
  posted: amount,
  held: amount,
  seq: fc.bigInt({ min: 0n, max: 2n ** 62n }),
  dayLimit: fc.constant(null),
  monthLimit: fc.constant(null),
  dayUsed: fc.constant(0n),
  monthUsed: fc.constant(0n),
});
const step = fc.oneof(account, fc.constantFrom("a", "b", "c", "d", "e", "f"));

describe("a table of accounts", () => {
  it("tells each as it was set last, none that was deleted, and begins anew when it is full", () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        const table = new AccountTable(MOST);
        const model = new Map<string, LockedAccount>();
        for (const one of steps) {
          if (typeof one === "string") {
            table.delete(one);
            model.delete(one);
          } else {
            if (!model.has(one.accountId) && model.size === MOST) model.clear();
            table.set(one);
            model.set(one.accountId, one);
          }
          for (const id of "abcdef") {
            expect(table.get(id)).toEqual(model.get(id) ?? null);
            expect(table.has(id)).toBe(model.has(id));
          }
        }
      }),
    );
  });
});
