import { type RawBuilder, sql } from "kysely";
import { plusDays } from "./days.ts";

/** Days that count, both included. */
export interface Period {
  from: string;
  to: string;
}

/** The day on which an entry was recorded. */
const recordedDay = sql<string>`(e.recorded_at at time zone 'UTC')::date`;

/** The first instant of a day. */
export const startOf = (day: string) => `${day}T00:00:00Z`;

/**
 * The entries `e` that are effective in a period, each once, as two conditions. Nearly all were recorded on the day that counts: a
 * range of the entries' own key. All others stand in `entry_other_day`, an index of nothing but them.
 */
export function effectiveIn({ from, to }: Period): { sameDay: RawBuilder<boolean>; otherDay: RawBuilder<boolean> } {
  return {
    sameDay: sql`(e.recorded_at >= ${startOf(from)}::timestamptz and e.recorded_at < ${startOf(plusDays(to, 1))}::timestamptz
      and e.effective_date = ${recordedDay})`,
    otherDay: sql`(e.effective_date >= ${from}::date and e.effective_date <= ${to}::date and e.effective_date <> ${recordedDay})`,
  };
}
