import { type BookedResolution, type Movement, resolvedPosting } from "./postings.ts";
import { stateIn, UNMATCHED, type UnmatchedEvent, type UnmatchedState } from "./states.ts";
import type { UnmatchedRow } from "./unmatched-queries.ts";

/** What a person may say of money without a home. */
export type Resolution = BookedResolution | "closed";

export const EVENT_OF: Readonly<Record<Resolution, UnmatchedEvent>> = {
  returned: "return",
  recovered: "recover",
  written_off: "write_off",
  closed: "close",
};

export function stateOfUnmatched(row: Pick<UnmatchedRow, "resolution">): UnmatchedState {
  return stateIn(UNMATCHED, row.resolution ?? "open");
}

/** What came in can go back, what went out can come back. What never was in our books is only closed. */
export function resolutionsOf(row: Pick<UnmatchedRow, "booked" | "direction">): readonly Resolution[] {
  if (!row.booked) return ["closed"];
  return [row.direction === "in" ? "returned" : "recovered", "written_off"];
}

export function movementOf(row: UnmatchedRow): Movement {
  const { id, provider_id, amount, fee, currency, reason } = row;
  return {
    unmatchedId: id,
    providerId: provider_id,
    direction: row.direction === "out" ? "out" : "in",
    amount,
    fee,
    currency,
    reason,
  };
}

/** What is open to be said of the row now, each with what it would book. */
export function choicesFor(row: UnmatchedRow) {
  if (stateOfUnmatched(row) !== "open") return [];
  return resolutionsOf(row).map((resolution) => ({
    resolution,
    lines: resolution === "closed" ? [] : resolvedPosting(movementOf(row), resolution).lines,
  }));
}
