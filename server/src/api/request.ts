import { Readable } from "node:stream";
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
import type { ProblemOf } from "./problem.ts";
import type { JsonSchema } from "./schemas.ts";
import { requireWritable } from "./writable.ts";

export interface EdgeParts {
  services: Services;
  problemOf: ProblemOf;
  run: Run;
  /** Registers a named part of the schemas once. */
  define: (id: string, part: JsonSchema) => void;
}

export type Input = RouteInput<Record<string, unknown>, unknown, unknown>;

/** What was sent. Refused, before anything begins, where the database could not hold it. */
export function inputOf(request: FastifyRequest): Input {
  const params = isRecord(request.params) ? request.params : {};
  const { query, body } = request;
  // The parser of JSON has seen to its own, and so does whoever reads a stream.
  const isSeenTo = request.headers["content-type"]?.startsWith("application/json") || body instanceof Readable;
  for (const part of isSeenTo ? [params, query] : [params, query, body]) requireWritable(part);
  return { params, query, body };
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
