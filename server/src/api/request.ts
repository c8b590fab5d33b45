import type { FastifyRequest } from "fastify";
import type { Caller } from "../platform/caller.ts";
import type { Context } from "../platform/context.ts";
import { refuse } from "../platform/errors.ts";
import { isRecord } from "../platform/is-record.ts";
import { type KeyedRequest, keyedRequest } from "../platform/keyed-request.ts";
import type { Route, RouteInput } from "../platform/route.ts";
import type { Services } from "../platform/services.ts";
import type { Run } from "../platform/unit-of-work.ts";
import { parseKey } from "./idempotency.ts";
import type { JsonSchema } from "./schemas.ts";

export interface EdgeParts {
  services: Services;
  run: Run;
  /** Registers a named part of the schemas once. */
  define: (id: string, part: JsonSchema) => void;
}

export type Input = RouteInput<Record<string, unknown>, unknown, unknown>;

/** What was sent. Refused, before anything begins, where the database could not hold it. */
export function inputOf(request: FastifyRequest): Input {
  const params = isRecord(request.params) ? request.params : {};
  const input = { params, query: request.query, body: request.body };
  for (const part of [input.params, input.query, input.body]) {
    const pointer = isWritable(part) ? null : unwritableIn(part, "#");
    if (pointer !== null) throw refuse("invalid_input", { status: 400, pointer });
  }
  return input;
}

/** The database holds neither a NUL character nor half of a character. */
function isWritable(value: unknown): boolean {
  if (typeof value === "string") return value.isWellFormed() && !value.includes("\0");
  if (typeof value !== "object" || value === null) return true;
  for (const name in value) if (!isWritable((value as Record<string, unknown>)[name])) return false;
  return true;
}

/** Where it is that cannot be written. */
function unwritableIn(value: unknown, pointer: string): string | null {
  if (isWritable(value)) return null;
  if (typeof value !== "object" || value === null) return pointer;
  for (const [name, part] of Object.entries(value)) {
    const found = unwritableIn(part, `${pointer}/${name}`);
    if (found !== null) return found;
  }
  return pointer;
}

export function keyOf(route: Route, request: FastifyRequest, caller: Caller | null, input: Input): KeyedRequest | null {
  const key = route.method === "POST" && !route.confidential ? parseKey(request.headers["idempotency-key"]) : null;
  if (!key && route.idempotent) throw refuse("idempotency_key_required", { status: 400 });
  return key === null ? null : keyedRequest(key, caller?.userId ?? "guest", route.method, request.url, input.body);
}

export function requirePermission(ctx: Pick<Context, "permissions">, route: Route): void {
  if (!route.permission || ctx.permissions.has("*") || ctx.permissions.has(route.permission)) return;
  throw refuse("not_permitted", { status: 403, params: { permission: route.permission } });
}
