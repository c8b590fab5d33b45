import type { FastifyInstance, FastifyRequest } from "fastify";
import { notFound } from "../platform/errors.ts";
import { isUuid } from "../platform/ids.ts";
import type { Services } from "../platform/services.ts";
import { systemEntry } from "./job-ids.ts";
import { communityOfProvider } from "./provider-queries.ts";
import { receiveWebhook, type WebhookAnswer } from "./receive-webhook.ts";

const BODY_LIMIT = 64 * 1024;

/**
 * `POST /v1/hooks/{providerId}`: the id names community and key. The body stays bytes, whatever its content type says: a
 * body that was parsed and written anew does not verify. No rate limit: a provider's burst must not be turned away.
 */
export function hookPages(app: FastifyInstance, services: Services): void {
  app.register((scope, _options, registered) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser("*", { parseAs: "buffer", bodyLimit: BODY_LIMIT }, (_request, body, done) =>
      done(null, body),
    );
    scope.post(
      "/v1/hooks/:providerId",
      { ...DESCRIBED, bodyLimit: BODY_LIMIT, config: { rateLimit: false } },
      async (request, reply) => {
        const status = await receive(services, request);
        if (status === 404) throw notFound();
        return reply.status(status).send({ received: status === 200 });
      },
    );
    registered();
  });
}

/** For the OpenAPI document. Nothing is checked by it: what comes is kept as it comes. */
const DESCRIBED = {
  validatorCompiler: () => () => true,
  schema: {
    operationId: "receiveWebhook",
    tags: ["hooks"],
    summary: "Where a payment provider tells what happened, signed in its own way",
    security: [],
    params: {
      type: "object",
      required: ["providerId"],
      properties: { providerId: { type: "string", format: "uuid" } },
    },
    consumes: ["*/*"],
    body: { type: "string", format: "binary" },
    response: {
      200: { type: "object", properties: { received: { type: "boolean" } } },
      "4xx": { description: "No such provider, or no valid signature", type: "object", additionalProperties: true },
    },
  },
};

async function receive(services: Services, request: FastifyRequest): Promise<WebhookAnswer> {
  const { providerId } = request.params as { providerId: string };
  if (!isUuid(providerId)) return 404;
  const communityId = await communityOfProvider(services.db, providerId);
  if (!communityId) return 404;
  const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
  return services.inCommunity(
    systemEntry(communityId, "payments.hook"),
    (ctx) => receiveWebhook(ctx, services.config, { providerId, headers: headersOf(request), body }),
    request.id,
  );
}

/** Single headers only: a signature that comes twice is none. */
function headersOf(request: FastifyRequest): Record<string, string | undefined> {
  const single = Object.entries(request.headers).filter(([, value]) => typeof value === "string");
  return Object.fromEntries(single) as Record<string, string>;
}
