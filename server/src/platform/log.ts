import { type DestinationStream, type Logger, pino } from "pino";
import { loggedError } from "./logged-error.ts";

export type Log = Logger;

/** Names whose values never reach a log line, wherever they stand. */
const SECRETS = [
  "password",
  "token",
  "secret",
  "secretKey",
  "webhookSecret",
  "authorization",
  "cookie",
  "email",
  "phone",
  "accountNumber",
  "signature",
];

/**
 * Structured logs; personal data and secrets are replaced, at the top and two levels down. Of an error only what names no
 * row's values is written.
 */
export function createLog(level: string, destination?: DestinationStream): Logger {
  const paths = SECRETS.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]);
  const options = {
    level,
    redact: { paths, censor: "[redacted]" },
    base: null,
    serializers: { err: (error: unknown) => loggedError(error) },
  };
  return destination ? pino(options, destination) : pino(options);
}
