import "@fastify/cookie";
import type { FastifyRequest } from "fastify";
import type { Ask } from "../platform/ask.ts";
import { askTogether } from "../platform/ask-together.ts";
import type { Admitted, Caller, Reception } from "../platform/caller.ts";
import type { Clock } from "../platform/clock.ts";
import { refuse } from "../platform/errors.ts";
import type { Log } from "../platform/log.ts";
import { bytesArray, plainArray } from "../platform/sql-array.ts";
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
  return {
    identify: createIdentify(parts),
    admit: createAdmit(parts),
    stillSignedIn: (callers) => openSessions(parts, callers),
  };
}

/** A bearer token, else the session cookie. One look-up a request; a token that is no session is nobody. */
function createIdentify(parts: ReceptionParts): Reception["identify"] {
  const asked = new WeakMap<FastifyRequest, Promise<Caller | null>>();
  const find = askTogether((tokens: readonly string[]) => findCallers(parts, tokens));
  return async function identify(request) {
    const token = tokenOf(request, parts.publicUrl);
    if (!token) return null;
    const answer = asked.get(request) ?? find(token);
    asked.set(request, answer);
    return answer;
  };
}

/** As `identify`, with what the caller may in a community. */
function createAdmit(parts: ReceptionParts): Reception["admit"] {
  const find = askTogether((asked: readonly Asked[]) => findAdmitted(parts, asked));
  return async function admit(request, communityId) {
    const token = tokenOf(request, parts.publicUrl);
    return token ? find({ token, communityId }) : null;
  };
}

function tokenOf(request: FastifyRequest, publicUrl: string): string | null {
  const bearer = /^Bearer ([\w.~+/=-]{20,512})$/i.exec(request.headers.authorization ?? "")?.[1];
  // A browser sends the cookie, and takes a new one, whoever made it ask: changes are taken only from our own pages.
  if (!bearer && !SAFE.has(request.method)) requireSameOrigin(request, publicUrl);
  const token = bearer ?? request.cookies[SESSION_COOKIE];
  return token && token.length <= MAX_TOKEN ? token : null;
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

interface Asked {
  token: string;
  communityId: string;
}

const ADMIT = "select * from identity.admit($1::bytea[], $2::uuid[], $3)";

async function findAdmitted(parts: ReceptionParts, asked: readonly Asked[]): Promise<(Admitted | null)[]> {
  const distinct = [...new Map(asked.map((one) => [pairKey(one), one])).values()];
  const hashes = new Map(distinct.map(({ token }) => [token, hashSecret(token)]));
  const now = parts.clock.now();
  const values = [
    bytesArray(distinct.map(({ token }) => hashes.get(token)?.toString("hex") ?? "")),
    plainArray(distinct.map(({ communityId }) => communityId)),
    now,
  ];
  const rows = await parts.ask<SessionRow & { permissions: string[] | null }>({
    name: "identity.admit",
    text: ADMIT,
    values,
  });
  const found = new Map<string, Admitted>();
  for (const { place, session_id: sessionId, user_id: userId, stale, permissions } of rows) {
    const one = distinct[Number(place) - 1];
    if (!one) continue;
    const caller = { userId, sessionId, token: one.token };
    found.set(pairKey(one), { caller, permissions: permissions && new Set(permissions) });
    if (stale) noteUse(parts, hashes.get(one.token), now);
  }
  return asked.map((one) => found.get(pairKey(one)) ?? null);
}

function pairKey({ token, communityId }: Asked): string {
  return `${token} ${communityId}`;
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
