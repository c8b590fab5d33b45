import "@fastify/cookie";
import type { FastifyRequest } from "fastify";
import type { Ask } from "../platform/ask.ts";
import { askTogether } from "../platform/ask-together.ts";
import type { Caller, Reception } from "../platform/caller.ts";
import type { Clock } from "../platform/clock.ts";
import { refuse } from "../platform/errors.ts";
import type { Log } from "../platform/log.ts";
import { bytesArray } from "../platform/sql-array.ts";
import { hashSecret } from "./secret.ts";

export const SESSION_COOKIE = "cp_session";

const SAFE = new Set(["GET", "HEAD", "OPTIONS"]);
const MAX_TOKEN = 512;

interface ReceptionParts {
  ask: Ask;
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

interface SessionRow {
  place: bigint;
  session_id: string;
  user_id: string;
  stale: boolean;
}

const SESSIONS = `
  select asked.place, s.session_id, s.user_id, s.stale from unnest($1::bytea[]) with ordinality as asked (hash, place)
   cross join lateral identity.session_user_id(asked.hash, $2) s`;
const OPEN_SESSIONS = "select id from identity.open_sessions($1::bytea[], $2) as s (id)";

/** The sessions of all requests that came together, in one look-up. */
async function findCallers(parts: ReceptionParts, tokens: readonly string[]): Promise<(Caller | null)[]> {
  const distinct = [...new Set(tokens)];
  const hashes = distinct.map(hashSecret);
  const now = parts.clock.now();
  const values = [bytesArray(hashes.map((hash) => hash.toString("hex"))), now];
  const rows = await parts.ask<SessionRow>({ name: "identity.sessions", text: SESSIONS, values });
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
  parts
    .ask({ name: "identity.touch", text: "select identity.touch_session($1, $2)", values: [hash, now] })
    .catch((error) => parts.log.warn({ err: error }, "last use of a session was not noted"));
}

async function openSessions(parts: ReceptionParts, callers: readonly Caller[]): Promise<ReadonlySet<string>> {
  const hashes = [...new Set(callers.map(({ token }) => token))].map(hashSecret);
  const values = [bytesArray(hashes.map((hash) => hash.toString("hex"))), parts.clock.now()];
  const rows = await parts.ask<{ id: string }>({ name: "identity.open_sessions", text: OPEN_SESSIONS, values });
  return new Set(rows.map((row) => row.id));
}

/** Browsers name the page's origin with every request that changes something. */
function requireSameOrigin(request: FastifyRequest, publicUrl: string): void {
  const { origin, host } = request.headers;
  if (!origin) return;
  const from = URL.canParse(origin) ? new URL(origin).host : "";
  if (from !== host && from !== new URL(publicUrl).host) throw refuse("foreign_origin", { status: 403 });
}
