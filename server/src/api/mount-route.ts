import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { actorOf, type Caller } from "../platform/caller.ts";
import type { Context } from "../platform/context.ts";
import { notFound, refuse } from "../platform/errors.ts";
import { limitByAddress } from "../platform/rate-limits.ts";
import type { Reply, RequestFacts, Route } from "../platform/route.ts";
import type { EntryPoint, Services } from "../platform/services.ts";
import type { Around } from "../platform/unit-of-work.ts";
import { aroundKey, aroundPlain, type KeptAnswer, refusalIn } from "./idempotency.ts";
import { mountDirectly } from "./mount-directly.ts";
import { documentedLines, mountLines } from "./mount-lines.ts";
import { type EdgeParts, type Input, inputOf, keyOf, requirePermission } from "./request.ts";
import { closed, withReferences } from "./schemas.ts";

/** Gives an operation its address. The steps of a request are the same for all of them, and stand here. */
export function mountRoute(app: FastifyInstance, parts: EdgeParts, route: Route): void {
  const common = {
    method: route.method,
    url: route.path.replaceAll(/\{(\w+)\}/g, ":$1"),
    schema: documented(route, parts.define),
  };
  if (route.lines) mountLines(app, parts, route, { ...common, lines: route.lines });
  else if (route.direct) mountDirectly(app, parts, route, common);
  else {
    const handler = (request: FastifyRequest, reply: FastifyReply) => answer(parts, route, request, reply);
    app.route({ ...common, ...limitsOf(app, route, parts.services), handler });
  }
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
    ...(route.lines ? documentedLines(route, define) : {}),
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
  const input = inputOf(request);
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

function aroundOf(route: Route, request: FastifyRequest, caller: Caller | null, input: Input): Around<KeptAnswer> {
  if (route.method === "GET") return {};
  const key = keyOf(route, request, caller, input);
  return key ? aroundKey(key, route.status) : aroundPlain();
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
