/** An error answer of the server (RFC 9457), or what stands for it when no answer came. */
export class Problem extends Error {
  readonly status: number;
  readonly code: string;
  readonly requestId: string | null;
  readonly fields: readonly FieldFault[];
  readonly retryAfter: number | null;

  constructor(parts: ProblemParts) {
    super(parts.detail);
    this.name = "Problem";
    this.status = parts.status;
    this.code = parts.code;
    this.requestId = parts.requestId ?? null;
    this.fields = parts.fields ?? [];
    this.retryAfter = parts.retryAfter ?? null;
  }
}

export interface FieldFault {
  /** JSON pointer into the body: `#/milestones/0/amount`. */
  pointer: string;
  detail: string;
}

interface ProblemParts {
  status: number;
  code: string;
  detail: string;
  requestId?: string | null;
  fields?: readonly FieldFault[];
  retryAfter?: number | null;
}

export function isProblem(error: unknown, ...codes: readonly string[]): error is Problem {
  return error instanceof Problem && (codes.length === 0 || codes.includes(error.code));
}

/** Reads the body of an error answer; proxies in between may have put anything there. */
export async function problemOf(response: Response): Promise<Problem> {
  const body: unknown = await response.json().catch(() => null);
  const read = (key: string): string | null => {
    const value = isRecord(body) ? body[key] : null;
    return typeof value === "string" && value !== "" ? value : null;
  };
  const retryAfter = Number(response.headers.get("retry-after"));
  return new Problem({
    status: response.status,
    code: read("code") ?? (response.status >= 500 ? "internal" : "unknown"),
    detail: read("detail") ?? "",
    requestId: read("requestId"),
    fields: isRecord(body) && Array.isArray(body["errors"]) ? body["errors"].filter(isFieldFault) : [],
    retryAfter: Number.isFinite(retryAfter) && retryAfter > 0 ? retryAfter : null,
  });
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isFieldFault(value: unknown): value is FieldFault {
  return isRecord(value) && typeof value["pointer"] === "string" && typeof value["detail"] === "string";
}
