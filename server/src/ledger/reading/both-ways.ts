import { refuse } from "../../platform/errors.ts";

/** A list that is read from any place, down it or up it. `P` is a place: that of a row, or of where a search stopped. */
interface TwoWayList<R, P> {
  /** Rows behind the place, in the direction asked for; null: from the list's beginning. */
  read(from: P | null, isUpward: boolean, limit: number): Promise<R[]>;
  /** Where a search stopped that found less than a page; null: it looked at everything there is. */
  examinedTo(from: P | null, isUpward: boolean): Promise<P | null>;
  placeOf(row: R): P;
  placeFrom(cursor: string | undefined): P | null;
  cursorOf(place: P): string;
}

export interface AskedPage {
  after: string | undefined;
  before: string | undefined;
  limit: number;
}

export interface TwoWayPage<R> {
  rows: R[];
  next: string | null;
  previous: string | null;
}

/** The page below `after`, the one above `before`, or the first; one above is read upward and turned round. */
export async function pageOfTwoWays<R, P>(
  { after, before, limit }: AskedPage,
  list: TwoWayList<R, P>,
): Promise<TwoWayPage<R>> {
  if (after !== undefined && before !== undefined) throw refuse("invalid_cursor", { status: 400, pointer: "#/before" });
  const isUpward = before !== undefined;
  const from = list.placeFrom(before ?? after);
  const found = await list.read(from, isUpward, limit + 1);
  const rows = found.slice(0, limit);
  const end = rows.at(-1);
  const further = found.length > limit && end ? list.placeOf(end) : await list.examinedTo(from, isUpward);
  const cursorOf = (place: P | null) => (place === null ? null : list.cursorOf(place));
  const cursorOfRow = (row: R | undefined) => (row === undefined ? null : list.cursorOf(list.placeOf(row)));
  if (isUpward) {
    rows.reverse();
    return { rows, next: cursorOfRow(rows.at(-1)) ?? cursorOf(further), previous: cursorOf(further) };
  }
  return { rows, next: cursorOf(further), previous: after === undefined ? null : cursorOfRow(rows[0]) };
}
