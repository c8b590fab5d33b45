import { refuse } from "./errors.ts";

/** A place in a list, as the caller hands it back: opaque, made of the last row's key. */
export function encodeCursor(parts: readonly string[]): string {
  return Buffer.from(JSON.stringify(parts)).toString("base64url");
}

/** The parts of a cursor, as many as `patterns`, each of its form; a made-up one is refused. */
export function decodeCursor(cursor: string | undefined, patterns: readonly RegExp[]): string[] | null {
  if (cursor === undefined) return null;
  let parts: unknown;
  try {
    parts = JSON.parse(Buffer.from(cursor, "base64url").toString("utf8"));
  } catch {
    throw invalidCursor();
  }
  if (!Array.isArray(parts) || parts.length !== patterns.length) throw invalidCursor();
  return parts.map((part, index) => {
    const pattern = patterns[index];
    if (typeof part !== "string" || !pattern?.test(part)) throw invalidCursor();
    if (pattern === INSTANT_PART && Number.isNaN(Date.parse(part))) throw invalidCursor();
    return part;
  });
}

/** A page of rows: ask for one more than `limit`; the cursor is of the last row shown, null at the end. */
export function pageOf<T>(
  rows: readonly T[],
  limit: number,
  keyOf: (row: T) => readonly string[],
): { rows: T[]; next: string | null } {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return { rows: shown, next: rows.length > limit && last ? encodeCursor(keyOf(last)) : null };
}

export const UUID_PART = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
export const INSTANT_PART = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,6})?Z$/;
export const INTEGER_PART = /^-?\d{1,18}$/;
export const TEXT_PART = /^[^\p{C}]{0,300}$/u;

function invalidCursor() {
  return refuse("invalid_cursor", { status: 400, pointer: "#/after" });
}
