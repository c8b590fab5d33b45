import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { nextBatch, type Queued } from "./next-batch.ts";

const ACCOUNTS = ["a", "b", "c", "d", "e", "f", "g", "h"];

function queued(accounts: readonly string[], count: number, key: string | null): Queued {
  return {
    item: { communityId: "c", groups: [], key: key === null ? null : { key, fingerprint: "" } },
    count,
    accounts,
  };
}

const item = fc
  .tuple(
    fc.uniqueArray(fc.constantFrom(...ACCOUNTS), { minLength: 1, maxLength: 3 }),
    fc.integer({ min: 1, max: 4 }),
    fc.option(fc.constantFrom("k", "l", "m"), { nil: null }),
  )
  .map(([accounts, count, key]) => queued(accounts, count, key));

describe("the next batch", () => {
  it("shares no account with what is under way, keeps the order of what shares one, and loses nothing", () => {
    fc.assert(
      fc.property(fc.array(item, { maxLength: 30 }), fc.subarray(ACCOUNTS), (queue, busy) => {
        const { batch, rest } = nextBatch(queue, new Set(busy), 6);
        expect(new Set([...batch, ...rest])).toEqual(new Set(queue));
        expect(batch.length + rest.length).toBe(queue.length);
        expect(batch.flatMap(({ accounts }) => accounts).filter((account) => busy.includes(account))).toEqual([]);
        for (const left of rest)
          for (const taken of batch)
            if (taken.accounts.some((account) => left.accounts.includes(account)))
              expect(queue.indexOf(taken)).toBeLessThan(queue.indexOf(left));
        expect(rest).toEqual(queue.filter((one) => rest.includes(one)));
        expect(batch).toEqual(queue.filter((one) => batch.includes(one)));
      }),
    );
  });

  it("is no larger than it may be, but for an item that is larger by itself, and has each key once", () => {
    fc.assert(
      fc.property(fc.array(item, { maxLength: 30 }), (queue) => {
        const { batch } = nextBatch(queue, new Set(), 6);
        if (batch.length > 1) expect(batch.reduce((sum, { count }) => sum + count, 0)).toBeLessThanOrEqual(6);
        const keys = batch.flatMap(({ item }) => item.key?.key ?? []);
        expect(new Set(keys).size).toBe(keys.length);
        expect(batch.length > 0).toBe(queue.length > 0);
      }),
    );
    const large = queued(["a"], 100, null);
    expect(nextBatch([large, queued(["b"], 1, null)], new Set(), 6).batch).toEqual([large]);
  });
});
