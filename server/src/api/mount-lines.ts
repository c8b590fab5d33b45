import { Readable } from "node:stream";
import type { FastifyInstance, FastifyPluginAsync, FastifyReply, FastifyRequest, FastifySchemaCompiler } from "fastify";
import { refuse } from "../platform/errors.ts";
import { bestLocale } from "../platform/i18n.ts";
import { keyedRequest } from "../platform/keyed-request.ts";
import type { Line, LineResult, Lines, Route } from "../platform/route.ts";
import { parseKey } from "./idempotency.ts";
import { communityOf, createDoor, LEAN } from "./mount-directly.ts";
import { readLines, validateBy } from "./read-lines.ts";
import { type EdgeParts, inputOf } from "./request.ts";
import { closed, type JsonSchema, withReferences } from "./schemas.ts";

const LINES = "application/x-ndjson";

interface LinesOptions {
  method: Route["method"];
  url: string;
  schema: Record<string, unknown>;
  lines: Lines;
}

/** An operation on lines of JSON: read, carried out and answered as they come, however many there are. */
export function mountLines(app: FastifyInstance, parts: EdgeParts, route: Route, options: LinesOptions): void {
  const { lines, ...common } = options;
  const { services } = parts;
  const operation: FastifyPluginAsync = async (scope) => {
    scope.addContentTypeParser(LINES, (_request, payload, done) => done(null, payload));
    const letIn = createDoor(scope, parts, route);
    const validate = validateBy(
      compilerOf(scope)({ schema: lineSchema(route), method: "POST", url: common.url, httpPart: "body" }),
    );
    const handler = async (request: FastifyRequest, reply: FastifyReply): Promise<Readable> => {
      const input = inputOf(request);
      const { userId } = await letIn(request, reply, input);
      const { body } = input;
      if (!(body instanceof Readable)) throw refuse("unsupported_media_type", { status: 415 });
      const key = parseKey(request.headers["idempotency-key"]);
      if (!key) throw refuse("idempotency_key_required", { status: 400 });
      const results = lines.answer(services, {
        ...input,
        communityId: communityOf(input),
        userId,
        keyOf: (block: number, some: readonly Line<unknown>[]) =>
          keyedRequest(`${key} ${block}`, userId, "POST", request.url, some.map(({ text }) => text).join("\n")),
        blocks: readLines(body, lines.atOnce, validate),
      } as never);
      reply.header("content-type", LINES);
      return Readable.from(write(parts, request, results), { objectMode: false });
    };
    // The lines are validated one by one, as they come.
    const validatorCompiler: FastifySchemaCompiler<unknown> = (part) =>
      part.httpPart === "body" ? () => true : compilerOf(scope)(part);
    scope.route({ ...common, ...LEAN, validatorCompiler, handler });
  };
  void app.register(operation);
}

function compilerOf(scope: FastifyInstance): FastifySchemaCompiler<unknown> {
  if (!scope.validatorCompiler) throw new Error("the scope has no validators");
  return scope.validatorCompiler;
}

async function* write(
  { services, problemOf }: EdgeParts,
  request: FastifyRequest,
  results: AsyncIterable<LineResult<unknown>[]>,
): AsyncGenerator<string> {
  const locale = bestLocale((request.headers["accept-language"] ?? "").split(","));
  const textOf = (one: LineResult<unknown>): string => {
    if ("result" in one) return JSON.stringify({ index: one.index, status: "posted", ...Object(one.result) });
    if (!("refusal" in one)) return JSON.stringify({ index: one.index, status: "failed" });
    const { code, status, params, pointer } = one.refusal;
    const { detail } = problemOf({ code, status, params }, locale, request.id);
    return JSON.stringify({ index: one.index, status: "refused", code, detail, ...(pointer ? { pointer } : {}) });
  };
  try {
    for await (const block of results) if (block.length > 0) yield `${block.map(textOf).join("\n")}\n`;
  } catch (error) {
    // The answer has begun: what was told stands, and what was not told is sent again under the same key.
    services.log.error({ err: error, requestId: request.id }, "lines were left unanswered");
    yield `${JSON.stringify({ status: "broken_off" })}\n`;
  }
}

function lineSchema(route: Route): JsonSchema {
  if (!route.body) throw new Error(`${route.operationId} has no line`);
  return closed(route.body);
}

/** The document's words for bodies and answers of lines: the schema is that of one line. */
export function documentedLines(route: Route, define: EdgeParts["define"]) {
  const problem = { $ref: "Problem#" };
  const one = { index: { type: "integer", description: "Of the line, from 0; empty lines count" } };
  const result = {
    type: "object",
    properties: { ...one, ...RESULT, ...propertiesOf(withReferences(route.response, define)) },
  };
  return {
    body: { content: { [LINES]: { schema: lineSchema(route) } } },
    response: {
      200: { description: "A line for each", content: { [LINES]: { schema: result } } },
      "4xx": problem,
      "5xx": problem,
    },
  };
}

const RESULT = {
  status: { type: "string", enum: ["posted", "refused", "failed", "broken_off"] },
  code: { type: "string", description: "Why it was refused" },
  detail: { type: "string" },
  pointer: { type: "string", description: "The field to blame" },
};

function propertiesOf(schema: JsonSchema): JsonSchema {
  const { properties } = schema;
  return typeof properties === "object" && properties !== null ? { ...properties } : {};
}
