import type { FastifyError, FastifyReply, FastifyRequest } from "fastify";
import { isConnectionLost } from "../platform/db.ts";
import { Refusal } from "../platform/errors.ts";
import { bestLocale, hasText, t } from "../platform/i18n.ts";
import { codeOf } from "../platform/unit-of-work.ts";

/** RFC 9457, with a stable code, the fields to blame, and a sentence that says how to mend it. */
export interface Problem {
  type: string;
  title: string;
  status: number;
  detail: string;
  code: string;
  errors?: { pointer: string; detail: string }[];
  requestId: string;
}

interface Cause {
  status: number;
  code: string;
  params?: Readonly<Record<string, string | number>>;
  errors?: { pointer: string; detail: string }[];
  retryAfter?: number;
}

const TIMEOUTS = new Set(["57014", "55P03", "25P03"]);
/** Deadlocks and serialisation failures that three attempts did not pass are load, too. */
const UNAVAILABLE = new Set([
  "40001",
  "40P01",
  "53300",
  "57P01",
  "57P02",
  "57P03",
  "08000",
  "08001",
  "08003",
  "08004",
  "08006",
  "08007",
  "ECONNREFUSED",
  "ECONNRESET",
  "ECONNABORTED",
  "ETIMEDOUT",
  "EPIPE",
]);

/** A value that no schema caught and the database cannot hold: the caller's, and nothing was written. */
const UNWRITABLE = new Set(["22021", "22P02", "22P05", "22007", "22008", "22003"]);

/** Finds the modules' sentences for a code: `problem.<code>` in their texts. */
export function createProblems(namespaces: readonly string[]) {
  const sentence = (locale: string, code: string, params: Readonly<Record<string, string | number>>) => {
    const key = `problem.${code}`;
    const namespace = ["api", ...namespaces].find((name) => hasText(locale, name, key));
    return namespace ? t(locale, namespace, key, params) : t(locale, "api", "problem.unknown", { code });
  };
  return function problemOf(cause: Cause, locale: string, requestId: string): Problem {
    const { status, code, params = {}, errors } = cause;
    return {
      type: `https://commonpurse.org/problems/${code}`,
      title: code.replaceAll("_", " "),
      status,
      detail: sentence(locale, code, params),
      code,
      ...(errors ? { errors } : {}),
      requestId,
    };
  };
}

export type ProblemOf = ReturnType<typeof createProblems>;

/** What went wrong, as the caller may know it. Faults of ours tell nothing. */
export function causeOf(
  error: unknown,
  fieldSentence: (keyword: string, params: Record<string, unknown>) => string,
): Cause {
  if (error instanceof Refusal) {
    const { status, code, params, pointer, retryAfter } = error;
    return {
      status,
      code,
      params,
      ...(pointer ? { errors: [{ pointer, detail: "" }] } : {}),
      ...(retryAfter ? { retryAfter } : {}),
    };
  }
  const code = codeOf(error);
  const isUnavailable = code ? TIMEOUTS.has(code) || UNAVAILABLE.has(code) : isConnectionLost(error);
  if (isUnavailable) return { status: 503, code: "busy", retryAfter: 2 };
  if (code && UNWRITABLE.has(code)) return { status: 400, code: "invalid_input" };
  if (isFastifyError(error)) return fastifyCause(error, fieldSentence);
  return { status: 500, code: "internal" };
}

function fastifyCause(
  error: FastifyError,
  fieldSentence: (keyword: string, params: Record<string, unknown>) => string,
): Cause {
  if (error.validation) {
    const errors = error.validation.map(({ instancePath, keyword, params }) => ({
      pointer: pointerOf(instancePath, params),
      detail: fieldSentence(keyword, params),
    }));
    const status = error.validationContext === "params" ? 404 : 400;
    return status === 404 ? { status, code: "not_found" } : { status, code: "invalid_input", errors };
  }
  const known: Record<string, string> = {
    FST_ERR_CTP_BODY_TOO_LARGE: "body_too_large",
    FST_ERR_CTP_INVALID_MEDIA_TYPE: "unsupported_media_type",
    FST_ERR_CTP_EMPTY_JSON_BODY: "invalid_json",
    FST_ERR_CTP_INVALID_JSON_BODY: "invalid_json",
    FST_ERR_CTP_INVALID_CONTENT_LENGTH: "invalid_input",
    FST_REQ_FILE_TOO_LARGE: "body_too_large",
  };
  const status = error.statusCode ?? 500;
  if (status >= 500) return { status: 500, code: "internal" };
  if (status === 429) return { status, code: "too_many_requests" };
  return { status, code: known[error.code] ?? "invalid_input" };
}

function pointerOf(path: string, params: Record<string, unknown>): string {
  const missing = params["missingProperty"] ?? params["additionalProperty"];
  return `#${path}${typeof missing === "string" ? `/${missing.replaceAll("~", "~0").replaceAll("/", "~1")}` : ""}`;
}

function isFastifyError(error: unknown): error is FastifyError {
  return error instanceof Error && ("statusCode" in error || "validation" in error) && "code" in error;
}

/** The error handler of the whole server: logs faults of ours with their stack, answers with a problem. */
export function problemHandler(problemOf: ProblemOf) {
  return async function handle(error: unknown, request: FastifyRequest, reply: FastifyReply): Promise<Problem> {
    const locale = bestLocale((request.headers["accept-language"] ?? "").split(","));
    const cause = causeOf(error, (keyword, params) => fieldText(locale, keyword, params));
    if (cause.status >= 500 && !(error instanceof Refusal))
      request.log.error({ err: error, requestId: request.id }, "request failed");
    if (cause.retryAfter) reply.header("retry-after", cause.retryAfter);
    reply.status(cause.status).header("content-type", "application/problem+json; charset=utf-8");
    return problemOf(cause, locale, request.id);
  };
}

function fieldText(locale: string, keyword: string, params: Record<string, unknown>): string {
  const known = hasText(locale, "api", `field.${keyword}`) ? keyword : "other";
  const texts = Object.entries(params).filter(([, value]) => typeof value === "string" || typeof value === "number");
  const shown = Object.fromEntries(texts.map(([name, value]) => [name, String(value)]));
  const allowed = params["allowedValues"];
  return t(locale, "api", `field.${known}`, { ...shown, values: Array.isArray(allowed) ? allowed.join(", ") : "" });
}
