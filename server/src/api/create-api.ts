import compress from "@fastify/compress";
import cookie from "@fastify/cookie";
import formbody from "@fastify/formbody";
import helmet from "@fastify/helmet";
import multipart from "@fastify/multipart";
import rateLimit from "@fastify/rate-limit";
import swagger from "@fastify/swagger";
import scalar from "@scalar/fastify-api-reference";
import { Ajv, type AnySchema } from "ajv";
import addFormats from "ajv-formats";
import Fastify, {
  type FastifyBaseLogger,
  type FastifyInstance,
  type FastifyPluginAsync,
  type FastifyRequest,
  LogController,
  type RouteOptions,
} from "fastify";
import type { Dispatcher } from "../platform/dispatcher.ts";
import { refuse } from "../platform/errors.ts";
import type { Module } from "../platform/module.ts";
import { addressOf } from "../platform/rate-limits.ts";
import type { Services } from "../platform/services.ts";
import type { Run } from "../platform/unit-of-work.ts";
import { serializeLater, validateLater } from "./build-later.ts";
import { mountEvents } from "./events.ts";
import { mountHealth, type Readiness } from "./health.ts";
import { createJsonParser } from "./json-parser.ts";
import { mountRoute } from "./mount-route.ts";
import { createProblems, type ProblemOf, problemHandler } from "./problem.ts";
import { PROBLEM_SCHEMA } from "./problem-schema.ts";
import { inlineScripts, mountWeb } from "./web.ts";

export interface ApiParts {
  services: Services;
  run: Run;
  modules: readonly Module[];
  dispatcher: Dispatcher;
  readiness: Readiness;
  /** Builds the code of every schema at the start and not at its first use: to see that each can be built. */
  buildsAll?: boolean;
}

const BODY_LIMIT = 256 * 1024;
const UPLOAD_LIMIT = 10 * 1024 * 1024;

/** The HTTP server with every operation and page, not yet listening. */
export async function createApi(parts: ApiParts): Promise<FastifyInstance> {
  const { services } = parts;
  const loggerInstance: FastifyBaseLogger = services.log;
  const app: FastifyInstance = Fastify({
    loggerInstance,
    logController: new LogController({ disableRequestLogging: true }),
    // Every line that is written about a request names its id itself: a logger for each would cost more than the routing.
    childLoggerFactory: (logger) => logger,
    genReqId: () => services.newId(),
    requestIdHeader: false,
    bodyLimit: BODY_LIMIT,
    trustProxy: services.config.production ? "loopback" : false,
    return503OnClosing: true,
    forceCloseConnections: "idle",
  });
  const problemOf = createProblems(parts.modules.map((module) => module.name));
  app.setErrorHandler(problemHandler(problemOf));
  await registerPlugins(app, parts);
  app.addSchema(PROBLEM_SCHEMA);
  // Async, so that what a module does wrong stops the start with its own words.
  const operations: FastifyPluginAsync = async (scope) => mountModules(scope, parts, problemOf);
  await app.register(operations);
  mountHealth(app, services, parts.readiness);
  await mountWeb(app);
  return app;
}

function mountModules(scope: FastifyInstance, parts: ApiParts, problemOf: ProblemOf): void {
  scope.addContentTypeParser("application/json", { parseAs: "string" }, createJsonParser(scope));
  const { services, modules } = parts;
  const buildsAll = parts.buildsAll ?? false;
  useStrictValidation(scope, buildsAll);
  if (!buildsAll) serializeLater(scope);
  scope.addHook("onRoute", requireDocumented);
  const defined = new Map<string, string>();
  const define = (id: string, part: Record<string, unknown>) => {
    const text = JSON.stringify(part);
    const known = defined.get(id);
    if (known && known !== text) throw new Error(`two different schemas are called ${id}`);
    if (known) return;
    defined.set(id, text);
    scope.addSchema({ ...part, $id: id });
  };
  for (const route of modules.flatMap((module) => module.routes ?? [])) {
    mountRoute(scope, { services, problemOf, run: parts.run, define }, route);
  }
  mountEvents(scope, services, parts.dispatcher);
  for (const module of modules) module.pages?.(scope, services);
}

/** Pages stand at addresses of their own; whatever is under `/v1` is a part of the contract. */
function requireDocumented({ url, method, schema }: RouteOptions): void {
  const isHidden = !schema?.operationId || !schema.tags || schema.hide === true;
  if (url.startsWith("/v1/") && isHidden) throw new Error(`${method} ${url} is not in the OpenAPI document`);
}

/**
 * Nothing is coerced or dropped in a body: "100", [7] and true are not amounts. Query and path are text, so they are read.
 * Set on the scope that holds the operations: one that adds schemas of its own does not take its parent's compiler over.
 */
function useStrictValidation(scope: FastifyInstance, buildsAll: boolean): void {
  const common = { removeAdditional: false, useDefaults: false, allErrors: false, strict: false } as const;
  const strict = withFormats(new Ajv({ ...common, coerceTypes: false }));
  const reading = withFormats(new Ajv({ ...common, coerceTypes: true }));
  scope.setValidatorCompiler<AnySchema>(({ schema, httpPart }) => {
    const build = () => (httpPart === "body" ? strict : reading).compile(schema);
    return buildsAll ? build() : validateLater(build);
  });
}

/** Ids and instants as the database and JavaScript take them: no `urn:uuid:`, no leap second. */
function withFormats(ajv: Ajv): Ajv {
  return addFormats
    .default(ajv)
    .addFormat("uuid", /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i)
    .addFormat("date-time", (text: string) => INSTANT.test(text) && !Number.isNaN(Date.parse(text)));
}

const INSTANT = /^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]{1,9})?(Z|[+-][0-9]{2}:[0-9]{2})$/;

async function registerPlugins(app: FastifyInstance, { services }: ApiParts): Promise<void> {
  const { config } = services;
  await app.register(helmet, {
    contentSecurityPolicy: { directives: { ...CONTENT_POLICY, scriptSrc: ["'self'", ...inlineScripts()] } },
    hsts: config.publicUrl.startsWith("https:"),
  });
  await app.register(cookie);
  await app.register(formbody, { bodyLimit: 64 * 1024 });
  await app.register(multipart, {
    limits: { fileSize: UPLOAD_LIMIT, files: 1, fields: 10, fieldSize: 4096, parts: 12 },
  });
  await app.register(compress, { threshold: 1024, encodings: ["br", "gzip"] });
  await app.register(rateLimit, {
    max: config.requestsPerMinute,
    timeWindow: "1 minute",
    keyGenerator: (request) => callerKey(services, request),
    errorResponseBuilder: () => refuse("too_many_requests", { status: 429 }),
    // Files of the application are cheap, and one page asks for dozens.
    allowList: (request) => request.url.startsWith("/health/") || request.url.startsWith("/app/"),
  });
  await app.register(swagger, {
    openapi: {
      openapi: "3.1.0",
      info: { title: "Commonpurse", version: "1", description: "One server for the money that people hold in common." },
      servers: [{ url: "/" }],
      components: {
        securitySchemes: {
          bearer: { type: "http", scheme: "bearer" },
          session: { type: "apiKey", in: "cookie", name: "cp_session" },
        },
      },
      security: [{ bearer: [] }, { session: [] }],
    },
    refResolver: {
      buildLocalReference: (json, _base, _fragment, index) =>
        typeof json["$id"] === "string" ? json["$id"] : `schema-${index}`,
    },
    hideUntagged: true,
  });
  await app.register(scalar, { routePrefix: "/docs", configuration: { title: "Commonpurse API" } });
  app.get("/openapi.json", { schema: { hide: true } }, () => app.swagger());
}

const CONTENT_POLICY = {
  defaultSrc: ["'self'"],
  // The component kit and charts set sizes as inline styles.
  styleSrc: ["'self'", "'unsafe-inline'"],
  imgSrc: ["'self'", "data:", "blob:"],
  fontSrc: ["'self'"],
  connectSrc: ["'self'"],
  frameAncestors: ["'none'"],
  // Giving hands over to the provider's page, wherever it is.
  formAction: ["'self'", "https:", "http:"],
  upgradeInsecureRequests: null,
};

/**
 * A user has one allowance wherever they call from and however many sessions they have; everybody else, made-up tokens too,
 * shares that of the address.
 */
async function callerKey(services: Services, request: FastifyRequest): Promise<string> {
  const caller = await services.identify(request);
  return caller?.userId ?? addressOf(request);
}
