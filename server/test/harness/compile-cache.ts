import { join } from "node:path";

/** Where Node keeps what it has compiled, for the processes that a test starts with an environment of their own. */
export const COMPILE_CACHE = {
  NODE_COMPILE_CACHE: process.env["NODE_COMPILE_CACHE"] ?? join(import.meta.dirname, "../../../.cache/compile"),
};
