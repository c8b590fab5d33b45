import { until } from "./until.ts";
import type { World } from "./world.ts";

export interface Answer {
  status: number;
  body: Record<string, unknown>;
}

export interface Asked {
  method: "GET" | "POST" | "PUT";
  path: string;
  body?: unknown;
  token?: string;
  /** The sandbox's control addresses take their merchant's key and know no Idempotency-Key. */
  at?: "server" | "sandbox";
}

/** A client that behaves well: each POST has a key, and is repeated under it until it is answered. */
export interface Client {
  /** The answer, whatever it says. */
  ask(asked: Asked): Promise<Answer>;
  /** The answer's body; a refusal ends the flow. */
  must(asked: Asked): Promise<Record<string, unknown>>;
  /** Called when the next request has been sent, once. */
  onNextRequest(listener: () => void): void;
  /** Requests that had to be sent again. */
  readonly repeats: number;
}

const TIMEOUT_MS = 20_000;

export function createClient(world: World): Client {
  let listener: (() => void) | null = null;
  let repeats = 0;
  const sendOnce = async (asked: Asked, key: string | null): Promise<Answer | null> => {
    await world.ready();
    const answered = send(asked.at === "sandbox" ? world.sandboxUrl : world.url, asked, key);
    const told = listener;
    listener = null;
    told?.();
    const answer = await answered;
    if (answer === null) repeats++;
    return answer;
  };
  const ask = (asked: Asked): Promise<Answer> => {
    const key = asked.method === "POST" && asked.at !== "sandbox" ? crypto.randomUUID() : null;
    return until(`an answer to ${asked.method} ${asked.path}`, () => sendOnce(asked, key), 120_000);
  };
  return {
    ask,
    async must(asked) {
      const { status, body } = await ask(asked);
      if (status >= 300) throw new Error(`${asked.method} ${asked.path}: ${status} ${JSON.stringify(body)}`);
      return body;
    },
    onNextRequest(next) {
      listener = next;
    },
    get repeats() {
      return repeats;
    },
  };
}

/** Null: no answer, or one that says to try again. */
async function send(base: string, asked: Asked, key: string | null): Promise<Answer | null> {
  const { method, path, body, token } = asked;
  const headers = {
    ...(body === undefined ? {} : { "content-type": "application/json" }),
    ...(token ? { authorization: `Bearer ${token}` } : {}),
    ...(key ? { "idempotency-key": key } : {}),
  };
  const answered = await exchange(base + path, {
    method,
    headers,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  if (!answered) return null;
  const answer = { status: answered.status, body: answered.text === "" ? {} : recordIn(answered.text) };
  return isToRepeat(answer) ? null : answer;
}

/** An answer as it came. */
export interface Answered {
  status: number;
  headers: Headers;
  text: string;
}

/**
 * One request, on a connection of its own: one that is kept open dies with the server and blames the next request for it. Null: no
 * whole answer came.
 */
export async function exchange(
  url: string,
  request: { method: string; headers: Record<string, string>; body?: string },
): Promise<Answered | null> {
  try {
    const headers = { connection: "close", ...request.headers };
    const response = await fetch(url, { ...request, headers, signal: AbortSignal.timeout(TIMEOUT_MS) });
    return { status: response.status, headers: response.headers, text: await response.text() };
  } catch {
    return null;
  }
}

/** Empty for what is no object in JSON. */
export function recordIn(text: string): Record<string, unknown> {
  try {
    const parsed: unknown = JSON.parse(text);
    return isRecord(parsed) ? parsed : {};
  } catch {
    return {};
  }
}

function isToRepeat({ status, body }: Answer): boolean {
  return status >= 500 || status === 429 || (status === 409 && body["code"] === "request_in_flight");
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export function itemsOf(body: Record<string, unknown>): Record<string, unknown>[] {
  const { items } = body;
  return Array.isArray(items) ? items.filter(isRecord) : [];
}
