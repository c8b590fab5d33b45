import type { FastifyInstance, FastifyRequest } from "fastify";
import { requireWritable } from "./writable.ts";

type Done = (error: Error | null, body?: unknown) => void;

/**
 * Fastify's own parser of JSON, and a look at texts that the database could not hold. Only an escape can bring one in (a bare one
 * is no JSON, or no UTF-8), so a body without any is not walked through.
 */
export function createJsonParser(scope: FastifyInstance) {
  const parse = scope.getDefaultJsonParser("error", "error");
  return (request: FastifyRequest, text: string, done: Done): void => {
    if (!text.includes("\\u")) {
      void parse(request, text, done);
      return;
    }
    void parse(request, text, (error, body) => {
      try {
        requireWritable(body);
        done(error, body);
      } catch (refusal) {
        done(refusal instanceof Error ? refusal : new Error(String(refusal)));
      }
    });
  };
}
