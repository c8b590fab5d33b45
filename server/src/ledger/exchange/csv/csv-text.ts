/**
 * Comma-separated values as RFC 4180 has them: CRLF, and quotes around what holds a comma, a quote or a line break.
 *
 * A spreadsheet takes a cell that begins with one of these for a formula and runs it. Such a text is written with an
 * apostrophe before it, and so is one that begins with an apostrophe: taking the first apostrophe away gives every text back.
 */
const FORMULA = /^['=+\-@\t\r＝＋－＠]/u;

export function guarded(text: string): string {
  return FORMULA.test(text) ? `'${text}` : text;
}

export function unguarded(text: string): string {
  return text.startsWith("'") ? text.slice(1) : text;
}

export function csvLine(cells: readonly string[]): string {
  return `${cells.map(cell).join(",")}\r\n`;
}

function cell(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

export interface CsvRow {
  /** Of its first character: a quoted cell may go over several lines. */
  line: number;
  cells: readonly string[];
}

/** Rows of any such text: other delimiters, single line feeds and a byte order mark are taken too. Null: a quote never ends. */
export function readCsv(text: string, delimiter = ","): CsvRow[] | null {
  const rows: CsvRow[] = [];
  let at = text.startsWith("\uFEFF") ? 1 : 0;
  let line = 1;
  while (at < text.length) {
    const row = readRow(text, at, delimiter);
    if (!row) return null;
    if (row.cells.length > 1 || row.cells[0] !== "") rows.push({ line, cells: row.cells });
    line += row.lines;
    at = row.end;
  }
  return rows;
}

function readRow(
  text: string,
  start: number,
  delimiter: string,
): { cells: string[]; end: number; lines: number } | null {
  const cells: string[] = [];
  let at = start;
  for (;;) {
    const next = text[at] === '"' ? readQuoted(text, at) : readBare(text, at, delimiter);
    if (!next) return null;
    cells.push(next.cell);
    at = next.end;
    if (text[at] === delimiter) at += 1;
    else break;
  }
  if (text[at] === "\r") at += 1;
  if (text[at] === "\n") at += 1;
  return { cells, end: at, lines: text.slice(start, at).split(/\r\n|\r|\n/).length - 1 };
}

function readQuoted(text: string, start: number): { cell: string; end: number } | null {
  let cell = "";
  let at = start + 1;
  for (;;) {
    const quote = text.indexOf('"', at);
    if (quote < 0) return null;
    cell += text.slice(at, quote);
    if (text[quote + 1] !== '"') {
      // What stands between the closing quote and the delimiter belongs to the cell, as spreadsheets read it.
      const rest = /^[^,;\t\r\n]*/.exec(text.slice(quote + 1, quote + 200))?.[0] ?? "";
      return { cell: cell + rest, end: quote + 1 + rest.length };
    }
    cell += '"';
    at = quote + 2;
  }
}

function readBare(text: string, start: number, delimiter: string): { cell: string; end: number } {
  let end = start;
  while (end < text.length && text[end] !== delimiter && text[end] !== "\r" && text[end] !== "\n") end += 1;
  return { cell: text.slice(start, end), end };
}
