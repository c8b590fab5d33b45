export {
  type Answer,
  type Call,
  type ClientSettings,
  createClient,
  type Input,
  newIdempotencyKey,
  type Operation,
  type Sending,
} from "./fetch.ts";
export { type FieldProblem, type ProblemDetails, ProblemError } from "./problem-error.ts";
export type * from "./types.gen.ts";
