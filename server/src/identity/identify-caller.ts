import "@fastify/cookie";
import type { FastifyRequest } from "fastify";
import { sql } from "kysely";
import type { Caller, Reception } from "../platform/caller.ts";
import type { Clock } from "../platform/clock.ts";
import type { Db } from "../platform/db.ts";
import { refuse } from "../platform/errors.ts";
import type { Log } from "../platform/log.ts";
import { hashSecret } from "./secret.ts";

export const SESSION_COOKIE = "cp_session";

const SAFE = new Set(["GET", "HEAD", "OPTIONS"]);
const MAX_TOKEN = 512;

interface ReceptionParts {
  db: Db;
  clock: Clock;
  log: Log;
  publicUrl: string;
}

export function createReception(parts: ReceptionParts): Reception {
  return { identify: createIdentify(parts), stillSignedIn: (callers) => openSessions(parts, callers) };
}

/** A bearer token, else the session cookie. One look-up a request; a token that is no session is nobody. */
function createIdentify(parts: ReceptionParts): Reception["identify"] {
  const asked = new WeakMap<FastifyRequest, Promise<Caller | null>>();
  return async function identify(request) {
    const bearer = /^Bearer ([\w.~+/=-]{20,512})$/i.exec(request.headers.authorization ?? "")?.[1];
    // A browser sends the cookie, and takes a new one, whoever made it ask: changes are taken only from our own pages.
    if (!bearer && !SAFE.has(request.method)) requireSameOrigin(request, parts.publicUrl);
    const token = bearer ?? request.cookies[SESSION_COOKIE];
    if (!token || token.length > MAX_TOKEN) return null;
    const answer = asked.get(request) ?? findCaller(parts, token);
    asked.set(request, answer);
    return answer;
  };
}

async function findCaller(parts: ReceptionParts, token: string): Promise<Caller | null> {
  const hash = hashSecret(token);
  const now = parts.clock.now();
  const { rows } = await sql<{ session_id: string; user_id: string; stale: boolean }>`
    select session_id, user_id, stale from identity.session_user_id(${hash}, ${now})`.execute(parts.db);
  const [found] = rows;
  if (!found) return null;
  if (found.stale) {
    // Last use is worth knowing to the minute, and not worth a write in the request's way.
    sql`select identity.touch_session(${hash}, ${now})`
      .execute(parts.db)
      .catch((error) => parts.log.warn({ err: error }, "last use of a session was not noted"));
  }
  return { userId: found.user_id, sessionId: found.session_id, token };
}

async function openSessions(parts: ReceptionParts, callers: readonly Caller[]): Promise<ReadonlySet<string>> {
  const hashes = [...new Set(callers.map(({ token }) => token))].map(hashSecret);
  const { rows } = await sql<{ id: string }>`
    select id from identity.open_sessions(${hashes}::bytea[], ${parts.clock.now()}) as s (id)`.execute(parts.db);
  return new Set(rows.map((row) => row.id));
}

/** Browsers name the page's origin with every request that changes something. */
function requireSameOrigin(request: FastifyRequest, publicUrl: string): void {
  const { origin, host } = request.headers;
  if (!origin) return;
  const from = URL.canParse(origin) ? new URL(origin).host : "";
  if (from !== host && from !== new URL(publicUrl).host) throw refuse("foreign_origin", { status: 403 });
}
