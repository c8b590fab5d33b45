import type { FastifyInstance, FastifyReply, FastifyRequest, RouteOptions } from "fastify";
import type { Caller } from "../platform/caller.ts";
import { notFound, refuse } from "../platform/errors.ts";
import { addressOf } from "../platform/rate-limits.ts";
import type { Route } from "../platform/route.ts";
import { type EdgeParts, type Input, inputOf, keyOf, requirePermission } from "./request.ts";

type Options = Pick<RouteOptions, "method" | "url" | "schema">;

/**
 * What serves browsers' pages (content policy, compression) is left out of these answers, which are small JSON and many thousands
 * a second; the callers' allowance is counted once they are known.
 */
export const LEAN = { config: { rateLimit: false }, helmet: false, compress: false } as const;

/** An operation that takes the batched way. */
export function mountDirectly(app: FastifyInstance, parts: EdgeParts, route: Route, options: Options): void {
  const letIn = createDoor(app, parts, route);
  const handler = async (request: FastifyRequest, reply: FastifyReply): Promise<unknown> => {
    const input = inputOf(request);
    const caller = await letIn(request, reply, input);
    const communityId = communityOf(input);
    const key = keyOf(route, request, caller, input);
    const asked = { ...input, communityId, userId: caller.userId, key, requestId: request.id };
    const given = await route.direct?.(parts.services, asked as never);
    if (given?.replayed) reply.header("idempotent-replayed", "true");
    reply.status(route.status);
    return given?.answer;
  };
  app.route({ ...options, ...LEAN, handler });
}

export function communityOf({ params }: Input): string {
  return String(params["communityId"]).toLowerCase();
}

/**
 * Who calls, how often, and what they may, looked up together with those of others: no transaction is opened for it. Throws
 * for whoever is not let in; strangers are counted by their address.
 */
export function createDoor(app: FastifyInstance, { services }: EdgeParts, route: Route) {
  const callers = new WeakMap<FastifyRequest, Caller>();
  const max = typeof route.rateLimit === "number" ? route.rateLimit : services.config.requestsPerMinute;
  const count = app.createRateLimit({
    max,
    timeWindow: "1 minute",
    keyGenerator: (request) => callers.get(request)?.userId ?? addressOf(request),
  });
  const countIn = async (request: FastifyRequest): Promise<void> => {
    const counted = await count(request);
    if (counted.isAllowed || !counted.isExceeded) return;
    throw refuse("too_many_requests", { status: 429, retryAfter: counted.ttlInSeconds });
  };
  return async (request: FastifyRequest, reply: FastifyReply, input: Input): Promise<Caller> => {
    reply.header("x-content-type-options", "nosniff");
    const admitted = await services.admit(request, communityOf(input));
    if (admitted) callers.set(request, admitted.caller);
    await countIn(request);
    if (!admitted) throw refuse("sign_in_required", { status: 401 });
    const { caller, permissions } = admitted;
    if (!permissions) throw notFound();
    requirePermission({ permissions }, route);
    return caller;
  };
}
