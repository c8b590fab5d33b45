import { createHash } from "node:crypto";
import type { FastifyRequest } from "fastify";
import { sql } from "kysely";
import type { Actor } from "../../platform/context.ts";
import { notFound } from "../../platform/errors.ts";
import { isUuid } from "../../platform/ids.ts";
import { acceptedLanguages, createReader, type Reader, readerLocale } from "../../platform/page-reader.ts";
import type { Services } from "../../platform/services.ts";

const SESSION_COOKIE = "cp_session";

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
    actor: await actorOf(services, request),
    here: request.method === "GET" ? request.url : null,
    query: (name) => query.get(name),
    sent: (name) => body.get(name)?.trim() || undefined,
    param,
    id(name) {
      if (!isUuid(param(name))) throw notFound();
      return param(name);
    },
    reader: (timeZone) =>
      createReader({ locale, namespace: "fundraising/pages", now: services.clock.now(), ...(timeZone ? { timeZone } : {}) }),
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

/** The signed-in user, if the browser shows a session; a form that comes from another site is a guest's. */
async function actorOf(services: Services, request: FastifyRequest): Promise<Actor> {
  const guest: Actor = { kind: "guest", email: null };
  const token = request.cookies[SESSION_COOKIE];
  if (!token || token.length > 512 || isForeign(request, services.config.publicUrl)) return guest;
  const hash = createHash("sha256").update(token).digest();
  const { rows } = await sql<{ session_id: string; user_id: string }>`
    select session_id, user_id from identity.session_user_id(${hash}, ${services.clock.now()})`.execute(services.db);
  const [found] = rows;
  return found ? { kind: "user", userId: found.user_id, sessionId: found.session_id } : guest;
}

function isForeign(request: FastifyRequest, publicUrl: string): boolean {
  const { origin, host } = request.headers;
  if (request.method === "GET" || !origin) return false;
  const from = URL.canParse(origin) ? new URL(origin).host : "";
  return from !== host && from !== new URL(publicUrl).host;
}
