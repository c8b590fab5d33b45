import { sql } from "kysely";
import { decodeCursor, encodeCursor, INSTANT_PART, INTEGER_PART } from "../../platform/cursor.ts";
import { refuse } from "../../platform/errors.ts";
import { isDay } from "./days.ts";

/** A place in an account's entries, between those with a lower number and those with a higher one. */
export interface EntryPosition {
  /** When the entry was recorded, to the microsecond: old entries have more than the milliseconds that a Date can hold. */
  at: string;
  seq: bigint;
}

/** Before all entries, and behind all of them. */
export const FIRST: EntryPosition = { at: "0001-01-01T00:00:00.000000Z", seq: 0n };
export const LAST: EntryPosition = { at: "9999-12-31T00:00:00.000000Z", seq: 10n ** 18n - 1n };

/** The instant of an entry `e` as a position has it. */
export const exactInstant = sql<string>`to_char(e.recorded_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;

export function positionCursor({ at, seq }: EntryPosition): string {
  return encodeCursor([at, seq.toString()]);
}

export function positionOf(cursor: string | undefined): EntryPosition | null {
  const [at, seq] = decodeCursor(cursor, [INSTANT_PART, INTEGER_PART]) ?? [];
  if (!at || !seq) return null;
  if (!isDay(at.slice(0, 10))) throw refuse("invalid_cursor", { status: 400, pointer: "#/after" });
  return { at, seq: BigInt(seq) };
}

const DAY_MS = 86_400_000;
/** Most pages and balances lie in the first of these; an account that slept for long needs the last one. */
const WINDOWS_DAYS = [40, 400];

export interface Window {
  since: string;
  till: string;
}

/**
 * The time up to `at` (or, forward, from it on), nearest first, in a few pieces without a gap: between two plain bounds the
 * database opens the months that lie there, in their order, and stops where it has enough. Open to one side it would look into
 * every month there is. Both bounds belong to the window; who pages passes the position beside it.
 */
export function windowsFrom(at: string, direction: "back" | "forward"): Window[] {
  if (at === FIRST.at || at === LAST.at) return [{ since: FIRST.at, till: LAST.at }];
  const start = Date.parse(at);
  const sign = direction === "back" ? -1 : 1;
  const edges = WINDOWS_DAYS.map((days) => instantAt(start + sign * days * DAY_MS));
  const end = direction === "back" ? FIRST.at : LAST.at;
  return [at, ...edges].map((from, index) => {
    const to = edges[index] ?? end;
    return direction === "back" ? { since: to, till: from } : { since: from, till: to };
  });
}

/** Never outside of what the database takes for a time. */
function instantAt(ms: number): string {
  const bounded = Math.min(Math.max(ms, Date.parse(FIRST.at)), Date.parse(LAST.at));
  return new Date(bounded).toISOString();
}
