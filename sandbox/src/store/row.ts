import type { SQLOutputValue } from "node:sqlite";

export type Row = Readonly<Record<string, SQLOutputValue>>;

export function text(row: Row, column: string): string {
  const value = row[column];
  if (typeof value !== "string") throw new TypeError(`${column} is no text`);
  return value;
}

export function textOrNull(row: Row, column: string): string | null {
  return row[column] === null ? null : text(row, column);
}

export function int(row: Row, column: string): number {
  const value = row[column];
  if (typeof value !== "number") throw new TypeError(`${column} is no integer`);
  return value;
}

export function intOrNull(row: Row, column: string): number | null {
  return row[column] === null ? null : int(row, column);
}

/** The text as one of `choices`: what the schema's CHECK already holds, told to the compiler. */
export function oneOf<T extends string>(row: Row, column: string, choices: readonly T[]): T {
  const value = text(row, column);
  const choice = choices.find((one) => one === value);
  if (choice === undefined) throw new TypeError(`${column} is ${value}`);
  return choice;
}
