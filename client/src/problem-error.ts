/** A field that is at fault, as a JSON pointer into the body, and what is wrong with it. */
export interface FieldProblem {
  pointer: string;
  detail: string;
}

export interface ProblemDetails {
  /** 0: nobody answered. */
  status: number;
  /** Stable, for programs. */
  code: string;
  /** A sentence in the reader's language that says how to mend it. */
  detail: string;
  errors: readonly FieldProblem[];
  requestId?: string;
  retryAfterSeconds?: number;
}

/** The server's refusal (RFC 9457), or that there was no server. */
export class ProblemError extends Error {
  override readonly name = "ProblemError";
  readonly problem: ProblemDetails;

  constructor(problem: ProblemDetails, options?: ErrorOptions) {
    super(problem.detail || problem.code, options);
    this.problem = problem;
  }

  get status(): number {
    return this.problem.status;
  }

  get code(): string {
    return this.problem.code;
  }
}

/** A proxy in between may answer with anything: whatever is not a problem becomes one. */
export async function problemOf(response: Response): Promise<ProblemError> {
  const body: unknown = await response.json().catch(() => null);
  const at = (key: string): unknown => (typeof body === "object" && body !== null ? Reflect.get(body, key) : undefined);
  const text = (key: string, otherwise: string): string => {
    const value = at(key);
    return typeof value === "string" ? value : otherwise;
  };
  const errors = at("errors");
  const requestId = text("requestId", response.headers.get("x-request-id") ?? "");
  const retryAfter = Number(response.headers.get("retry-after"));
  return new ProblemError({
    status: response.status,
    code: text("code", `http_${response.status}`),
    detail: text("detail", response.statusText),
    errors: Array.isArray(errors) ? errors.filter(isFieldProblem) : [],
    ...(requestId ? { requestId } : {}),
    ...(retryAfter > 0 ? { retryAfterSeconds: retryAfter } : {}),
  });
}

function isFieldProblem(value: unknown): value is FieldProblem {
  return (
    typeof value === "object" &&
    value !== null &&
    typeof Reflect.get(value, "pointer") === "string" &&
    typeof Reflect.get(value, "detail") === "string"
  );
}
