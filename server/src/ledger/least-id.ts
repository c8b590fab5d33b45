const MOST_MS = 2 ** 48 - 1;

/** The least UUIDv7 of a millisecond: ids are ranges of time. */
export function leastId(ms: number): string {
  const hex = Math.min(Math.max(0, ms), MOST_MS).toString(16).padStart(12, "0");
  return `${hex.slice(0, 8)}-${hex.slice(8)}-0000-0000-000000000000`;
}

/** When an id was made, by the clock of the process that made it. */
export function madeAt(id: string): number {
  return Number.parseInt(id.replaceAll("-", "").slice(0, 12), 16);
}
