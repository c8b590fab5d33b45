import type { ServerResponse } from "node:http";
import type { Refused } from "../errors.ts";

/** What a handler wants said. `cut` and `silence` are the two ways of a provider that says nothing. */
export type Answer =
  | { kind: "json"; status: number; body: unknown }
  | { kind: "page"; status: number; html: string; lang: string; formsGoTo: readonly string[] }
  | { kind: "redirect"; location: string }
  | { kind: "empty" }
  | { kind: "cut" }
  | { kind: "silence"; millis: number };

export function json(status: number, body: unknown): Answer {
  return { kind: "json", status, body };
}

export function refusal(error: Refused): Answer {
  const { status, code, message, field } = error;
  return json(status, { error: field === null ? { code, message } : { code, message, field } });
}

export function internalError(): Answer {
  return json(500, { error: { code: "internal_error", message: "something went wrong: ask with GET what came of it" } });
}

const EVERYWHERE = { "cache-control": "no-store", "x-content-type-options": "nosniff", "referrer-policy": "no-referrer" };

export function send(response: ServerResponse, answer: Answer, styleHash: string): void {
  if (response.destroyed) return;
  switch (answer.kind) {
    case "json":
      response.writeHead(answer.status, { ...EVERYWHERE, "content-type": "application/json; charset=utf-8" });
      response.end(JSON.stringify(answer.body));
      return;
    case "page":
      response.writeHead(answer.status, {
        ...EVERYWHERE,
        "content-type": "text/html; charset=utf-8",
        "content-language": answer.lang,
        "content-security-policy": policy(styleHash, answer.formsGoTo),
        vary: "accept-language",
      });
      response.end(answer.html);
      return;
    case "redirect":
      response.writeHead(303, { ...EVERYWHERE, location: answer.location, "content-length": 0 });
      response.end();
      return;
    case "empty":
      response.writeHead(204, EVERYWHERE);
      response.end();
      return;
    case "cut":
      response.destroy();
      return;
    case "silence":
      silence(response, answer.millis);
  }
}

function silence(response: ServerResponse, millis: number): void {
  const timer = setTimeout(() => response.destroy(), millis);
  response.once("close", () => clearTimeout(timer));
}

/** Browsers hold the redirect after a form to `form-action` too, so the merchant's address is named. */
function policy(styleHash: string, formsGoTo: readonly string[]): string {
  const forms = ["'self'", ...formsGoTo].join(" ");
  return `default-src 'none'; style-src '${styleHash}'; form-action ${forms}; base-uri 'none'; frame-ancestors 'none'`;
}
