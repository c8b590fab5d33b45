/** `YYYY-MM-DD` of a day that the calendar has; null otherwise. */
export function dayOf(year: string, month: string, day: string): string | null {
  if (!/^\d{4}$/.test(year)) return null;
  const text = `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text) ? text : null;
}

/** In the order of their days; those of one day as the file has them. */
export function byDay<T extends { date: string }>(items: readonly T[]): T[] {
  return items.toSorted((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0));
}
