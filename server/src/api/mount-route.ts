import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { actorOf, type Caller } from "../platform/caller.ts";
import type { Context } from "../platform/context.ts";
import { notFound, refuse } from "../platform/errors.ts";
import { isRecord } from "../platform/is-record.ts";
import { type KeyedRequest, keyedRequest } from "../platform/keyed-request.ts";
import { limitByAddress } from "../platform/rate-limits.ts";
import type { Reply, RequestFacts, Route, RouteInput } from "../platform/route.ts";
import type { EntryPoint, Services } from "../platform/services.ts";
import type { Around, Run } from "../platform/unit-of-work.ts";
import { aroundKey, aroundPlain, type KeptAnswer, parseKey, refusalIn } from "./idempotency.ts";
import { closed, type JsonSchema, withReferences } from "./schemas.ts";

export interface EdgeParts {
  services: Services;
  run: Run;
  /** Registers a named part of the schemas once. */
  define: (id: string, part: JsonSchema) => void;
}

type Input = RouteInput<Record<string, unknown>, unknown, unknown>;

/** Gives an operation its address. The steps of a request are the same for all of them, and stand here. */
export function mountRoute(app: FastifyInstance, parts: EdgeParts, route: Route): void {
  app.route({
    method: route.method,
    url: route.path.replaceAll(/\{(\w+)\}/g, ":$1"),
    schema: documented(route, parts.define),
    ...limitsOf(app, route, parts.services),
    handler: (request, reply) => (route.direct ? answerDirectly : answer)(parts, route, request, reply),
  });
}

/** `onRequest` counts the caller; an account is known only when the body has been read. */
function limitsOf(app: FastifyInstance, route: Route, services: Services) {
  if (!route.rateLimit) return {};
  if (route.rateLimit !== "sign_in") return { config: { rateLimit: { max: route.rateLimit, timeWindow: "1 minute" } } };
  const max = services.config.signInsPerMinute;
  const config = limitByAddress(max);
  const { account } = route;
  if (!account) return { config };
  const count = app.createRateLimit({
    max,
    timeWindow: "1 minute",
    keyGenerator: (request) => account(request.body as never),
  });
  const preHandler = async (request: FastifyRequest): Promise<void> => {
    const counted = await count(request);
    if (counted.isAllowed || !counted.isExceeded) return;
    throw refuse("too_many_requests", { status: 429, retryAfter: counted.ttlInSeconds });
  };
  return { config, preHandler };
}

function documented(route: Route, define: EdgeParts["define"]) {
  const success = route.status === 204 ? { type: "null", description: "Done" } : withReferences(route.response, define);
  const problem = { $ref: "Problem#" };
  return {
    operationId: route.operationId,
    summary: route.summary,
    ...(route.description ? { description: route.description } : {}),
    tags: [tagOf(route)],
    ...(route.permission ? { "x-permission": route.permission } : {}),
    "x-entry": route.entry,
    ...(route.idempotent ? { headers: IDEMPOTENCY_HEADER } : {}),
    ...(route.entry === "anonymous" ? { security: [] } : {}),
    ...(route.params ? { params: closed(route.params) } : {}),
    ...(route.query ? { querystring: closed(route.query) } : {}),
    ...(route.body ? { body: closed(route.body) } : {}),
    response: { [route.status]: success, "4xx": problem, "5xx": problem },
  };
}

const IDEMPOTENCY_HEADER = {
  type: "object",
  properties: {
    "idempotency-key": {
      type: "string",
      description: "Made by the caller; the same key and body give the same answer for 24 hours.",
    },
  },
};

/** `/v1/communities/{communityId}/goals/…` is about goals. */
function tagOf(route: Route): string {
  const words = route.path.split("/").slice(2);
  return (words[0] === "communities" && words[2]) || words[0] || "server";
}

async function answer(parts: EdgeParts, route: Route, request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
  const { services } = parts;
  const caller = await services.identify(request);
  const input: Input = {
    params: isRecord(request.params) ? request.params : {},
    query: request.query,
    body: request.body,
  };
  for (const part of [input.params, input.query, input.body]) refuseUnwritable(part);
  const entry = entryOf(route, input.params, caller);
  const facts: RequestFacts = {
    ip: request.ip,
    userAgent: (request.headers["user-agent"] ?? "").slice(0, 300),
    languages: (request.headers["accept-language"] ?? "").split(",").map((part) => part.split(";")[0]?.trim() ?? ""),
    sessionToken: caller?.token ?? null,
  };
  const replies = collectReplies(services);
  const prepared = await route.before?.(services, input as never, facts);
  const work = async (ctx: Context): Promise<KeptAnswer> => {
    requirePermission(ctx, route);
    const result = await route.handle(ctx as never, input as never, {
      reply: replies,
      facts,
      prepared: prepared as never,
    });
    return { status: route.status, answer: result, replayed: false };
  };
  const kept = await parts.run(entry, work, request.id, aroundOf(route, request, caller, input));
  const refusal = refusalIn(kept);
  if (refusal) throw refusal;
  replies.carryOut(reply);
  if (kept.replayed) reply.header("idempotent-replayed", "true");
  const complete = route.after ? await route.after(services, kept.answer as never) : kept.answer;
  reply.status(kept.status);
  return route.status === 204 ? reply.send() : complete;
}

/** Text that the database cannot hold: a NUL character, or half of a character. Refused before anything begins. */
function refuseUnwritable(value: unknown, pointer = "#"): void {
  if (typeof value === "string") {
    if (!value.isWellFormed() || value.includes("\0")) throw refuse("invalid_input", { status: 400, pointer });
  } else if (typeof value === "object" && value !== null) {
    for (const [name, part] of Object.entries(value)) refuseUnwritable(part, `${pointer}/${name}`);
  }
}

/** The batched way: who calls and what they may are looked up together with those of others, and no transaction is opened here. */
async function answerDirectly(
  { services }: EdgeParts,
  route: Route,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<unknown> {
  const caller = await services.identify(request);
  if (!caller) throw refuse("sign_in_required", { status: 401 });
  const input: Input = {
    params: isRecord(request.params) ? request.params : {},
    query: request.query,
    body: request.body,
  };
  for (const part of [input.params, input.query, input.body]) refuseUnwritable(part);
  const communityId = String(input.params["communityId"]);
  const permissions = await services.admit(communityId, caller.userId);
  if (!permissions) throw notFound();
  requirePermission({ permissions }, route);
  const key = keyOf(route, request, caller, input);
  const { userId } = caller;
  const asked = { ...input, communityId, userId, key, requestId: request.id };
  const given = await route.direct?.(services, asked as never);
  if (given?.replayed) reply.header("idempotent-replayed", "true");
  reply.status(route.status);
  return given?.answer;
}

function aroundOf(route: Route, request: FastifyRequest, caller: Caller | null, input: Input): Around<KeptAnswer> {
  if (route.method === "GET") return {};
  const key = keyOf(route, request, caller, input);
  return key ? aroundKey(key, route.status) : aroundPlain();
}

function keyOf(route: Route, request: FastifyRequest, caller: Caller | null, input: Input): KeyedRequest | null {
  const key = route.method === "POST" && !route.confidential ? parseKey(request.headers["idempotency-key"]) : null;
  if (!key && route.idempotent) throw refuse("idempotency_key_required", { status: 400 });
  return key === null ? null : keyedRequest(key, caller?.userId ?? "guest", route.method, request.url, input.body);
}

/** Which door the request goes through. Nobody signed in where somebody must be: 401. */
function entryOf(route: Route, params: Record<string, unknown>, caller: Caller | null): EntryPoint {
  const actor = actorOf(caller);
  if (route.entry === "anonymous") return { as: "nobody", actor };
  if (!caller && (route.entry === "self" || route.entry === "member"))
    throw refuse("sign_in_required", { status: 401 });
  if (route.entry === "self") return { as: "self", userId: caller?.userId ?? "", actor };
  const named = route.community ? route.community(params as never) : params["communityId"];
  if (typeof named !== "string") throw notFound();
  if (route.entry === "guest") return { as: "system", communityId: named, actor };
  return { as: route.entry, communityId: named, actor };
}

function requirePermission(ctx: Pick<Context, "permissions">, route: Route): void {
  if (!route.permission || ctx.permissions.has("*") || ctx.permissions.has(route.permission)) return;
  throw refuse("not_permitted", { status: 403, params: { permission: route.permission } });
}

function collectReplies(services: Services): Reply & { carryOut(reply: FastifyReply): void } {
  const steps: ((reply: FastifyReply) => void)[] = [];
  const cookie = {
    httpOnly: true,
    sameSite: "lax" as const,
    path: "/",
    secure: services.config.publicUrl.startsWith("https:"),
  };
  return {
    setCookie(name, value, options) {
      steps.push((reply) => void reply.setCookie(name, value, { ...cookie, maxAge: options.maxAgeSeconds }));
    },
    clearCookie(name) {
      steps.push((reply) => void reply.clearCookie(name, cookie));
    },
    carryOut(reply) {
      for (const step of steps) step(reply);
    },
  };
}
