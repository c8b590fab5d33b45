import type { Operations } from "./operations.gen.ts";
import { ProblemError, problemOf } from "./problem-error.ts";

/** `GET /v1/me`: an operation of the contract, by its method and path. */
export type Operation = keyof Operations;
export type Answer<O extends Operation> = Operations[O]["answer"];
type Given<O extends Operation> = Operations[O]["input"];

/** What the operation takes by path, query and body, and what any request may carry. */
export type Input<O extends Operation> = Pick<Given<O>, Extract<keyof Given<O>, "path" | "query" | "body">> & Sending;

export interface Sending {
  /** For what creates or moves money: the same key with the same body gives the same answer for 24 hours. */
  idempotencyKey?: string;
  signal?: AbortSignal;
}

export interface ClientSettings {
  /** Where the server is; empty: where the page came from, with its cookie. */
  baseUrl?: string;
  /** A bearer token, in place of the cookie. */
  token?: string;
  /** The reader's language, asked at each request. */
  language?: () => string;
  fetch?: typeof fetch;
}

/** The second argument is left out only where the operation needs nothing. */
type Arguments<O extends Operation> = Record<never, never> extends Input<O> ? [input?: Input<O>] : [input: Input<O>];
export type Call = <O extends Operation>(operation: O, ...input: Arguments<O>) => Promise<Answer<O>>;

interface Plain extends Sending {
  path?: Readonly<Record<string, unknown>> | undefined;
  query?: Readonly<Record<string, unknown>> | undefined;
  body?: unknown;
}

/** A function that calls the server's operations by name; it throws a `ProblemError`, also when nobody answers. */
export function createClient(settings: ClientSettings = {}): Call {
  return async (operation, ...[input]) => {
    const response = await send(settings, operation, input ?? {});
    if (!response.ok) throw await problemOf(response);
    const text = await response.text();
    const isJson = response.headers.get("content-type")?.includes("json");
    return isJson ? JSON.parse(text) : text || undefined;
  };
}

/** One key for one intent of a person: made when the form opens, kept while the request is repeated. */
export function newIdempotencyKey(): string {
  return crypto.randomUUID();
}

async function send(settings: ClientSettings, operation: string, input: Plain): Promise<Response> {
  const [method = "GET", path = ""] = operation.split(" ");
  const body = bodyOf(input.body);
  const headers = new Headers({ accept: "application/json" });
  if (settings.token) headers.set("authorization", `Bearer ${settings.token}`);
  if (settings.language) headers.set("accept-language", settings.language());
  if (input.idempotencyKey) headers.set("idempotency-key", input.idempotencyKey);
  if (typeof body === "string") headers.set("content-type", "application/json");
  const request = { method, headers, credentials: settings.token ? "omit" : "same-origin" } as const;
  try {
    const url = `${settings.baseUrl ?? ""}${fillPath(path, input.path ?? {})}${queryOf(input.query ?? {})}`;
    return await (settings.fetch ?? fetch)(url, {
      ...request,
      ...(body ? { body } : {}),
      ...(input.signal ? { signal: input.signal } : {}),
    });
  } catch (error) {
    if (input.signal?.aborted) throw error;
    throw new ProblemError(
      { status: 0, code: "offline", detail: "The server cannot be reached.", errors: [] },
      { cause: error },
    );
  }
}

function fillPath(path: string, values: Readonly<Record<string, unknown>>): string {
  return path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(values[name])));
}

function queryOf(values: Readonly<Record<string, unknown>>): string {
  const given = Object.entries(values).filter(([, value]) => value !== undefined && value !== null && value !== "");
  const query = new URLSearchParams(given.map(([name, value]) => [name, String(value)])).toString();
  return query && `?${query}`;
}

/** Files go as a form, all else as JSON. */
function bodyOf(body: unknown): string | FormData | undefined {
  if (body === undefined || body instanceof FormData) return body;
  if (typeof body !== "object" || body === null || !Object.values(body).some((value) => value instanceof Blob))
    return JSON.stringify(body);
  const form = new FormData();
  for (const [name, value] of Object.entries(body)) form.set(name, value instanceof Blob ? value : String(value));
  return form;
}
