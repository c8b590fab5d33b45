/** JSON whose numbers stay the text that was sent: ids beyond 2^53 and `150000.00` lose nothing on the way. */
export type ExactJson = string | boolean | null | readonly ExactJson[] | { readonly [key: string]: ExactJson };

/** Parses JSON; every number becomes its source text. Throws `SyntaxError` for what is not JSON. */
export function parseExact(text: string): ExactJson {
  // Node 24 hands the reviver the source text of each primitive; TypeScript's library does not know it yet.
  const keepText = (_key: string, value: unknown, context?: { source?: string }): unknown =>
    typeof value === "number" ? (context?.source ?? String(value)) : value;
  return JSON.parse(text, keepText);
}

/** The field of an object, or null when there is no object or no such field. */
export function field(json: ExactJson | undefined, name: string): ExactJson {
  if (!isObject(json) || !Object.hasOwn(json, name)) return null;
  return json[name] ?? null;
}

export function isObject(json: ExactJson | undefined): json is { readonly [key: string]: ExactJson } {
  return typeof json === "object" && json !== null && !Array.isArray(json);
}

export function isList(json: ExactJson | undefined): json is readonly ExactJson[] {
  return Array.isArray(json);
}

/** A text or number field as text; null for anything else and for the empty text. */
export function textOf(json: ExactJson): string | null {
  return typeof json === "string" && json !== "" ? json : null;
}

const WHOLE = /^(\d{1,18})(?:\.0{1,6})?$/;

/** A whole number of minor units, sent as a number, a text, or with empty decimals; null for fractions and all else. */
export function wholeOf(json: ExactJson): bigint | null {
  const digits = typeof json === "string" ? WHOLE.exec(json)?.[1] : undefined;
  return digits === undefined ? null : BigInt(digits);
}

const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:?\d{2})$/;

/** An instant with an explicit zone; a time without one is no instant. */
export function instantOf(json: ExactJson): Date | null {
  if (typeof json !== "string" || !INSTANT.test(json)) return null;
  const instant = new Date(json);
  return Number.isNaN(instant.getTime()) ? null : instant;
}
