import { StringDecoder } from "node:string_decoder";
import type { ValidateFunction } from "ajv";
import { Refusal, refuse } from "../platform/errors.ts";
import type { Line } from "../platform/route.ts";
import { requireWritable } from "./writable.ts";

/** Longer lines are no line of ours: they are refused, and what stands behind this is not kept. */
const MOST_CHARACTERS = 64 * 1024;

/** Validates a parsed line; the refusal names the field. */
export type Validate = (value: unknown) => Refusal | null;

/** The body's lines in blocks of `atOnce`, the last one shorter. Empty lines are passed over, and count. */
export async function* readLines(
  body: AsyncIterable<Buffer>,
  atOnce: number,
  validate: Validate,
): AsyncGenerator<Line<unknown>[]> {
  let block: Line<unknown>[] = [];
  let index = 0;
  for await (const texts of splitLines(body)) {
    for (const text of texts) {
      const line = text.trim() === "" ? null : readLine(index, text, validate);
      index += 1;
      if (line) block.push(line);
      if (block.length < atOnce) continue;
      yield block;
      block = [];
    }
  }
  if (block.length > 0) yield block;
}

async function* splitLines(body: AsyncIterable<Buffer>): AsyncGenerator<string[]> {
  const decoder = new StringDecoder("utf8");
  let rest = "";
  for await (const chunk of body) {
    const texts = (rest + decoder.write(chunk)).split("\n");
    rest = (texts.pop() ?? "").slice(0, MOST_CHARACTERS + 1);
    yield texts;
  }
  yield [rest + decoder.end()];
}

function readLine(index: number, text: string, validate: Validate): Line<unknown> {
  // However the body was cut on its way, the same line has the same text.
  if (text.length > MOST_CHARACTERS)
    return { index, text: text.slice(0, MOST_CHARACTERS), refusal: refuse("body_too_large", { status: 413 }) };
  try {
    const value: unknown = JSON.parse(text);
    // A name that would reach behind the object; nobody sends it by mistake.
    if (text.includes("__proto__")) return { index, text, refusal: refuse("invalid_json", { status: 400 }) };
    if (text.includes("\\u")) requireWritable(value);
    const refusal = validate(value);
    return refusal ? { index, text, refusal } : { index, text, value };
  } catch (error) {
    return { index, text, refusal: error instanceof Refusal ? error : refuse("invalid_json", { status: 400 }) };
  }
}

/** The first thing that is wrong, by the schema. */
export function validateBy(validator: Pick<ValidateFunction, "errors"> & ((value: unknown) => unknown)): Validate {
  return (value) => {
    if (validator(value)) return null;
    const [first] = validator.errors ?? [];
    return refuse("invalid_input", { status: 400, pointer: `#${first?.instancePath ?? ""}` });
  };
}
