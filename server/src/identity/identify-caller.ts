import "@fastify/cookie";
import type { FastifyRequest } from "fastify";
import { sql } from "kysely";
import { askTogether } from "../platform/ask-together.ts";
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
  const find = askTogether((tokens: readonly string[]) => findCallers(parts, tokens));
  return async function identify(request) {
    const bearer = /^Bearer ([\w.~+/=-]{20,512})$/i.exec(request.headers.authorization ?? "")?.[1];
    // A browser sends the cookie, and takes a new one, whoever made it ask: changes are taken only from our own pages.
    if (!bearer && !SAFE.has(request.method)) requireSameOrigin(request, parts.publicUrl);
    const token = bearer ?? request.cookies[SESSION_COOKIE];
    if (!token || token.length > MAX_TOKEN) return null;
    const answer = asked.get(request) ?? find(token);
    asked.set(request, answer);
    return answer;
  };
}

/** The sessions of all requests that came together, in one look-up. */
async function findCallers(parts: ReceptionParts, tokens: readonly string[]): Promise<(Caller | null)[]> {
  const distinct = [...new Set(tokens)];
  const hashes = distinct.map(hashSecret);
  const now = parts.clock.now();
  const { rows } = await sql<{ place: bigint; session_id: string; user_id: string; stale: boolean }>`
    select asked.place, s.session_id, s.user_id, s.stale from unnest(${hashes}::bytea[]) with ordinality as asked (hash, place)
     cross join lateral identity.session_user_id(asked.hash, ${now}) s`.execute(parts.db);
  const found = new Map<string, Caller>();
  for (const row of rows) {
    const index = Number(row.place) - 1;
    const token = distinct[index] ?? "";
    found.set(token, { userId: row.user_id, sessionId: row.session_id, token });
    if (row.stale) noteUse(parts, hashes[index], now);
  }
  return tokens.map((token) => found.get(token) ?? null);
}

/** Last use is worth knowing to the minute, and not worth a write in the request's way. */
function noteUse(parts: ReceptionParts, hash: Buffer | undefined, now: Date): void {
  sql`select identity.touch_session(${hash}, ${now})`
    .execute(parts.db)
    .catch((error) => parts.log.warn({ err: error }, "last use of a session was not noted"));
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
