import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { nextBatch, type Queued } from "./next-batch.ts";

const ACCOUNTS = ["a", "b", "c", "d", "e", "f", "g", "h"];
const MOST = 6;

interface Facts {
  count?: number;
  key?: string | null;
  isReady?: boolean;
}

function queued(accounts: readonly string[], { count = 1, key = null, isReady = true }: Facts = {}): Queued {
  return {
    item: { communityId: "c", groups: [], key: key === null ? null : { key, fingerprint: "" } },
    count,
    accounts: accounts.map((accountId) => ({ communityId: "c", accountId })),
    isReady,
  };
}

const item = fc
  .record({
    accounts: fc.uniqueArray(fc.constantFrom(...ACCOUNTS), { minLength: 1, maxLength: 3 }),
    count: fc.integer({ min: 1, max: 4 }),
    key: fc.option(fc.constantFrom("k", "l", "m"), { nil: null }),
    isReady: fc.boolean(),
  })
  .map(({ accounts, ...facts }) => queued(accounts, facts));

const namesOf = ({ accounts }: Queued) => accounts.map(({ accountId }) => accountId);

function next(queue: readonly Queued[], busy: readonly string[] = [], remembered: readonly string[] = []) {
  const isRemembered = (account: string) => remembered.includes(account);
  return nextBatch(queue, { underWay: new Set(busy), most: MOST, isRemembered });
}

describe("the next batch", () => {
  it("shares no account with what is under way, keeps the order of what shares one, and loses nothing", () => {
    fc.assert(
      fc.property(
        fc.array(item, { maxLength: 30 }),
        fc.subarray(ACCOUNTS),
        fc.subarray(ACCOUNTS),
        (queue, busy, remembered) => {
          const { batch, rest } = next(queue, busy, remembered);
          expect(new Set([...batch, ...rest])).toEqual(new Set(queue));
          expect(batch.length + rest.length).toBe(queue.length);
          expect(batch.flatMap(namesOf).filter((account) => busy.includes(account))).toEqual([]);
          for (const left of rest)
            for (const taken of batch)
              if (namesOf(taken).some((account) => namesOf(left).includes(account)))
                expect(queue.indexOf(taken)).toBeLessThan(queue.indexOf(left));
          expect(rest).toEqual(queue.filter((one) => rest.includes(one)));
          expect(batch).toEqual(queue.filter((one) => batch.includes(one)));
        },
      ),
    );
  });

  it("is no larger than it may be, but for an item that is larger by itself, and has each key once", () => {
    fc.assert(
      fc.property(fc.array(item, { maxLength: 30 }), (queue) => {
        const { batch } = next(queue);
        if (batch.length > 1) expect(batch.reduce((sum, { count }) => sum + count, 0)).toBeLessThanOrEqual(MOST);
        const keys = batch.flatMap(({ item }) => item.key?.key ?? []);
        expect(new Set(keys).size).toBe(keys.length);
        const ready = queue.map((one) => ({ ...one, isReady: true }));
        expect(next(ready).batch.length > 0).toBe(queue.length > 0);
      }),
    );
    const large = queued(["a"], { count: 100 });
    expect(next([large, queued(["b"])]).batch).toEqual([large]);
  });

  it("has none that is not ready, and begins with the first that can go", () => {
    const [first, second, third] = [queued(["a"], { isReady: false }), queued(["a", "b"]), queued(["c"])];
    expect(next([first, second, third])).toEqual({ batch: [third], rest: [first, second] });
    expect(next([first])).toEqual({ batch: [], rest: [first] });
  });

  it("has either what is remembered whole, or what must be asked for", () => {
    const [known, unknown, half] = [queued(["a"]), queued(["b"]), queued(["a", "c"])];
    expect(next([known, unknown, half], [], ["a"])).toEqual({ batch: [known], rest: [unknown, half] });
    expect(next([unknown, known, half], [], ["a"])).toEqual({ batch: [unknown], rest: [known, half] });
    expect(next([unknown, half, known], [], ["a"])).toEqual({ batch: [unknown, half], rest: [known] });
  });
});
