import type { Clock } from "../../platform/clock.ts";

/** The demo's own time: it is put somewhere into the past and runs on from there, as the provider's does. */
export interface DemoClock extends Clock {
  set(to: Date): void;
}

export function createDemoClock(): DemoClock {
  let offset = 0;
  return {
    now: () => new Date(Date.now() + offset),
    set(to) {
      offset = to.getTime() - Date.now();
    },
  };
}

/** Nine in the morning in Nairobi, so many days ago: from there on a story counts its days. */
export function morning(daysAgo: number): Date {
  const now = new Date();
  return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate() - daysAgo, 6));
}
