import { styleText } from "node:util";

export interface Column<T> {
  head: string;
  of: (row: T) => string;
  /** Numbers stand under each other by their last digit. */
  isNumber?: boolean;
}

/** Rows for people, as wide as they need to be. */
export function tableOf<T>(rows: readonly T[], columns: readonly Column<T>[]): string {
  if (rows.length === 0) return "nothing";
  const cells = rows.map((row) => columns.map(({ of }) => oneLine(of(row))));
  const widths = columns.map(({ head }, index) =>
    Math.max(head.length, ...cells.map((row) => (row[index] ?? "").length)),
  );
  const lineOf = (texts: readonly string[]): string =>
    texts
      .map((text, index) =>
        columns[index]?.isNumber ? text.padStart(widths[index] ?? 0) : text.padEnd(widths[index] ?? 0),
      )
      .join("  ")
      .trimEnd();
  return [styleText("dim", lineOf(columns.map(({ head }) => head))), ...cells.map(lineOf)].join("\n");
}

/** One thing: a line for each of its facts; those that are not there are left out. */
export function factsOf(facts: Readonly<Record<string, string | null>>): string {
  const known = Object.entries(facts).flatMap(([name, value]) => (value === null ? [] : [[name, value] as const]));
  const width = Math.max(0, ...known.map(([name]) => name.length));
  return known.map(([name, value]) => `${styleText("dim", name.padEnd(width))}  ${oneLine(value)}`).join("\n");
}

/** What others wrote could hold line breaks, or move the cursor. */
function oneLine(text: string): string {
  return text.replace(/\p{Cc}+/gu, " ");
}
