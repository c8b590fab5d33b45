import type { FastifyInstance, FastifyReply, FastifyRequest, RouteOptions } from "fastify";
import type { Caller } from "../platform/caller.ts";
import { notFound, refuse } from "../platform/errors.ts";
import type { Route } from "../platform/route.ts";
import { type EdgeParts, inputOf, keyOf, requirePermission } from "./request.ts";

/**
 * An operation that takes the batched way. What serves browsers' pages (content policy, compression) is left out of its answers,
 * which are small JSON and many thousands a second; the callers' allowance is counted once they are known.
 */
export function mountDirectly(
  app: FastifyInstance,
  parts: EdgeParts,
  route: Route,
  options: Pick<RouteOptions, "method" | "url" | "schema">,
): void {
  const allow = createAllowance(app, parts, route);
  const handler = async (request: FastifyRequest, reply: FastifyReply): Promise<unknown> => {
    const caller = await parts.services.identify(request);
    if (!caller) throw refuse("sign_in_required", { status: 401 });
    await allow(request, caller);
    return answerDirectly(parts, route, { request, reply, caller });
  };
  app.route({ ...options, config: { rateLimit: false }, helmet: false, compress: false, handler });
}

function createAllowance(app: FastifyInstance, { services }: EdgeParts, route: Route) {
  const callers = new WeakMap<FastifyRequest, Caller>();
  const max = typeof route.rateLimit === "number" ? route.rateLimit : services.config.requestsPerMinute;
  const count = app.createRateLimit({
    max,
    timeWindow: "1 minute",
    keyGenerator: (request) => callers.get(request)?.userId ?? "",
  });
  return async (request: FastifyRequest, caller: Caller): Promise<void> => {
    callers.set(request, caller);
    const counted = await count(request);
    if (counted.isAllowed || !counted.isExceeded) return;
    throw refuse("too_many_requests", { status: 429, retryAfter: counted.ttlInSeconds });
  };
}

/** Who calls and what they may are looked up together with those of others, and no transaction is opened here. */
async function answerDirectly(
  { services }: EdgeParts,
  route: Route,
  { request, reply, caller }: { request: FastifyRequest; reply: FastifyReply; caller: Caller },
): Promise<unknown> {
  const input = inputOf(request);
  const communityId = String(input.params["communityId"]).toLowerCase();
  const permissions = await services.admit(communityId, caller.userId);
  if (!permissions) throw notFound();
  requirePermission({ permissions }, route);
  const asked = {
    ...input,
    communityId,
    userId: caller.userId,
    key: keyOf(route, request, caller, input),
    requestId: request.id,
  };
  const given = await route.direct?.(services, asked as never);
  reply.header("x-content-type-options", "nosniff");
  if (given?.replayed) reply.header("idempotent-replayed", "true");
  reply.status(route.status);
  return given?.answer;
}
