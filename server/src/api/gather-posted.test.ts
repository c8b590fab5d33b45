import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Happening } from "../platform/dispatcher.ts";
import { gatherPosted, shortened } from "./gather-posted.ts";

let told: Happening[];
let gathering: ReturnType<typeof gatherPosted>;

beforeEach(() => {
  vi.useFakeTimers();
  told = [];
  gathering = gatherPosted((event) => void told.push(event));
});
afterEach(() => {
  gathering.end();
  vi.useRealTimers();
});

let last = 0n;

function posted(ids: string[], communityId = "c1"): Happening {
  return { id: ++last, communityId, name: "ledger.transactions_posted", payload: { communityId, transactionIds: ids } };
}

const idsTold = () => told.map(({ payload }) => payload["transactionIds"]);

describe("postings under load", () => {
  it("are told at once when nothing else happened lately", () => {
    gathering.take(posted(["a"]));
    vi.advanceTimersByTime(600);
    gathering.take(posted(["b"]));
    expect(idsTold()).toEqual([["a"], ["b"]]);
  });

  it("are then told together, at most twice a second, with the number of the last one", () => {
    for (let n = 0; n < 100; n++) {
      gathering.take(posted([`t${n}`]));
      vi.advanceTimersByTime(20);
    }
    vi.advanceTimersByTime(500);
    expect(told).toHaveLength(5);
    expect(idsTold().flat()).toEqual(Array.from({ length: 100 }, (_, n) => `t${n}`));
    expect(told.at(-1)?.id).toBe(last);
  });

  it("of one community do not wait for those of another", () => {
    gathering.take(posted(["a"], "c1"));
    gathering.take(posted(["b"], "c2"));
    expect(idsTold()).toEqual([["a"], ["b"]]);
  });

  it("are told before whatever else happens after them, so that the numbers rise", () => {
    gathering.take(posted(["a"]));
    gathering.take(posted(["b"]));
    gathering.take({ id: ++last, communityId: "c1", name: "ledger.sealed", payload: {} });
    expect(told.map(({ name }) => name.split(".")[1])).toEqual([
      "transactions_posted",
      "transactions_posted",
      "sealed",
    ]);
    const numbers = told.map(({ id }) => id);
    expect(numbers).toEqual(numbers.toSorted((a, b) => Number(a - b)));
  });

  it("carry two hundred ids at the most, and say when there were more", () => {
    const ids = Array.from({ length: 5_000 }, (_, n) => `t${n}`);
    gathering.take(posted(ids));
    gathering.take(posted(ids));
    gathering.take(posted(["one more"]));
    vi.advanceTimersByTime(500);
    for (const { payload } of told) expect(payload).toMatchObject({ transactionIds: { length: 200 }, isPartial: true });
    expect(idsTold().at(-1)).toContain("one more");
    expect(shortened(posted(["a"])).payload).not.toHaveProperty("isPartial");
  });
});
