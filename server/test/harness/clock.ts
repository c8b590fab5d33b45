import type { Clock } from "../../src/platform/clock.ts";

/** A clock that a test moves. It starts at the real time, so that partitions and time-ordered ids agree with it. */
export interface TestClock extends Clock {
  advance(step: { minutes?: number; hours?: number; days?: number; seconds?: number }): void;
}

export function createTestClock(): TestClock {
  let offset = 0;
  return {
    now: () => new Date(Date.now() + offset),
    advance({ seconds = 0, minutes = 0, hours = 0, days = 0 }) {
      offset += (((days * 24 + hours) * 60 + minutes) * 60 + seconds) * 1000;
    },
  };
}
