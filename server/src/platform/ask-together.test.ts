import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { askTogether } from "./ask-together.ts";

// Questions leave in the next turn of the event loop, or within a few milliseconds; the patience is a timer that the test moves.
beforeEach(() => void vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"], shouldAdvanceTime: true }));
afterEach(() => void vi.useRealTimers());

const BUSY = { code: "busy", status: 503, retryAfter: 1 };

describe("questions that are asked together", () => {
  it("are answered each for itself, those that came meanwhile in one go", async () => {
    const asked: number[][] = [];
    const double = askTogether(async (numbers: readonly number[]) => {
      asked.push([...numbers]);
      return numbers.map((number) => 2 * number);
    });
    const first = double(1);
    expect(await Promise.all([first, double(2), double(3)])).toEqual([2, 4, 6]);
    expect(await double(4)).toBe(8);
    expect(asked).toEqual([[1, 2, 3], [4]]);
  });

  it("all fail where the asking fails, and the next ones are asked again", async () => {
    let isBroken = true;
    const ask = askTogether(async (numbers: readonly number[]) => {
      if (isBroken) throw new Error("no connection");
      return numbers;
    });
    const outcomes = await Promise.allSettled([ask(1), ask(2)]);
    expect(outcomes.map(({ status }) => status)).toEqual(["rejected", "rejected"]);
    isBroken = false;
    expect(await ask(3)).toBe(3);
  });

  it("are turned away when no answer comes, at once as long as that lasts, and taken again after it", async () => {
    const { promise, resolve } = Promise.withResolvers<number[]>();
    const ask = vi.fn<(numbers: readonly number[]) => Promise<readonly number[]>>(() => promise);
    const question = askTogether(ask);
    const waiting = [question(1)];
    await vi.waitFor(() => expect(ask).toHaveBeenCalledOnce());
    waiting.push(question(2));
    vi.advanceTimersByTime(6_000);
    for (const one of waiting) await expect(one).rejects.toMatchObject(BUSY);
    await expect(question(3)).rejects.toMatchObject(BUSY);
    ask.mockImplementation(async (numbers) => numbers);
    resolve([1]);
    await vi.waitFor(async () => expect(await question(4)).toBe(4));
  });

  it("are turned away when too many wait", async () => {
    const question = askTogether((numbers: readonly number[]) => Promise.resolve(numbers));
    const outcomes = await Promise.allSettled(Array.from({ length: 4_001 }, (_, number) => question(number)));
    expect(outcomes.filter(({ status }) => status === "fulfilled").length).toBe(4_000);
    expect(outcomes.at(-1)).toMatchObject({ status: "rejected", reason: BUSY });
  });
});
