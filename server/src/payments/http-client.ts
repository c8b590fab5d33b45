import { type ExactJson, parseExact } from "./exact-json.ts";

/** What came back: a JSON answer with its status, or nothing that tells what the provider did. */
export type HttpResult = { kind: "answer"; status: number; json: ExactJson } | { kind: "unknown"; reason: string };

export interface HttpRequest {
  method: "GET" | "POST";
  url: string;
  headers: Record<string, string>;
  /** Sent as JSON. */
  body?: Record<string, unknown>;
  timeoutMs: number;
}

/** No answer of a provider is near this; more is a fault and is not read to its end. */
const MAX_ANSWER_BYTES = 1_000_000;

/**
 * One call, never repeated and never redirected: a redirect would carry the key elsewhere. Time-outs, cut connections,
 * 5xx, 408, 429 and bodies that are not JSON are `unknown`, as the provider may have acted all the same.
 */
export async function callProvider(request: HttpRequest): Promise<HttpResult> {
  try {
    const response = await fetch(request.url, {
      method: request.method,
      headers: {
        accept: "application/json",
        ...(request.body ? { "content-type": "application/json" } : {}),
        ...request.headers,
      },
      redirect: "manual",
      signal: AbortSignal.timeout(request.timeoutMs),
      ...(request.body ? { body: JSON.stringify(request.body) } : {}),
    });
    return await read(response);
  } catch (error) {
    return { kind: "unknown", reason: reasonOf(error) };
  }
}

async function read(response: Response): Promise<HttpResult> {
  const { status } = response;
  if (status >= 500 || status === 408 || status === 429 || (status >= 300 && status < 400)) {
    await response.body?.cancel();
    return { kind: "unknown", reason: `http_${status}` };
  }
  const text = await readText(response);
  if (text === null) return { kind: "unknown", reason: "answer_too_large" };
  try {
    return { kind: "answer", status, json: parseExact(text) };
  } catch {
    return { kind: "unknown", reason: "answer_not_json" };
  }
}

async function readText(response: Response): Promise<string | null> {
  if (!response.body) return "";
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body) {
    size += chunk.byteLength;
    if (size > MAX_ANSWER_BYTES) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}

function reasonOf(error: unknown): string {
  if (error instanceof DOMException && error.name === "TimeoutError") return "timeout";
  const cause = error instanceof Error ? error.cause : undefined;
  if (cause instanceof Error && "code" in cause && typeof cause.code === "string") return cause.code.toLowerCase();
  return "connection_failed";
}
