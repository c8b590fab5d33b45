import type { Column } from "./columns.ts";

export interface CsvColumn<T> {
  head: string;
  value: (row: T) => string | number | null;
}

/** What a list's columns say in its export: the words, and beside them the code where there is one. */
export function exportColumns<T>(columns: readonly Column<T>[], codeHead: (head: string) => string): CsvColumn<T>[] {
  return columns.flatMap(({ head, csv, code }) => [
    ...(csv ? [{ head, value: csv }] : []),
    ...(code ? [{ head: codeHead(head), value: code }] : []),
  ]);
}

/** RFC 4180, with a mark that makes spreadsheets read it as UTF-8. */
export function toCsv<T>(columns: readonly CsvColumn<T>[], rows: readonly T[]): string {
  const lines = [
    columns.map(({ head }) => cell(head)),
    ...rows.map((row) => columns.map(({ value }) => cell(value(row)))),
  ];
  return `\ufeff${lines.map((line) => line.join(",")).join("\r\n")}\r\n`;
}

/** A text that a spreadsheet would take for a formula is told to be a text. Numbers stay numbers. */
function cell(value: string | number | null): string {
  if (value === null) return "";
  if (typeof value === "number") return String(value);
  const safe = /^[=+\-@\t\r]/.test(value) && !/^-?\d+(\.\d+)?$/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

export function download(name: string, content: string, type: string): void {
  const url = URL.createObjectURL(new Blob([content], { type }));
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
