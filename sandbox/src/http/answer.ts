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
  return json(500, {
    error: { code: "internal_error", message: "something went wrong: ask with GET what came of it" },
  });
}

const EVERYWHERE = {
  "cache-control": "no-store",
  "x-content-type-options": "nosniff",
  "referrer-policy": "no-referrer",
};

export function send(response: ServerResponse, answer: Answer, styleHash: string): void {
  if (response.destroyed) return;
  switch (answer.kind) {
    case "json":
      write(
        response,
        answer.status,
        { "content-type": "application/json; charset=utf-8" },
        JSON.stringify(answer.body),
      );
      return;
    case "page":
      write(response, answer.status, pageHeaders(answer.lang, policy(styleHash, answer.formsGoTo)), answer.html);
      return;
    case "redirect":
      write(response, 303, { location: answer.location }, "");
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

function write(
  response: ServerResponse,
  status: number,
  headers: Readonly<Record<string, string>>,
  text: string,
): void {
  response.writeHead(status, { ...EVERYWHERE, ...headers, "content-length": Buffer.byteLength(text) });
  response.end(text);
}

function pageHeaders(lang: string, contentSecurityPolicy: string): Record<string, string> {
  return {
    "content-type": "text/html; charset=utf-8",
    "content-language": lang,
    "content-security-policy": contentSecurityPolicy,
    vary: "accept-language",
  };
}

function silence(response: ServerResponse, millis: number): void {
  const timer = setTimeout(() => response.destroy(), millis);
  response.once("close", () => clearTimeout(timer));
}

/** Browsers hold the redirect after a form to `form-action` too, so the merchant's address is named. */
function policy(styleHash: string, formsGoTo: readonly string[]): string {
  const forms = ["'self'", ...formsGoTo].join(" ");
  return `default-src 'none'; style-src '${styleHash}'; img-src data:; form-action ${forms}; base-uri 'none'; frame-ancestors 'none'`;
}
