import type { FastifyRequest } from "fastify";
import { actorOf } from "../../platform/caller.ts";
import type { Actor } from "../../platform/context.ts";
import { notFound } from "../../platform/errors.ts";
import { isUuid } from "../../platform/ids.ts";
import { acceptedLanguages, createReader, type Reader, readerLocale } from "../../platform/page-reader.ts";
import type { Services } from "../../platform/services.ts";

/** A request for a page: who asks, in which language, and what was sent. */
export interface Visit {
  actor: Actor;
  /** Path and query of a page that can be asked for again; null for the answer to a form. */
  here: string | null;
  query(name: string): string | undefined;
  /** A field of the form as text, trimmed; undefined where it is empty. */
  sent(name: string): string | undefined;
  /** A name in the path. */
  param(name: string): string;
  /** An id in the path; what is no id names nothing. */
  id(name: string): string;
  reader(timeZone?: string): Reader;
  requestId: string;
}

export async function visitOf(services: Services, request: FastifyRequest): Promise<Visit> {
  const query = fieldsIn(request.query);
  const body = fieldsIn(request.body);
  const params = fieldsIn(request.params);
  const param = (name: string) => params.get(name) ?? "";
  const languages = acceptedLanguages(request.headers["accept-language"]);
  const locale = readerLocale(body.get("lang") ?? query.get("lang"), languages);
  return {
    actor: actorOf(await services.identify(request)),
    here: request.method === "GET" ? request.url : null,
    query: (name) => query.get(name),
    sent: (name) => body.get(name)?.trim() || undefined,
    param,
    id(name) {
      if (!isUuid(param(name))) throw notFound();
      return param(name);
    },
    reader: (timeZone) =>
      createReader({
        locale,
        namespace: "fundraising/pages",
        now: services.clock.now(),
        ...(timeZone ? { timeZone } : {}),
      }),
    requestId: request.id,
  };
}

/** Of a field that was sent several times, the last counts. What is no text is nothing. */
function fieldsIn(source: unknown): ReadonlyMap<string, string> {
  const fields = new Map<string, string>();
  if (typeof source !== "object" || source === null) return fields;
  for (const [name, value] of Object.entries(source)) {
    const last: unknown = Array.isArray(value) ? value.at(-1) : value;
    // PostgreSQL takes no NUL in a text, and no page of ours sends one.
    if (typeof last === "string") fields.set(name, last.replaceAll("\0", ""));
  }
  return fields;
}
