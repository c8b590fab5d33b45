import { invalid, Refused } from "./errors.ts";

/** The fields of a JSON body, none of them trusted yet. */
export type Fields = Readonly<Record<string, unknown>>;

export interface TextRule {
  min: number;
  max: number;
  pattern?: RegExp;
  /** How the pattern is told to a person. */
  of?: string;
}

export const REFERENCE: TextRule = { min: 6, max: 100, pattern: /^[A-Za-z0-9._=-]+$/, of: "of A-Z a-z 0-9 . _ = -" };

// C0 and C1 controls and the delete character: no field of ours is a text of several lines.
const CONTROL = /\p{Cc}/u;

export function fieldsOf(body: unknown, allowed: readonly string[]): Fields {
  if (!isFields(body)) throw new Refused(400, "invalid_request", "the body must be a JSON object");
  for (const name of Object.keys(body))
    if (!allowed.includes(name)) throw invalid(name.slice(0, 100), "is not a field");
  return body;
}

export function isFields(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export function has(fields: Fields, name: string): boolean {
  return Object.hasOwn(fields, name);
}

export function textOf(fields: Fields, name: string, rule: TextRule): string {
  const value = has(fields, name) ? fields[name] : undefined;
  const what = `must be a text of ${rule.min} to ${rule.max} characters${rule.of === undefined ? "" : ` ${rule.of}`}`;
  if (typeof value !== "string" || !isPlain(value)) throw invalid(name, what);
  if (value.length < rule.min || value.length > rule.max) throw invalid(name, what);
  if (rule.pattern !== undefined && !rule.pattern.test(value)) throw invalid(name, what);
  return value;
}

/** Free of control characters and lone surrogates: it comes back byte for byte as it went in. */
export function isPlain(value: string): boolean {
  return !CONTROL.test(value) && value.isWellFormed();
}

export function integerOf(fields: Fields, name: string, min: number, max: number): number {
  const value = has(fields, name) ? fields[name] : undefined;
  if (typeof value !== "number" || !Number.isSafeInteger(value) || value < min || value > max) {
    throw invalid(name, `must be an integer from ${min} to ${max}`);
  }
  return value;
}

export function booleanOf(fields: Fields, name: string): boolean {
  const value = fields[name];
  if (typeof value !== "boolean") throw invalid(name, "must be true or false");
  return value;
}

export function choiceOf<T extends string>(fields: Fields, name: string, choices: readonly T[]): T {
  const value = has(fields, name) ? fields[name] : undefined;
  const choice = choices.find((one) => one === value);
  if (choice === undefined) throw invalid(name, `must be one of ${choices.join(", ")}`);
  return choice;
}

/** An http or https address without a name and password in it. */
export function webAddressOf(fields: Fields, name: string): string {
  const value = textOf(fields, name, { min: 1, max: 2000 });
  const url = URL.canParse(value) ? new URL(value) : null;
  if (url === null || !["http:", "https:"].includes(url.protocol) || url.username !== "" || url.password !== "") {
    throw invalid(name, "must be an http or https address");
  }
  return value;
}
