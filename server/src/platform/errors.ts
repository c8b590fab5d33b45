import type { Context } from "./context.ts";

/** What a person did that the rules do not allow: a business 4xx, never a fault of ours. */
export class Refusal extends Error {
  readonly code: string;
  readonly status: number;
  readonly params: Readonly<Record<string, string | number>>;
  readonly pointer: string | undefined;
  /** Seconds after which it may work: told as `Retry-After`. */
  readonly retryAfter: number | undefined;
  /** Work that must survive the refusal (an attempt counter, an audit row); run after the command was undone. */
  readonly trace: ((ctx: Context) => Promise<void>) | undefined;

  constructor(code: string, options: RefusalOptions = {}) {
    super(code);
    this.name = "Refusal";
    this.code = code;
    this.status = options.status ?? 422;
    this.params = options.params ?? {};
    this.pointer = options.pointer;
    this.retryAfter = options.retryAfter;
    this.trace = options.trace;
  }
}

export interface RefusalOptions {
  status?: number;
  /** Values for the sentence that explains the code to a person. */
  params?: Record<string, string | number>;
  /** JSON pointer of the field that is to blame, such as `#/amount/currency`. */
  pointer?: string;
  /** Seconds after which it may work. */
  retryAfter?: number;
  trace?: (ctx: Context) => Promise<void>;
}

/** `throw refuse("goal_not_open", { status: 409 })`: the code is stable and has a sentence in `texts`. */
export function refuse(code: string, options: RefusalOptions = {}): Refusal {
  return new Refusal(code, options);
}

/** What a person may not see is absent: the same answer for "no such row" and "not yours". */
export function notFound(): Refusal {
  return new Refusal("not_found", { status: 404 });
}

/** The row changed since the caller read it. */
export function staleVersion(): Refusal {
  return new Refusal("stale_version", { status: 409 });
}
