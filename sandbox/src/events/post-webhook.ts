import { request as httpRequest } from "node:http";
import { request as httpsRequest } from "node:https";

export interface Answer {
  /** null: none came. */
  status: number | null;
  error: string | null;
}

/**
 * One POST on a connection of its own, redirects not followed. Never rejects: what went wrong is the answer. (Not fetch:
 * a kept-alive connection that the receiver has just closed would look like a failure of the receiver.)
 */
export function postWebhook(
  url: string,
  headers: Readonly<Record<string, string>>,
  body: string,
  stop: AbortSignal,
  timeoutMs: number,
): Promise<Answer> {
  return new Promise((resolve) => {
    const send = url.startsWith("https:") ? httpsRequest : httpRequest;
    const length = String(Buffer.byteLength(body));
    const signal = AbortSignal.any([stop, AbortSignal.timeout(timeoutMs)]);
    const request = send(url, {
      method: "POST",
      agent: false,
      headers: { ...headers, "content-length": length },
      signal,
    });
    request.once("error", (error) => resolve({ status: null, error: reasonOf(error, stop) }));
    request.once("response", (response) => {
      // The answer's text means nothing; it is read so that the receiver is not cut off in the middle of it.
      response.once("error", () => undefined);
      response.resume();
      resolve({ status: response.statusCode ?? null, error: null });
    });
    request.end(body);
  });
}

function reasonOf(error: Error, stop: AbortSignal): string {
  if (error.name === "AbortError") return stop.aborted ? "stopped" : "no answer in time";
  return ("code" in error && typeof error.code === "string" ? error.code : error.message).slice(0, 200);
}
