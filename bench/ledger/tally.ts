import type { LoadResult } from "./plan.ts";

const POSTED = 201;
/** Room for a minute and a half at 40,000 a second. */
const MOST_TIMES = 4_000_000;

/** Counts answers: all of them for the books, those within the window for the rate. */
export interface Tally {
  posted(count?: number): void;
  other(what: string): void;
  /** One answer by its HTTP status, with the milliseconds it took. */
  answer(status: number, ms: number): void;
  broke(): void;
  begin(): void;
  end(): void;
  result(): LoadResult;
}

export function createTally(): Tally {
  const others: Record<string, number> = {};
  const times = new Float32Array(MOST_TIMES);
  let timed = 0;
  let inAll = 0;
  let inWindow = 0;
  let broken = 0;
  let isOpen = false;
  let [began, ended] = [0, 0];
  const posted = (count = 1) => {
    inAll += count;
    if (isOpen) inWindow += count;
  };
  const other = (what: string) => {
    others[what] = (others[what] ?? 0) + 1;
  };
  return {
    posted,
    other,
    answer(status, ms) {
      if (status !== POSTED) return other(String(status));
      posted();
      // A refusal is quick: it must not flatter the times of what was asked for.
      if (isOpen && timed < MOST_TIMES) times[timed++] = ms;
    },
    broke: () => void broken++,
    begin() {
      isOpen = true;
      began = performance.now();
    },
    end() {
      isOpen = false;
      ended = performance.now();
    },
    result: () => ({
      seconds: (ended - began) / 1_000,
      posted: inWindow,
      postedInAll: inAll,
      others,
      broken,
      latency: timed > 0 ? quantiles(times.subarray(0, timed).sort()) : null,
    }),
  };
}

function quantiles(sorted: Float32Array): { p50: number; p95: number; p99: number } {
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
  return { p50: at(0.5), p95: at(0.95), p99: at(0.99) };
}
