import { ConfigError } from "../platform/config.ts";
import { UnsafeRole } from "../platform/database.ts";
import { DatabaseStartError } from "../platform/embedded-postgres.ts";
import { MigrationError } from "../platform/migrate.ts";
import { PortTaken } from "../platform/require-free-port.ts";
import { DataDirInUse } from "./claim-data-dir.ts";
import { SandboxStartError } from "./sandbox-process.ts";

const OURS = [ConfigError, UnsafeRole, DatabaseStartError, MigrationError, DataDirInUse, PortTaken, SandboxStartError];

/** One line that says what to do, without a stack. */
export function explainStartError(error: unknown): string {
  return reasonOf(error)
    .trim()
    .replaceAll(/\s*\n\s*/g, " ");
}

function reasonOf(error: unknown): string {
  if (isDiskFull(error)) return "the disk is full: make room and start again";
  if (OURS.some((known) => error instanceof known) && error instanceof Error) return error.message;
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  const message = error instanceof Error ? error.message : String(error);
  switch (code) {
    case "EADDRINUSE":
      return `the port is taken by another program (${message.replace("listen EADDRINUSE: ", "")}): choose another with PORT=…`;
    case "EACCES":
      return `no permission: ${message}`;
    case "ENOTDIR":
      return `the data folder cannot be made below a file (${message}): choose another with DATA_DIR=…`;
    case "EROFS":
      return "the data folder cannot be written: choose another with DATA_DIR=…";
    case "ECONNREFUSED":
      return "nothing answers at DATABASE_URL: is the database running?";
    case "28P01":
    case "28000":
      return "the database refused the sign-in of DATABASE_URL or MIGRATION_DATABASE_URL";
    case "3D000":
      return "the database that DATABASE_URL names does not exist: `commonpurse migrate --print-roles` prints the SQL that makes it";
    default:
      return message;
  }
}

/** Met by us, by the database, or within a migration or the making of the database's folder, which tell it in words. */
function isDiskFull(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = "code" in error ? error.code : "";
  return code === "ENOSPC" || code === "53100" || error.message.includes("No space left on device");
}
