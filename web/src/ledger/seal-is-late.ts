/** A posting may be committed a moment after it was recorded, and is sealed some seconds after that. */
const WINDOW_MS = 60_000;

/** Whether what has no seal should have one by now. */
export function sealIsLate(recordedAt: string, now: number): boolean {
  return Date.parse(recordedAt) + WINDOW_MS < now;
}
