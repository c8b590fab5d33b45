import type { TSchema } from "typebox";
import { isRecord } from "../platform/is-record.ts";

/** A JSON Schema as the server and the OpenAPI document need it. */
export type JsonSchema = Record<string, unknown>;

/**
 * Turns a schema made of named parts into references: each part with an `$id` is handed to `define` once and replaced by
 * `{ $ref }`, so that the document and the generated client know it by name.
 */
export function withReferences(schema: TSchema, define: (id: string, part: JsonSchema) => void): JsonSchema {
  return asSchema(transform(plain(schema), define));
}

/** As `withReferences`, without references and with unknown properties refused: what a request may hold. */
export function closed(schema: TSchema): JsonSchema {
  return asSchema(close(plain(schema)));
}

/** TypeBox marks its schemas with symbols and getters; JSON has neither. */
function plain(schema: TSchema): unknown {
  return JSON.parse(JSON.stringify(schema));
}

function transform(node: unknown, define: (id: string, part: JsonSchema) => void, top = false): unknown {
  if (Array.isArray(node)) return node.map((item) => transform(item, define));
  if (!isRecord(node)) return node;
  const id = node["$id"];
  if (typeof id === "string" && !top) {
    define(id, asSchema(transform(node, define, true)));
    return { $ref: `${id}#` };
  }
  return Object.fromEntries(Object.entries(node).map(([key, value]) => [key, transform(value, define)]));
}

function close(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(close);
  if (!isRecord(node)) return node;
  const copy: JsonSchema = {};
  for (const [key, value] of Object.entries(node)) if (key !== "$id") copy[key] = close(value);
  if (copy["type"] === "object" && isRecord(copy["properties"]) && copy["additionalProperties"] === undefined) {
    copy["additionalProperties"] = false;
  }
  return copy;
}

function asSchema(value: unknown): JsonSchema {
  if (!isRecord(value)) throw new Error("a schema is an object");
  return value;
}
