import type { Static, TSchema } from "typebox";
import type { CommunityContext, Context } from "./context.ts";
import type { Refusal } from "./errors.ts";
import type { KeyedRequest } from "./keyed-request.ts";
import type { Services } from "./services.ts";

export type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";

/**
 * How the transaction of a request begins; the strictest that does.
 * - `member`: the path's community, of which the caller is an active member; else 404.
 * - `visitor`: the path's community, as a member or, where it shows something, as the public.
 * - `guest`: the path's community as the system, for what somebody without a sign-in may do; the command's policy decides.
 * - `self`: the signed-in user's own rows. - `anonymous`: no community and nobody signed in (sign-up, sign-in).
 */
export type Entry = "member" | "visitor" | "guest" | "self" | "anonymous";

type ContextOf<E extends Entry> = E extends "member" | "visitor" | "guest" ? CommunityContext : Context;

/**
 * Requests a minute of each caller. `sign_in`: what the settings allow for sign-in and its like (`SIGN_INS_PER_MINUTE`), counted
 * by address whoever is signed in.
 */
export type RateLimit = number | "sign_in";

export interface RouteInput<P, Q, B> {
  params: P;
  query: Q;
  body: B;
}

/** What a handler may say beside its answer: cookies to set, headers to add. Carried out after the commit. */
export interface Reply {
  setCookie(name: string, value: string, options: { maxAgeSeconds: number }): void;
  clearCookie(name: string): void;
}

export interface RequestFacts {
  ip: string;
  userAgent: string;
  /** Languages that the caller accepts, best first. */
  languages: readonly string[];
  /** The bearer token or the session cookie's value, if any. */
  sessionToken: string | null;
}

export interface RouteSpec<
  E extends Entry,
  P extends TSchema,
  Q extends TSchema,
  B extends TSchema,
  R extends TSchema,
  X = undefined,
> {
  method: Method;
  /** As in OpenAPI: `/v1/communities/{communityId}/goals`. */
  path: string;
  /** Verb and noun, unique: names the client's function. */
  operationId: string;
  summary: string;
  description?: string;
  entry: E;
  /** What the member must be allowed, such as `fundraising.publish`. */
  permission?: string;
  /** Creates or moves money: the caller must send an `Idempotency-Key`. */
  idempotent?: boolean;
  params?: P;
  query?: Q;
  body?: B;
  status?: 200 | 201 | 202 | 204;
  response: R;
  /** A password or a token is in the request or the answer: neither is kept for a repeat, also with an `Idempotency-Key`. */
  confidential?: boolean;
  /** Requests a minute for each caller, where the usual limit is too wide. */
  rateLimit?: RateLimit;
  /** Whose account a request without a sign-in is about: the limit holds for it as well, from however many addresses. */
  account?: (body: Static<B>) => string;
  /** Where the path names no `communityId` but a value that carries one (an invitation's token). Null: 404. */
  community?: (params: Static<P>) => string | null;
  /** Before and outside of any transaction: hashing of passwords. Runs after validation and rate limits. */
  before?: (services: Services, input: RouteInput<Static<P>, Static<Q>, Static<B>>, facts: RequestFacts) => Promise<X>;
  handle: (
    ctx: ContextOf<E>,
    input: RouteInput<Static<P>, Static<Q>, Static<B>>,
    extra: { reply: Reply; facts: RequestFacts; prepared: X },
  ) => Promise<Static<R>>;
  /** After the commit and outside of any transaction: may wait for a job's result and complete the answer. */
  after?: (services: Services, answer: Static<R>) => Promise<Static<R>>;
}

/** A member's request that was let in and carries its key, and that finds another way into the database than the edge's own. */
export interface DirectRequest<P, Q, B> extends RouteInput<P, Q, B> {
  communityId: string;
  userId: string;
  key: KeyedRequest | null;
  requestId: string;
}

export interface DirectAnswer<R> {
  answer: R;
  /** The same request was answered before. */
  replayed?: boolean;
}

/** An operation of a member on what takes the batched way: the edge opens no transaction for it. */
export interface DirectRouteSpec<P extends TSchema, Q extends TSchema, B extends TSchema, R extends TSchema>
  extends Omit<
    RouteSpec<"member", P, Q, B, R>,
    "entry" | "handle" | "before" | "after" | "account" | "community" | "confidential"
  > {
  permission: string;
  direct: (
    services: Services,
    request: DirectRequest<Static<P>, Static<Q>, Static<B>>,
  ) => Promise<DirectAnswer<Static<R>>>;
}

/** One line of a body of lines: what it says, or why it could not be read. */
export type Line<L> = { index: number; text: string } & ({ value: L } | { refusal: Refusal });

/** What became of a line. `failed`: nothing is known of it; sent again under the same key it is carried out once. */
export type LineResult<R> =
  | { index: number; result: R }
  | { index: number; refusal: Refusal }
  | { index: number; failed: true };

export interface LinesRequest<P, Q, L> {
  params: P;
  query: Q;
  communityId: string;
  userId: string;
  /** For a part of the body: blocks have the same lines whenever the same body is sent. */
  keyOf: (block: number, lines: readonly Line<L>[]) => KeyedRequest | null;
  /** So many lines at a time, as they arrive. */
  blocks: AsyncIterable<Line<L>[]>;
}

/** An operation whose body and answer are lines of JSON (NDJSON), read and answered as they come. */
export interface LinesRouteSpec<P extends TSchema, Q extends TSchema, L extends TSchema, R extends TSchema>
  extends Pick<
    RouteSpec<"member", P, Q, L, R>,
    "path" | "operationId" | "summary" | "description" | "rateLimit" | "params" | "query"
  > {
  permission: string;
  /** Of one line of the body. */
  line: L;
  /** Of what is told of a line that was carried out, beside its `index` and `status`. */
  result: R;
  linesAtOnce: number;
  answer: (
    services: Services,
    request: LinesRequest<Static<P>, Static<Q>, Static<L>>,
  ) => AsyncIterable<LineResult<Static<R>>[]>;
}

export interface Lines {
  readonly atOnce: number;
  readonly answer: (services: Services, request: never) => AsyncIterable<LineResult<unknown>[]>;
}

/** A route whose types were checked at its definition; the edge only reads the schemas. */
export interface Route {
  readonly method: Method;
  readonly path: string;
  readonly operationId: string;
  readonly summary: string;
  readonly description: string | undefined;
  readonly entry: Entry;
  readonly permission: string | undefined;
  readonly idempotent: boolean;
  readonly params: TSchema | undefined;
  readonly query: TSchema | undefined;
  readonly body: TSchema | undefined;
  readonly status: number;
  readonly response: TSchema;
  readonly confidential: boolean;
  readonly rateLimit: RateLimit | undefined;
  readonly account: ((body: never) => string) | undefined;
  readonly community: ((params: never) => string | null) | undefined;
  readonly before: ((services: Services, input: never, facts: RequestFacts) => Promise<unknown>) | undefined;
  readonly handle: (
    ctx: never,
    input: never,
    extra: { reply: Reply; facts: RequestFacts; prepared: never },
  ) => Promise<unknown>;
  /** Then nothing of before, handle and after is asked. */
  readonly lines: Lines | undefined;
  readonly direct: ((services: Services, request: never) => Promise<DirectAnswer<unknown>>) | undefined;
  readonly after: ((services: Services, answer: never) => Promise<unknown>) | undefined;
}

/** Declares an operation. Types of params, query, body and answer follow from the schemas. */
export function route<
  E extends Entry,
  P extends TSchema = TSchema,
  Q extends TSchema = TSchema,
  B extends TSchema = TSchema,
  R extends TSchema = TSchema,
  X = undefined,
>(spec: RouteSpec<E, P, Q, B, R, X>): Route {
  return {
    method: spec.method,
    path: spec.path,
    operationId: spec.operationId,
    summary: spec.summary,
    description: spec.description,
    entry: spec.entry,
    permission: spec.permission,
    idempotent: spec.idempotent ?? false,
    params: spec.params,
    query: spec.query,
    body: spec.body,
    status: spec.status ?? 200,
    response: spec.response,
    confidential: spec.confidential ?? false,
    rateLimit: spec.rateLimit,
    account: spec.account,
    community: spec.community,
    before: spec.before,
    handle: spec.handle,
    direct: undefined,
    lines: undefined,
    after: spec.after,
  };
}

/** Declares an operation that takes the batched way. */
export function directRoute<
  P extends TSchema = TSchema,
  Q extends TSchema = TSchema,
  B extends TSchema = TSchema,
  R extends TSchema = TSchema,
>(spec: DirectRouteSpec<P, Q, B, R>): Route {
  const { direct, ...rest } = spec;
  const handle = () => Promise.reject(new Error(`${spec.operationId} is answered outside of a transaction`));
  return { ...route({ ...rest, entry: "member", handle }), direct };
}

/** Declares an operation on lines. `body` and `response` of the route are those of one line. */
export function linesRoute<
  P extends TSchema = TSchema,
  Q extends TSchema = TSchema,
  L extends TSchema = TSchema,
  R extends TSchema = TSchema,
>(spec: LinesRouteSpec<P, Q, L, R>): Route {
  const { line, result, linesAtOnce, answer, ...rest } = spec;
  const handle = () => Promise.reject(new Error(`${spec.operationId} is answered line by line`));
  const common = { ...rest, method: "POST", idempotent: true, entry: "member", handle } as const;
  return { ...route({ ...common, body: line, response: result }), lines: { atOnce: linesAtOnce, answer } };
}
