import { ProblemError } from "@commonpurse/client";

/** Whether it is the server's refusal, or one of these codes. */
export function isProblem(error: unknown, ...codes: readonly string[]): error is ProblemError {
  return error instanceof ProblemError && (codes.length === 0 || codes.includes(error.code));
}
