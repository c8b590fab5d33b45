import { i18n } from "./i18n.ts";
import { Problem, problemOf } from "./problem.ts";

type Query = Readonly<Record<string, string | number | boolean | null | undefined>>;

interface Sending {
  method?: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  query?: Query;
  body?: unknown;
  /** For what creates or moves money: the same key and body give the same answer. */
  key?: string;
  signal?: AbortSignal;
}

/** Asks the server and answers with the body. Throws a `Problem`, also when the server cannot be reached. */
export async function ask<T>(path: string, sending: Sending = {}): Promise<T> {
  const response = await send(path, sending);
  if (!response.ok) throw await problemOf(response);
  if (response.status === 204) return undefined as T;
  const text = await response.text();
  return (text === "" ? undefined : JSON.parse(text)) as T;
}

async function send(path: string, { method = "GET", query = {}, body, key, signal }: Sending): Promise<Response> {
  const isForm = body instanceof FormData;
  try {
    return await fetch(`${path}${queryText(query)}`, {
      method,
      credentials: "same-origin",
      headers: {
        accept: "application/json",
        "accept-language": i18n.language,
        ...(body === undefined || isForm ? {} : { "content-type": "application/json" }),
        ...(key ? { "idempotency-key": key } : {}),
      },
      ...(body === undefined ? {} : { body: isForm ? body : JSON.stringify(body) }),
      ...(signal ? { signal } : {}),
    });
  } catch (error) {
    if (error instanceof DOMException && error.name === "AbortError") throw error;
    throw new Problem({ status: 0, code: "offline", detail: "" });
  }
}

export function queryText(query: Query): string {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined && value !== null && value !== "") params.set(name, String(value));
  }
  const text = params.toString();
  return text === "" ? "" : `?${text}`;
}
