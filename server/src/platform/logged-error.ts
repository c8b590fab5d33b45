export interface LoggedError {
  type: string;
  message: string;
  stack?: string;
  code?: string;
  schema?: string;
  table?: string;
  column?: string;
  constraint?: string;
  routine?: string;
  cause?: LoggedError;
}

/** What the database says of the place of an error. Not its detail, where, hint or query: these hold the row's values. */
const PLACE = ["code", "schema", "table", "column", "constraint", "routine"] as const;
const CAUSES_AT_MOST = 5;

/** An error as it may stand in a log: the named parts and nothing else that hangs on it. */
export function loggedError(error: unknown, depth = 0): LoggedError {
  if (!(error instanceof Error)) return { type: typeof error, message: "something was thrown that is no error" };
  const isSafe = !quotesValues(error);
  const message = isSafe ? error.message : "the database refused a value";
  const place = PLACE.flatMap((name) => {
    const value: unknown = Reflect.get(error, name);
    return typeof value === "string" ? [[name, value]] : [];
  });
  return {
    type: error.name,
    message,
    // The stack begins with the message.
    ...(error.stack ? { stack: isSafe ? error.stack : error.stack.replaceAll(error.message, () => message) } : {}),
    ...Object.fromEntries(place),
    ...(error.cause !== undefined && depth < CAUSES_AT_MOST ? { cause: loggedError(error.cause, depth + 1) } : {}),
  };
}

/** The error itself or, where its message quotes a row's values, one without them: for others who write messages down. */
export function speakable(error: unknown): unknown {
  return error instanceof Error && quotesValues(error) ? new Error(loggedError(error).message) : error;
}

/** Errors about data (SQLSTATE class 22) quote it: `invalid input syntax for type uuid: "…"`. */
function quotesValues(error: Error): boolean {
  const isOfDatabase = "severity" in error;
  return isOfDatabase && "code" in error && typeof error.code === "string" && error.code.startsWith("22");
}
