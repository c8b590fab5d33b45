import { createHash } from "node:crypto";
import type { FastifyRequest } from "fastify";
import { sql } from "kysely";
import { refuse } from "../platform/errors.ts";
import type { Services } from "../platform/services.ts";

export const SESSION_COOKIE = "cp_session";

/** The signed-in user behind a request. */
export interface Caller {
  userId: string;
  sessionId: string;
  token: string;
}

export type Identify = (request: FastifyRequest) => Promise<Caller | null>;

const SAFE = new Set(["GET", "HEAD", "OPTIONS"]);

/**
 * Who calls: a bearer token, else the session cookie. A cookie is sent by the browser whoever made it ask, so with one a
 * change is taken only from our own pages. A token that is no session (any more) is nobody.
 */
export function createIdentify(services: Services): Identify {
  return async function identify(request) {
    const bearer = /^Bearer ([\w.~+/=-]{20,512})$/i.exec(request.headers.authorization ?? "")?.[1];
    const token = bearer ?? request.cookies[SESSION_COOKIE];
    if (!token || token.length > 512) return null;
    if (!bearer && !SAFE.has(request.method)) requireSameOrigin(request, services.config.publicUrl);
    const hash = createHash("sha256").update(token).digest();
    const { rows } = await sql<{ session_id: string; user_id: string; stale: boolean }>`
      select session_id, user_id, stale from identity.session_user_id(${hash}, ${services.clock.now()})`.execute(
      services.db,
    );
    const [found] = rows;
    if (!found) return null;
    if (found.stale) touchLater(services, hash);
    return { userId: found.user_id, sessionId: found.session_id, token };
  };
}

/** Browsers name the page's origin with every request that changes something. */
function requireSameOrigin(request: FastifyRequest, publicUrl: string): void {
  const { origin, host } = request.headers;
  if (!origin) return;
  const from = URL.canParse(origin) ? new URL(origin).host : "";
  if (from !== host && from !== new URL(publicUrl).host) throw refuse("foreign_origin", { status: 403 });
}

/** Last use is worth knowing to the minute, and not worth a write in the request's way. */
function touchLater(services: Services, hash: Buffer): void {
  sql`select identity.touch_session(${hash}, ${services.clock.now()})`
    .execute(services.db)
    .catch((error) => services.log.warn({ err: error }, "last use of a session was not noted"));
}
