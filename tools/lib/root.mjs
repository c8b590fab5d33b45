import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** The folder of the whole project. */
export const ROOT = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
export const NODE_MODULES = join(ROOT, "node_modules");

/** Something a person can mend, told in one line. */
export class RunError extends Error {}

export function fail(message) {
  process.stderr.write(`commonpurse: ${message}\n`);
  process.exitCode = 1;
}
