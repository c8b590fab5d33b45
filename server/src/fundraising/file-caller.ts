import { createHash } from "node:crypto";
import "@fastify/cookie";
import type { FastifyRequest } from "fastify";
import { sql } from "kysely";
import type { Actor } from "../platform/context.ts";
import { notFound, refuse } from "../platform/errors.ts";
import { isUuid } from "../platform/ids.ts";
import type { EntryPoint, Services } from "../platform/services.ts";

const SESSION_COOKIE = "cp_session";

/**
 * Who asks for a file or sends one: these are no JSON operations, so the edge's own look-up does not see them. A cookie
 * counts for a change only when our own page made the browser send it.
 */
export async function actorOf(services: Services, request: FastifyRequest): Promise<Actor> {
  const guest: Actor = { kind: "guest", email: null };
  const bearer = /^Bearer ([\w.~+/=-]{20,512})$/i.exec(request.headers.authorization ?? "")?.[1];
  const token = bearer ?? request.cookies[SESSION_COOKIE];
  if (!token || token.length > 512) return guest;
  if (!bearer && request.method !== "GET") requireSameOrigin(request, services.config.publicUrl);
  const hash = createHash("sha256").update(token).digest();
  const { rows } = await sql<{ session_id: string; user_id: string }>`
    select session_id, user_id from identity.session_user_id(${hash}, ${services.clock.now()})`.execute(services.db);
  const [found] = rows;
  return found ? { kind: "user", userId: found.user_id, sessionId: found.session_id } : guest;
}

function requireSameOrigin(request: FastifyRequest, publicUrl: string): void {
  const { origin, host } = request.headers;
  if (!origin) return;
  const from = URL.canParse(origin) ? new URL(origin).host : "";
  if (from !== host && from !== new URL(publicUrl).host) throw refuse("foreign_origin", { status: 403 });
}

/** The path's community, for a member or (`visitor`) for everybody where it shows something. */
export async function entryOf(
  services: Services,
  request: FastifyRequest,
  as: "member" | "visitor",
): Promise<Extract<EntryPoint, { communityId: string }>> {
  const actor = await actorOf(services, request);
  if (as === "member" && actor.kind !== "user") throw refuse("sign_in_required", { status: 401 });
  return { as, communityId: idIn(request, "communityId"), actor };
}

/** An id in the path; what is no id names nothing. */
export function idIn(request: FastifyRequest, name: string): string {
  const { params } = request;
  const value: unknown = typeof params === "object" && params !== null ? Reflect.get(params, name) : undefined;
  if (typeof value !== "string" || !isUuid(value)) throw notFound();
  return value;
}
