/** How long an address must wait after a failed sign-in: nothing for the first four, then doubling up to a quarter of an hour. */
export const FREE_FAILURES = 4;
const LONGEST_SECONDS = 900;

export function delayAfter(failures: number): number {
  if (failures <= FREE_FAILURES) return 0;
  return Math.min(LONGEST_SECONDS, 2 ** (failures - FREE_FAILURES));
}

/** Failures older than a day are forgotten. */
export const FORGIVEN_AFTER_MS = 86_400_000;
